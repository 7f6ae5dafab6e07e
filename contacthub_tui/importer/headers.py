"""How the columns of the world are called: headers and words, as data.

French, English, German, Spanish, Dutch, Italian, some Portuguese; what Google, Outlook, iCloud,
HubSpot, Mailchimp, Brevo, Salesforce and Shopify export. Everything is folded when it is loaded;
`header_match` reads it.
"""

from contacthub_tui.domain.text import fold

#: Labels of the screens, English and French, for a mapping typed by hand.
LABELS = {
    "first_name": "First name|Prénom",
    "last_name": "Last name|Nom de famille",
    "full_name": "Full name|Nom complet",
    "mobile": "Mobile|Mobile number|Numéro de mobile|#phone#|Phone|Téléphone",
    "whatsapp": "WhatsApp|#whatsapp#|WhatsApp number|Numéro WhatsApp",
    "status": "Status|Statut|Contact status|Statut du contact",
    "email": "Email|E-mail",
    "lists": "Lists|Listes|List|Liste",
    "alias": "Alias",
    "birth_date": "Date of birth|Date de naissance",
    "location": "Location|Localisation",
    "state": "State|État ou province|État",
    "country": "Country|Pays",
    "note": "Note|Notes",
}

#: Headers that mean one field, whole.
EXACT = {
    "first_name": """First name|Firstname|Given name|Givenname|Forename|Fname|First|Prénom|Prénoms|
        Prénom usuel|Petit nom|Vorname|Vornamen|Rufname|Nombre de pila|Primer nombre|Nombres|
        Voornaam|Roepnaam|Voornamen|Nome proprio|Nome di battesimo|Primeiro nome|Nome próprio|Pnom|
        Prn|Vorn.""",
    "last_name": """Last name|Lastname|Surname|Family name|Familyname|Lname|Last|Second name|
        Nom de famille|Nom usuel|Nom d'usage|Nom marital|Nom patronymique|Patronyme|
        Nom de naissance|Nom de jeune fille|Maiden name|Nachname|Nachnamen|Familienname|Zuname|
        Apellido|Apellidos|Primer apellido|Achternaam|Familienaam|Geslachtsnaam|Cognome|Cognomi|
        Apelido|Sobrenome|Último nome|Noms|Nachn.|Apell.|Cogn.|Achternm.""",
    "full_name": """Full name|Fullname|Complete name|Display name|Displayname|Nom complet|
        Nom et prénom|Nom & prénom|Nom prénom|Prénom nom|Prénom et nom|Noms et prénoms|
        Nom affiché|Identité|First and last name|First & last name|First last|Last first|
        Name and surname|Vollständiger Name|Vor- und Nachname|Name Vorname|Vorname Name|
        Vorname Nachname|Nachname Vorname|Ganzer Name|Nombre completo|Nombre y apellidos|
        Nombre y apellido|Apellidos y nombre|Apellidos nombre|Nombre apellidos|Volledige naam|
        Voor- en achternaam|Nome completo|Nome e cognome|Cognome e nome|Cognome nome|Nome cognome|
        Nominativo|Nome e sobrenome|Raison sociale ou nom|Formatted name""",
    "email": """Email|E-mail|Mail|Emails|Mails|E-mails|Courriel|Courriels|Mél|Email address|
        E-mail address|Emailaddress|Mail address|Adresse e-mail|Adresse email|Adresse mail|
        Adresse courriel|Adresse électronique|Adresse de messagerie|Adresse de courriel|
        Courrier électronique|Messagerie|E-mail-Adresse|Mailadresse|Elektronische Post|Correo|
        Correo electrónico|Dirección de correo electrónico|Dirección de correo|E-mailadres|
        Emailadres|Mailadres|Posta elettronica|Indirizzo e-mail|Indirizzo email|
        Indirizzo di posta elettronica|Indirizzo posta elettronica|Endereço de e-mail|Adr mail|
        Adr e-mail|Adel|Email 1 Value|Email 1""",
    "alias": """Alias|Nickname|Nick name|Nick|Surnom|Pseudo|Pseudonyme|Sobriquet|Spitzname|Apodo|
        Bijnaam|Soprannome|Apelido carinhoso|Username|User name|Nom d'utilisateur|Identifiant de
        connexion|Benutzername|Gebruikersnaam|Nome utente|Nombre de usuario|Alcunha""",
    "birth_date": """Birthday|Birth date|Birthdate|Birth day|Date of birth|Born|Born on|DOB|D.O.B.|
        Bday|B-day|Date of Birth (DOB)|Date de naissance|Date naissance|Date naiss|Date de naiss|
        Dt naissance|Dt naiss|Dte naissance|Naissance|Né le|Née le|Né(e) le|DDN|Date anniversaire|
        Date d'anniversaire|Anniversaire|Anniv|Jour de naissance|Geburtstag|Geburtsdatum|Geb.|
        Geb.-Datum|Geb. Datum|Geboren|Geboren am|Geb. am|Fecha de nacimiento|Fecha nacimiento|
        Nacimiento|
        Fecha nac|F. nac.|F. nacimiento|Nacido el|Cumpleaños|Geboortedatum|Geboren op|Geb.datum|
        Verjaardag|Data di nascita|Data nascita|Nascita|Nato il|Nata il|Nato/a il|Compleanno|
        Data de nascimento|Data nascimento|Aniversário|Geb.dat.|Gebdat.|Data nasc.|Data di nasc.""",
    "location": """City|Town|City/Town|City or town|Locality|Location|Place|Suburb|Home town|
        Hometown|Municipality|Ville|Commune|Localité|Localisation|Lieu|Lieu de résidence|
        Ville de résidence|Ville/Commune|Ort|Stadt|Wohnort|Ortschaft|Gemeinde|Standort|Ciudad|
        Población|Localidad|Municipio|Lugar|Plaats|Plaatsnaam|Woonplaats|Stad|Gemeente|Città|
        Comune|Località|Luogo|Cidade|Localidade|Town/City|City of residence""",
    "state": """State|Province|Region|State/Province|State or province|State/Region|
        Province/State|Province code|State code|State/County|County|Prefecture|Département|Dépt|
    Dep.|Région|État|
        État ou province|État/Province|Dép/Région|Province/État|Bundesland|Kanton|Canton|
        Bundesland/Kanton|Provincia|Comunidad autónoma|Provincia o estado|Estado|Estado o provincia|
        Provincie|Regio|Regione|Provincia/Regione|Prov.|Província""",
    "country": """Country|Country/Region|Country or region|Country name|Country code|Nation|Pays|
        Pays/Région|Code pays|Pays de résidence|Land|Land/Region|Ländercode|Landcode|País|
        País/Región|País o región|Código de país|Paese|Paese/Area geografica|Nazione|Stato/Paese|
        Staat/Land|País de residencia|Staat""",
    "note": """Note|Notes|Remark|Remarks|Comment|Comments|Memo|Observation|Observations|Remarque|
        Remarques|Commentaire|Commentaires|Annotation|Annotations|Notiz|Notizen|Bemerkung|
        Bemerkungen|Anmerkung|Anmerkungen|Kommentar|Kommentare|Nota|Notas|Observación|
        Observaciones|Comentario|Comentarios|Opmerking|Opmerkingen|Notitie|Notities|Commento|
        Commenti|Osservazioni|Annotazioni|Observações|Comentários|Divers|Infos|Info|
        Informations|Informations complémentaires|Infos complémentaires|Additional information|
        Additional info|Infos diverses|Obs|Rem|Rmq|Comm|Commentaire libre|Bem.|Anm.|Opm.""",
    "lists": """Lists|List|Listes|Liste|Contact lists|Contact list|Listes de contacts|
        Liste de contacts|Liste de diffusion|Listes de diffusion|Mailing list|Mailing lists|
        Distribution list|List name|List names|Nom de la liste|Listen|Verteiler|Verteilerliste|
        Kontaktliste|Lista|Listas|Liste di contatti|Lijst|Lijsten|Contactlijst|
        Lista de contactos""",
    "status": """Status|Statut|Contact status|Statut du contact|Subscription|Subscription status|
        Subscriber status|Subscribed|Is subscribed|Member status|Abonnement|Statut abonnement|
        Statut d'abonnement|État d'abonnement|État de l'abonnement|Préférence d'abonnement|Abonné|
        Abonnée|Abonné(e)|Inscrit|Opt in|Optin|Opt-in SMS|SMS opt-in|Optin SMS|SMS optin|
        SMS status|Statut SMS|SMS subscription|Abonnement SMS|Abonné SMS|Opted in|Consent|
        SMS consent|Consent SMS|Marketing consent|SMS marketing consent|Consentement|
        Consentement SMS|Statut de consentement|Accord SMS|Accepte les SMS|Accepte SMS|
        Autorisation SMS|Accepts SMS|Accepts SMS marketing|Accepts marketing|RGPD|GDPR|
        Abonniert|Abostatus|Anmeldestatus|Einwilligung|SMS-Einwilligung|Suscrito|Suscripción|
        Estado de suscripción|Estado suscripción|Consentimiento|Ingeschreven|Aangemeld|
        Toestemming|Abonneestatus|Iscritto|Stato iscrizione|Stato di iscrizione|Consenso|
        Consenso SMS|Mobile opt-in|Opt-in mobile|SMS marketing status|GDPR consent|
        Consentement RGPD|Préférence SMS|Préférences SMS|SMS preference|SMS preferences|
        Statut d'inscription|Inscrite|Inscrit(e)|Contactable|Can contact|Can be contacted|
        Peut être contacté""",
}

#: Headers that ask the other way round: a yes means unsubscribed.
OPPOSITE_STATUS = """Unsubscribed|Unsubscribe|Unsubscribed from SMS|SMS unsubscribed|Opt out|
    Optout|Opted out|Opt-out SMS|SMS opt-out|SMS optout|Optout SMS|Has opted out|
    Has opted out of SMS|Do not contact|Do not text|Do not SMS|Do not message|Do not call|
    Do not disturb|DNC|DND|Blacklisted|Blacklist|Blocklisted|Blocked|SMS blacklisted|
    Blacklist SMS|Stop|Stop SMS|SMS stop|Stop pub|Désabonné|Désabonnée|Désabonné(e)|Désinscrit|
    Désinscrite|Désinscription|Désabonnement|Liste noire|Bloqué|Ne pas contacter|
    Ne plus contacter|Opposition|Opposition SMS|Refus SMS|Refuse les SMS|Abgemeldet|Abbestellt|
    Gesperrt|Nicht kontaktieren|Widerspruch|Baja|Dado de baja|No contactar|No llamar|Afgemeld|
    Uitgeschreven|Niet contacteren|Disiscritto|Non contattare|Bloccato|Cancellato|
    Date de désabonnement|Date de désinscription|Unsubscribed at|Unsubscribe date|Opt-out date|
    Date opt-out|Date de STOP|
    Keine SMS|Keine Nachrichten|SMS-Sperre|SMS gesperrt|Nicht mehr kontaktieren|Nicht anschreiben|
    Nicht anrufen|Nicht stören|Kontaktsperre|Abgemeldet am|Abgemeldet seit|SMS abgemeldet|
    SMS abbestellt|No molestar|No contactar más|No enviar|No enviar mensajes|No enviar SMS|Sin SMS|
    Desuscrito|Baja SMS|Geen sms|Geen berichten|Niet benaderen|Niet meer benaderen|Niet bellen|
    Niet storen|Uitgeschreven op|Afgemeld op|SMS afgemeld|Non disturbare|Non chiamare|
    Niente SMS|Non inviare|Non inviare SMS|Data disiscrizione|Data di disiscrizione|Disiscritto il|
    Disiscritto SMS|No texts|No text messages|Não enviar SMS|Não contactar|Não perturbar"""

#: Of these, those that can also be about a bus, a bank or an account: their cells decide.
VAGUE_STOPS = (
    "Stop|Opposition|Baja|Bloqué|Blocked|Bloccato|Gesperrt|Cancellato|DND|Refus|Abgemeldet|"
    "Abgemeldet am|Abgemeldet seit|Uitgeschreven op|Afgemeld op|No texts|No enviar|Non inviare"
)

#: A header, folded, that speaks of a stop in whatever words; and words of those that do not: of
#: e-mail, of why somebody left, of how many did.
STOP_PATTERN = (
    r"\b(?<!non )(?<!not )(?<!pas )(?:desabo\w*|desinscri\w*|unsubs?|unsubscri\w*|"
    r"blacklist\w*|blocklist\w*|optouts?|"
    r"optedout|opt out|opted out|liste noire|bloctel|droit d opposition|opposition commerciale|"
    r"refus|stop (?:sms|whatsapp|rcs|texto)|(?:sms|whatsapp|rcs|texto) stop|"
    r"refuse (?:les |le |de recevoir )?(?:des )?(?:sms|textos?|messages)|"
    r"do ?not ?(?:\w+ )?(?:call|text|sms|contact|message|disturb)|"
    r"ne (?:\w+ )?(?:pas|plus) (?:\w+ )?(?:contacter|appeler|recontacter|deranger|solliciter|"
    r"demarcher|prospecter|envoyer))\b"
)
#: "Abonné / Désabonné", "Opt-in or opt-out": what is asked first is what a yes means.
BOTH_WAYS = r"\b(?:abonnee?|inscrite?|subscribed|opt in|optin|opted in)\b"
NOT_STOP_WORDS = """email emails mail mails courriel courriels mailing newsletter newsletters
    fax telefax emailing motif motifs raison raisons reason reasons cause comment commentaire
    nombre count
    total taux rate lien link url source page id campagne campaign"""

#: Words of a question about consent: one of each, and the cells answer. The third turn it around.
CONSENT_CHANNELS = (
    "sms text texto textos texts message messages nachrichten mensajes berichten messaggi"
)
CONSENT_WORDS = """accepte acceptes acceptez acceptation autorise autorisez autorisation recevoir
    agree agrees accept accepts receive consent consents consentement souhaite souhaitez ok
    einverstanden zustimmung einwilligung acepta aceptas recibir consentimiento ontvangen akkoord
    toestemming accetta accetti ricevere consenso can may want wants wish darf durfen mochte
    mochten erhalten empfangen schicken senden zusenden puede podemos quiere desea enviar enviarle
    mogen mag
    wil wilt sturen versturen possiamo vuole desidera inviare inviarle peut pouvons envoyer erlaubt
    erlaubnis allowed
    permitido toegestaan consentito autoriza autorizza"""
CONSENT_REFUSED = "ne pas plus not no dont refuse refus never nicht kein keine niet geen non"

#: A name alone says little: first, last or full name follows from the other columns.
AMBIGUOUS_NAME = "Name|Names|Nom|Nombre|Nome|Naam|Namen"

#: Who the row is about; its name, where nothing better is there and the cells look like names.
WEAK_NAME = """Client|Clients|Cliente|Client name|Contact|Contacts|Contact person|Customer|
    Customer name|Kunde|Kunden|Ansprechpartner|Kontakt|Klant|Contacto|Contatto|Adhérent|Adhérente|
    Adhérents|Membre|Membres|Member|Members|Patient|Patiente|Patients|Participant|Participants|
    Participante|Person|Personne|People|Persona|Élève|Student|Prospect|Lead|Bénéficiaire|
    Destinataire|Recipient|Interlocuteur|Invité|Guest|Attendee|Utilisateur|User|Titulaire|
    Locataire|Tenant|Donateur|Donor|Bénévole|Volunteer|Salarié|Employé|Employee|Stagiaire|
    Candidat|Candidate|Who|Qui|Mitglied|Mitglieder|Teilnehmer|Teilnehmerin|Schüler|Schülerin|
    Mieter|Gast|Empfänger|Spender|Kontaktperson|Lid|Deelnemer|Leerling|Contactpersoon|Patiënt|
    Huurder|Ontvanger|Bezoeker|Cursist|Vrijwilliger|Donateur|Socio|Socia|Miembro|Paciente|
    Persona de contacto|Alumno|Alumna|Asistente|Inquilino|Destinatario|Voluntario|Donante|Invitado|
    Huésped|Referente|Persona di contatto|Paziente|Partecipante|Alunno|Alunna|Associato|Tesserato|
    Ospite|Volontario|Donatore|Utente|Usuario|Licencié|Licenciée|Voyageur|Propriétaire|Assuré|
    Occupant|Joueur|Acheteur|Auftraggeber|Eigentümer|Käufer|Spieler|Bewohner|Titular|Propietario|
    Abonado|Jugador|Comprador|Residente|Eigenaar|Speler|Koper|Bewoner|Intestatario|Proprietario|
    Abbonato|Acquirente|Giocatore|Spendername|Teilnehmername|Kundenname|Mitgliedsname|Gastname|
    Klantnaam|Spelersnaam|Deelnemersnaam|Patiëntnaam|Ledennaam"""

#: A phone number of its own kind, whole.
EXACT_PHONE = {
    "mobile": """Cell|SMS|Texto|Port|Port.|Mob|Mob.|Tél P|Tel M|Tel mob|Tél port|N° port|
        SMS phone|SMS number|Numéro SMS|#phone#|06|06/07|Text number|Msisdn""",
    "phone": """Phone|Tel|Tél|Tél.|Téléphone|N° tél|Contact number|Contact no|Contact nr|
        Numéro contact|Numéro de contact|Número de contacto|Kontaktnummer|Recapito|Number to call|
        Coordonnées téléphoniques|Rufnummer|Fon|Destination number|To number""",
    "whatsapp": "WhatsApp|Whats app|WA|Wapp|#whatsapp#",
    "landline": "Fixe|Landline|Land line|Festnetz|Fijo|Vast|Fisso|Vaste lijn|Abitazione|Ufficio",
}

#: Headers that can mean a phone number, when the cells agree.
WEAK_PHONE = """Numéro|Numéros|Num|N°|No|Number|Numbers|Nummer|Nr|Número|Numero|Ligne|Line|To|
    Recipient|Destinataire|Contact|Contacts|Coordonnées|Address|Adresse|Appel|Call|Joindre|
    Anschluss|
    Contact info|Contact details|Destination|Kontakt|Contacto|Contatto"""
NUMBER_WORDS = "numero numeros num no n number numbers nummer nr numer nbr"

#: Words of a header, by what they say about a phone number. A `*` stands for any ending.
PHONE_WORDS = """phone* tel tels teleph* telef* telf tlf tlfno tfno tfn tele numtel notel telnr
    telno rufnummer* telnummer* fernsprech* gsmnr ph"""
#: Beginnings and stems that are written as one word: `telmobile`, `numeroportable`.
GLUED_BEGINNINGS = "tel num no nr"
GLUED_STEMS = "mobil portable gsm handy movil celular cellular"
PHONE_ENDINGS = "phone telefon telephone telefoon telefono telefone rufnummer"
MOBILE_WORDS = """mobile mobiles mobil mobilnr mobilnummer* mobiltel* mobilfunk* mobilephone*
    mobilenumber* mobileno mobileno mobilnum* mobiel mobiele mobieltje mobielnummer portable
    portables telportable cell cells cellphone* cellnumber cellular cellulare cellulari celular
    celulares cel gsm gsmnummer handy handynr handynummer* movil moviles telemovel natel smartphone
    iphone sms telmobile telmob telport numportable nummobile nomobile"""
WHATSAPP_WORDS = "whatsapp* watsapp whatsap whattsapp wathsapp whatapp whatssapp"
LANDLINE_WORDS = """fixe fixes landline landlines home maison domicile dom work office bureau
    business pro professionnel professionnelle travail company societe entreprise siege standard
    switchboard geschaftlich gesch dienstlich buro firma privat festnetz zuhause trabajo
    oficina casa empresa fijo particular werk thuis kantoor vast vaste zakelijk lavoro ufficio uff
    abitazione ab fisso azienda car voiture auto autotelefon radio radiotelephone direct directe
    tdd tty firmen"""
OTHER_PERSON_WORDS = """emergency urgence urgences notfall emergencia noodgeval emergenza conjoint
    conjointe spouse husband wife mari epouse epoux pere mere father mother parent parents tuteur
    tutrice guardian assistant assistante assistants asst assistent assistente referent parrain
    prevenir manager responsable notfallkontakt contact2 proche commercial vendeur conseiller
    salesperson agent sponsor medecin doctor angehorige angehoriger angehorigen kin nood noodnummer
    noodcontact notfallnummer
    notrufnummer emergencias emergenze urgencia"""
#: Never a number to write to.
NOT_PHONE_WORDS = """fax telefax faxe faxnummer telecopie telecopieur telex pager pagers bip
    radiomessagerie buscapersonas cercapersone semafoon isdn rnis rdsi tdd tty"""
#: What is said about a phone rather than the phone.
ABOUT_PHONE_WORDS = """label labels type typ tipo types extension ext poste indicatif prefix
    prefixe prefijo prefisso vorwahl carrier operateur operator operador verified verifie verifiee
    valid valide validated optin consent consentement consenso status statut status consented
    date model modele marque brand app os device appareil provider country pays opt subscription
    accepts accepte unsubscribed stop count nombre calls appels last dernier derniere time heure
    horaire plan forfait abonnement kind source owner proprietaire optout refus hlr lookup
    code codes ordinateur pc laptop francophone anglophone microphone headphone headphones"""

#: Columns whose bare digits are no phone numbers, whatever they look like.
NUMBERS_APART_WORDS = """id ids uid uuid guid identifier identifiant identifiants matricule code
    codes ref refs reference references siret siren tva vat ean isbn iban bic rib sku insee nir
    document documents dossier order orders commande commandes facture factures invoice invoices
    compte account konto cuenta clientnumber kundennummer kundennr adherent licence
    license zip zipcode zips postal postcode postale plz cp cap postleitzahl codigo montant amount
    amounts price prix total totaux solde balance revenue ca cost cout quantite quantity qty
    latitude longitude lat lng lon score rating year annee date dates jour day timestamp created
    updated cree modifie url lien link site website web facebook instagram linkedin twitter photo
    image ip serial serie contrat contract carte card badge barcode cedula dni nif cif passport
    passeport bsn rechnung betrag preis importe precio salary salaire surface population"""

#: Words that go with a field and change nothing: whose it is, of which address, articles.
QUALIFIERS = """client clients customer customers contact contacts kunde kunden cliente clienti
    clientes klant klanten adherent adherente adherents membre membres member members patient
    patients eleve eleves student students participant participants prospect prospects lead leads
    user users utilisateur utilisateurs person persons personne personnes mitglied subscriber
    abonne recipient destinataire beneficiaire donateur donor guest attendee attendees invite
    billing shipping facturation livraison mailing home domicile perso personal personnel
    personnelle private prive privee privat privado personale work business bureau pro prof
    professionnel professionnelle geschaftlich gesch primary principal principale main default
    other autre value val home your votre my mon ma de du des d la le les l of the del della di
    dei der die das den von van el los las il lo uw ihr ihre su tu tuo vostro werkadres huisadres
    uff ab trabajo particular casa thuis werk lavoro residenza address adresse adres direccion
    indirizzo properties property merge field champ legal usuel usuelle complet complete
    quel quelle est what is wie ist welche cual es qual quale wat
    teilnehmer teilnehmers teilnehmerin mitglieds schuler schulers schulerin mieter mieters
    patientin
    deelnemer deelnemers leerling lid huurder bezoeker contactpersoon paciente pacientes socio
    socios
    miembro alumno alumna alumnos asistente asistentes inquilino destinatario usuario participantes
    paziente pazienti partecipante partecipanti alunno alunna alunni referente associato ospite
    utente
    je jouw uw dein deine deiner tus tua come please enter s hi hello
    licencie licenciee voyageur joueur acheteur employee employees spender speler titular abonado
    jugador comprador intestatario iscritto iscritta giocatore
    required obligatoire optional facultatif requis if known text texte residence current actuel
    actuelle"""

#: Words that make a header one field, and words that forbid it.
WORDS = {
    "email": (
        """email emails mail mails courriel courriels correo emailadresse emailadres mailadresse
        emailaddress mel emailaddres email1""",
        """type typ label labels display nom name naam nombre nome affiche angezeigter opt optin
        consent consentement status statut verified verifie date bounce bounced sent open opened
        opens click clicks clicked owner proprietaire list lists subscribed unsubscribed marketing
        newsletter domain domaine template campaign count last dernier user server password
        quarantined reason invalid valid accepts accepte source format signature subject objet
        abgemeldet uitgeschreven disiscritto desuscrito baja preference preferences from envoye
        delivered confirmed hard soft opted out in client""",
    ),
    "birth_date": (
        """naissance birthday birthdate birth dob naiss ddn geburtstag geburtsdatum nacimiento
        cumpleanos geboortedatum verjaardag nascita compleanno anniversaire bday nascimento
        aniversario""",
        """lieu place ville pays nom name year annee mois month city country conjoint enfant enfants
        child children spouse mariage wedding work travail departement dept code luogo comune stato
        provincia lugar ciudad pais ort anno ano geburtsort sms email mail message messages envoye
        sent carte offre club fete""",
    ),
    "location": (
        """city town ville commune localite localisation ort stadt wohnort ciudad poblacion
        localidad municipio plaats woonplaats citta comune localita cidade""",
        """naissance birth geburt nacimiento nascita code insee id ids zip founded company societe
        travel preferred departure arrival depart arrivee nombre population""",
    ),
    "country": (
        "country pays pais paese nazione nation land country1",
        """naissance birth nationalite phone tel telephone telefon dialing calling prefix indicatif
        origin origine code2""",
    ),
    "state": (
        """state province region departement bundesland kanton canton provincia provincie regione
        county estado""",
        """naissance birth lead lifecycle contact deal sales ticket code status account task civil
        order commande marital vente commerciale manager company account regional""",
    ),
    "note": (
        """notes note remarque remarques commentaire commentaires comment comments observation
        observations notizen bemerkung bemerkungen notas observaciones opmerkingen notities
        osservazioni""",
        """moyenne score date count interne rating sur nombre last dernier dernière lead delivery
        credit debit id type""",
    ),
}

#: Headers near enough to a field to be taken for it by mistake; they are nobody's.
NOBODYS = """Department|Company|Company name|Société|Entreprise|Organization|Organisation|
    Organization name|Contract|Contrat|Stage|Stages|Middle name|Deuxième prénom|Additional name|
    Second prénom|Titre|Title|Name prefix|Name suffix|Prefix|Suffix|Suffixe|Civilité|Salutation|
    Anrede|Gender|Sexe|Genre|Prenom 2|Prénom 2|Initials|Initiales|File as|Vote|Votes|Photo|Photos|
    Account name|Lead status|Statut du lead|Contact owner|Lifecycle stage|Statuts|Détail|Détails|
    Phonetic first name|Phonetic last name|Yomi name|Station|Market|Marketing|Format|Motif|
    Mailing|Street|Rue|Adresse|Address|Nationalité|Nationality|Position|Fonction|Division|Bureau|
    Rôle|Role|Service|Agence|Status code|Groups|Labels|Tags|Catégorie|Catégories|Category|
    Categories|Village|Collection|Nombre d'enfants|Propriétaire du contact|
    Propietario del contacto|Proprietario del contatto|Payé|Paye|Estado del lead|
    Estado del contacto|
    Estado del cliente|Stato del lead|Lead-Status|Leadstatus|Phonetic middle name|Anniversary|
    Anniversaire de mariage|Anniversaire de mariage ou fête|Hobby|Manager|Language|Langue"""

#: Where misspelt headers are compared with these words only; shorter ones are too near others.
SPELLED = {
    "first_name": "prenom prenoms firstname vorname voornaam first*name given*name",
    "last_name": "lastname nachname achternaam cognome apellidos apellido surname last*name "
    "nom*de*famille family*name",
    "full_name": "nom*complet full*name fullname nombre*completo",
    "email": "email courriel e*mail adresse*email adresse*mail email*address "
    "correo*electronico mailadresse messagerie",
    "birth_date": "birthday birthdate naissance date*de*naissance date*naissance date*of*birth "
    "anniversaire geburtsdatum geburtstag geboortedatum fecha*de*nacimiento data*di*nascita",
    "location": "localisation location localite commune ciudad wohnort woonplaats",
    "state": "province departement bundesland provincia",
    "country": "country",
    "note": "remarque remarques commentaire commentaires comments observations bemerkung "
    "bemerkungen observaciones opmerkingen",
    "mobile": "mobile portable telephone*mobile telephone*portable mobile*phone mobile*number "
    "cell*phone handynummer mobiltelefon cellulare",
    "phone": "telephone telefon telefono phone telefoon phone*number numero*de*telephone "
    "telefonnummer telefoonnummer telephone*number",
    "whatsapp": "whatsapp",
}


def names(text: str) -> frozenset[str]:
    """The folded headers of a text that parts them by `|`."""
    return frozenset(filter(None, map(fold, text.split("|"))))


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
