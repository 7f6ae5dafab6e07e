"""Tables as teams and programs write them, in lines. Leaves: text that `known_tables` reads.

`name country options: Header=kind|…`, where an option is an encoding, a delimiter (comma,
semicolon, tab, pipe), a kind of file (xlsx, xls), `bare` (no header) or a count of title lines
above. A kind is one of `known_people`; `~` after it: two cells of three are empty; `0`: all are;
`!`: nobody's, whatever it holds; `?`: may be its field's or nobody's; `!?`: may be a status or
nobody's.
"""

TEAMS = """
fr-crm fr cp1252 semicolon: Prénom=first|Nom=last|Portable=mobile|Mail=email|CP=zip|Ville=town|
    Remarques=note~
fr-club fr utf-8 comma: N° adhérent=id|NOM=last|PRENOM=first|Né(e) le=birth|Tél. domicile=landline~|
    Tél. portable=mobile|Courriel=email~|Cotisation=amount|Groupe=course
fr-magasin fr cp1252 semicolon: Code client=code|Client=turned|Téléphone=phone|Adresse=street|
    Code postal=zip|Commune=town|CA 2024=amount
fr-ecole fr utf-8-sig semicolon: Nom de l'élève=last|Prénom de l'élève=first|
    Date de naissance=birth|Classe=size|Nom du responsable légal=other|
    Téléphone du responsable=mobile|Mail du responsable=email
fr-formulaire fr utf-8 comma: Horodateur=time|Votre nom=last|Votre prénom=first|
    Votre numéro de téléphone portable=mobile|Votre adresse e-mail=email|
    Acceptez-vous de recevoir nos SMS ?=yes
fr-cabinet fr cp1252 semicolon: Dossier=id|Civilité=salutation|Nom patient=last|
    Prénom patient=first|DDN=birth|Tél. mobile=mobile|Tél. fixe=landline~|
    Personne à prévenir (tél.)=kin~|Médecin traitant=other
fr-evenement fr utf-8 comma: Billet=code|Tarif=amount|Prénom participant=first|Nom participant=last|
    Email participant=email|Mobile participant=mobile|Nom acheteur=other|Email acheteur=email2
fr-minimal fr utf-8 semicolon: Nom=turned|Tel=mobile
fr-majuscules fr cp1252 semicolon: NOM DE FAMILLE=last|PRENOM USUEL=first|GSM=mobile|FAX=fax~|
    SIRET=siret|VILLE=town|PAYS=country
fr-stop fr utf-8 semicolon: Prénom=first|Nom=last|Mobile=mobile|STOP SMS=optout|
    Date dernier achat=date|Panier moyen=amount
fr-mairie fr cp1252 semicolon: Nom de naissance=last|Nom d'usage=last!|Prénoms=first|
    Téléphone 1=phone|Téléphone 2=landline~|Commune de résidence=town|Commune de naissance=town2
en-crm gb utf-8 comma: First name=first|Surname=last|Mobile no.=mobile|Email address=email|
    Postcode=zip|Town=town|Comments=note~
en-club gb utf-8-sig comma: Membership No=id|Forename=first|Surname=last|D.O.B.=birth|
    Home tel=landline~|Mobile tel=mobile|E-mail=email|Emergency contact=other|
    Emergency contact no=kin
en-gym us utf-8 comma: Member Name=full|Cell=mobile|Email=email|City=town|State=state|Zip=zip|
    Monthly Fee=amount|Barcode=longid
en-church us utf-8 comma: Last=last|First=first|Home Phone=phone?~|Cell Phone=mobile|
    Birthdate=birth|Street=street|City=town|ST=state?|ZIP=zip
en-form us utf-8 comma: Timestamp=time|What is your full name?=full|
    Best phone number to reach you=mobile|Email Address=email|Can we text you?=yes|T-shirt size=size
en-shop gb utf-8 comma: customer_id=id|customer_name=full|phone=mobile|email=email|
    total_spent=amount|orders_count=count|accepts_marketing=true!?
en-lower gb utf-8 comma: fname=first|lname=last|mob=mobile|addr1=street|postcode=zip|county=state
en-agency gb utf-8 comma: Ref=code|Tenant=full|Contact number=mobile|Alternative number=landline~|
    Rent=amount|Tenancy start=date
en-optout us utf-8 comma: FirstName=first|LastName=last|Phone=mobile|OptedOut=optout|DateAdded=time
en-whatsapp gb utf-8 comma: Name=full|WhatsApp number=whatsapp|Country=country|Notes=note~
en-clinic gb utf-8 comma: Patient ID=longid|NHS No=longid|Patient name=comma|Date of birth=birth|
    Daytime phone=landline~|Mobile=mobile|Next of kin=other|Next of kin phone=kin|
    Last appointment=date
de-crm de cp1252 semicolon: Vorname=first|Name=last|Mobil=mobile|E-Mail=email|PLZ=zip|Ort=town|
    Bemerkung=note~
de-verein de cp1252 semicolon: Mitgliedsnr.=id|Nachname=last|Vorname=first|Geb.-Datum=birth|
    Telefon privat=landline~|Handy=mobile|E-Mail-Adresse=email|Beitrag=amount|IBAN=iban
de-kunden de utf-8 semicolon: Kundennummer=longid|Firma=company|Ansprechpartner=full|
    Telefon=landline|Mobiltelefon=mobile|Telefax=fax|Straße=street|PLZ=zip|Stadt=town|Land=country
de-praxis de utf-8-sig semicolon: Pat.-Nr.=id|Anrede=salutation|Familienname=last|Vorname=first|
    Geburtstag=birth|Tel. Festnetz=landline~|Tel. mobil=mobile|Krankenkasse=company|Hausarzt=other
de-formular de utf-8 comma: Zeitstempel=time|Vor- und Nachname=full|Handynummer=mobile|
    E-Mail-Adresse=email|Darf ich SMS erhalten?=yes|Anmerkungen=note~
de-schule de utf-8 semicolon: Name des Kindes=last?|Vorname des Kindes=first?|Klasse=size|
    Telefonnummer der Eltern=mobile|E-Mail der Eltern=email
de-abmeldung de utf-8 semicolon: Vorname=first|Nachname=last|Handy-Nr.=mobile|Abgemeldet=optout|
    Umsatz=amount|Kunde seit=date
de-status de cp1252 semicolon: Name=turned|Mobilnummer=mobile|Anmeldestatus=status|Bundesland=state
de-klein de utf-8 semicolon: name=full|tel=mobile|ort=town
de-schweiz de utf-8 semicolon: Vorname=first|Name=last|Natel=mobile|Telefon G=landline~|
    Telefon P=landline~|Kanton=state|Wohnort=town
de-notfall de cp1252 semicolon: Teilnehmer=full|Rufnummer=mobile|Notfallkontakt=other|
    Notfallnummer=kin|Geburtsdatum=birth|Kurs=course|Gebühr=amount
de-anschrift de utf-8 semicolon: Nachname, Vorname=comma|Handy privat=mobile|
    Handy dienstlich=mobile2~|Durchwahl=count|Abteilung=job|Eintrittsdatum=date
es-crm es cp1252 semicolon: Nombre=first|Apellidos=last|Móvil=mobile|Correo=email|C.P.=zip|
    Población=town|Observaciones=note~
es-club es utf-8 semicolon: Nº socio=id|Nombre=first|Primer apellido=last|Segundo apellido=last!|
    F. nacimiento=birth|Tel. fijo=landline~|Tel. móvil=mobile|Cuota=amount
es-clientes es cp1252 semicolon: Código=code|Cliente=full|NIF=code|Teléfono=phone|Fax=fax~|
    Dirección=street|Localidad=town|Provincia=state|País=country
es-clinica es utf-8 semicolon: Nº historia=longid|Paciente=full|Fecha de nacimiento=birth|
    Teléfono móvil=mobile|Teléfono de contacto=landline~|Médico=other|Fecha próxima cita=date
es-formulario es utf-8 comma: Marca temporal=time|Nombre y apellidos=full|Número de móvil=mobile|
    Correo electrónico=email|¿Acepta recibir SMS?=yes|Comentarios=note~
es-colegio es utf-8-sig semicolon: Alumno=full|Curso=size|Nombre del padre/madre=other|
    Móvil del padre/madre=mobile|Correo del padre/madre=email
es-baja es utf-8 semicolon: Nombre=first|Apellidos=last|Celular=mobile|Baja=optout|
    Fecha de alta=date
es-estado es cp1252 semicolon: Nombre completo=full|Telf. móvil=mobile|Estado de suscripción=status|
    Ciudad=town
es-minimo es utf-8 comma: nombre=full|telefono=mobile|ciudad=town
es-whatsapp es utf-8 comma: Nombre de pila=first|Apellido=last|Whatsapp=whatsapp|Importe=amount|
    DNI=longid
es-evento es utf-8 semicolon: Nombre asistente=first|Apellidos asistente=last|Email asistente=email|
    Móvil asistente=mobile|Entrada=code|Precio=amount
nl-crm nl cp1252 semicolon: Voornaam=first|Achternaam=last|Mobiel=mobile|E-mail=email|Postcode=zip|
    Woonplaats=town|Opmerkingen=note~
nl-club nl utf-8 semicolon: Lidnummer=id|Roepnaam=first|Tussenvoegsel=label0|Achternaam=last|
    Geboortedatum=birth|Telefoon thuis=landline~|Mobiele telefoon=mobile|E-mailadres=email|
    Contributie=amount
nl-klanten nl utf-8 semicolon: Klantnr.=longid|Bedrijf=company|Contactpersoon=full|
    Telefoonnummer=landline|06-nummer=mobile|Adres=street|Plaats=town|Provincie=state|Land=country
nl-praktijk nl utf-8-sig semicolon: BSN=longid|Naam=turned|Geb.datum=birth|Tel. privé=landline~|
    Tel. mobiel=mobile|Huisarts=other
nl-formulier nl utf-8 comma: Tijdstempel=time|Naam=full|Mobiel nummer=mobile|E-mailadres=email|
    Mogen wij u een sms sturen?=yes
nl-school nl utf-8 semicolon: Naam leerling=full|Groep=size|Naam ouder=other|Mobiel ouder=mobile|
    E-mail ouder=email
nl-afmelding nl utf-8 semicolon: Voornaam=first|Familienaam=last|GSM-nummer=mobile|Afgemeld=optout|
    Klant sinds=date
nl-status nl cp1252 semicolon: Volledige naam=full|Mobiele nummer=mobile|Abonneestatus=status|
    Gemeente=town
nl-klein nl utf-8 semicolon: naam=full|telefoon=mobile|plaats=town
nl-nood nl utf-8 semicolon: Deelnemer=full|Telefoon deelnemer=mobile|Contact bij nood=other|
    Telefoon bij nood=kin|Cursus=course|Bedrag=amount
it-crm it cp1252 semicolon: Nome=first|Cognome=last|Cellulare=mobile|E-mail=email|CAP=zip|
    Città=town|Note=note~
it-club it utf-8 semicolon: N. tessera=id|Cognome=last|Nome=first|Data di nascita=birth|
    Tel. casa=landline~|Cell.=mobile|Indirizzo e-mail=email|Quota=amount
it-clienti it cp1252 semicolon: Codice cliente=code|Ragione sociale=company|Referente=full|
    Telefono=landline|Cellulare referente=mobile|P. IVA=longid|Comune=town|Provincia=state|
    Nazione=country
it-studio it utf-8 semicolon: Cod. fiscale=code|Paziente=full|Nato il=birth|Tel. cellulare=mobile|
    Tel. fisso=landline~|Medico curante=other|Ultima visita=date
it-modulo it utf-8 comma: Informazioni cronologiche=time|Nome e cognome=full|
    Numero di cellulare=mobile|Indirizzo email=email|Accetta di ricevere SMS?=yes
it-scuola it utf-8-sig semicolon: Cognome alunno=last|Nome alunno=first|Classe=size|
    Cellulare genitore=mobile|Email genitore=email
it-disiscritti it utf-8 semicolon: Nome=first|Cognome=last|Numero cellulare=mobile|
    Disiscritto=optout|Cliente dal=date
it-stato it cp1252 semicolon: Nominativo=turned|Telefono cellulare=mobile|Stato iscrizione=status|
    Località=town
it-minimo it utf-8 comma: nome=full|telefono=mobile|citta=town
it-whatsapp it utf-8 semicolon: Nome completo=full|Numero WhatsApp=whatsapp|Importo=amount|
    Codice=longid
it-evento it utf-8 semicolon: Nome partecipante=first|Cognome partecipante=last|
    Email partecipante=email|Cellulare partecipante=mobile|Biglietto=code|Prezzo=amount
"""

SHAPES = """
bare-fr fr utf-8 semicolon bare: -=last|-=first|-=mobile|-=email|-=town?
bare-en gb utf-8 comma bare: -=full|-=mobile|-=town?
bare-de de cp1252 semicolon bare: -=first|-=last|-=mobile|-=landline~
bare-es es utf-8 comma bare: -=id|-=full|-=mobile|-=email
bare-nl nl utf-8 semicolon bare: -=mobile|-=first|-=last?
bare-it it utf-8 tab bare: -=mobile
bare-us us utf-8 comma bare: -=first|-=last|-=email|-=mobile|-=state?
bare-amounts fr utf-8 semicolon bare: -=longid|-=amount|-=date|-=mobile|-=last?
bare-numbers gb utf-8 comma bare: -=mobile
misspelt-fr fr utf-8 semicolon: Prenon=first|Nom de famile=last|Télphone portabe=mobile|
    Adrese mail=email|Vile=town
misspelt-fr-2 fr cp1252 semicolon: Pénom=first|Nom=last|N° de portalbe=mobile|
    Date de naisance=birth|Comentaires=note~
misspelt-en gb utf-8 comma: Fisrt name=first|Last nmae=last|Moblie number=mobile|Emial=email|
    Contry=country
misspelt-en-2 us utf-8 comma: Frist Name=first|Lastname=last|Pone Number=mobile|Birthdya=birth|
    E-mial address=email
misspelt-de de utf-8 semicolon: Vornahme=first|Nachnahme=last|Mobiltelephon=mobile|
    Geburstdatum=birth|Email-Addresse=email
misspelt-es es utf-8 semicolon: Nonbre=first?|Appellidos=last|Telefono mobil=mobile|
    Corrreo electronico=email|Cuidad=town
misspelt-nl nl utf-8 semicolon: Vornaam=first|Acternaam=last|Mobile nummer=mobile|
    Geboortedatem=birth|Woonplats=town
misspelt-it it utf-8 semicolon: Nome=first|Congome=last|Celulare=mobile|Data di nasita=birth|
    Citta'=town
title-fr fr cp1252 semicolon 2: Prénom=first|Nom=last|Téléphone mobile=mobile|Ville=town
title-en gb utf-8 comma 1: Name=full|Mobile=mobile|Email=email|Joined=date
title-de de utf-8-sig semicolon 3: Nachname=last|Vorname=first|Mobilfunknummer=mobile|Ort=town|
    Betrag=amount
title-es es xlsx 2: Nombre=first|Apellidos=last|Teléfono móvil=mobile|Fecha de nacimiento=birth
title-nl nl xls 2: Naam=full|Mobiel=mobile|Bedrag=amount|Woonplaats=town
title-it it utf-8 semicolon 4: Cognome=last|Nome=first|Cellulare=mobile|Comune=town|Note=note~
title-us us xlsx 1: First Name=first|Last Name=last|Cell Phone=mobile|Dues=amount|Last Paid=date
title-names fr utf-8 semicolon 1: Nom=last|Prénom=first|Portable=mobile
several-fr fr utf-8 semicolon: Nom=full|Téléphone=landline|Téléphone 2=mobile|Fax=fax~|Code=longid
several-en gb utf-8 comma: Name=full|Phone 1=landline|Phone 2=landline~|Phone 3=mobile~|
    Account=longid
several-de de cp1252 semicolon: Name=full|Telefon 1=landline|Telefon 2=mobile|Kontonummer=longid|
    Saldo=amount
several-es es utf-8 semicolon: Nombre=full|Teléfono 1=mobile|Teléfono 2=landline~|Nº cuenta=longid
several-mobiles fr utf-8 comma: Nom complet=full|Portable pro=mobile|Portable perso=mobile2~|
    Standard=landline
several-unnamed nl utf-8 semicolon: Naam=full|Vast=landline|Mob.=mobile|Contact 2=kin~|
    Kenmerk=longid
landline-only fr cp1252 semicolon: Raison sociale=company|Contact=full|Tél.=landline|Siret=siret|
    Mobile du contact=mobile
ids-us us utf-8 comma: Order ID=longid|SKU=longid|Phone=mobile|Buyer=full?|Amount=amount|
    Tracking=siret
ids-fr fr utf-8 semicolon: Matricule=longid|Badge=longid|Nom=full|Mobile=mobile|N° sécu=siret|
    Solde=amount
numeric-fr fr xlsx: Prénom=first|Nom=last|Portable=digits|Montant=amount|Né le=birth
numeric-de de xls: Vorname=first|Nachname=last|Handy=digits|Kundennr=longid|Ort=town
numeric-it it xlsx: Nome=first|Cognome=last|Cell=digits|Codice=longid
numeric-us us xls: First=first|Last=last|Cell #=digits|ZIP=zip|Balance=amount
mac-fr fr mac_roman semicolon: Prénom=first|Nom=last|Téléphone portable=mobile|Ville=town|
    Commentaires=note
mac-de de mac_roman semicolon: Vorname=first|Nachname=last|Straße=street|Mobiltelefon=mobile|
    Ort=town
mac-es es mac_roman tab: Nombre=first|Apellidos=last|Teléfono móvil=mobile|Población=town
mac-it it mac_roman semicolon: Nome=first|Cognome=last|Cellulare=mobile|Città=town
latin9-fr fr iso8859-15 semicolon: Prénom=first|Nom=last|Téléphone mobile=mobile|Ville=town|
    Note=note
latin9-nl nl iso8859-15 semicolon: Voornaam=first|Achternaam=last|Mobiel=mobile|Plaats=town
dos-fr fr cp850 semicolon: Prénom=first|Nom=last|Mobile=mobile|Département=state|Ville=town
dos-de de cp850 semicolon: Vorname=first|Nachname=last|Straße=street|Handy=mobile|Ort=town
central-pl pl cp1250 semicolon: Imię=first?|Nazwisko=last?|Telefon komórkowy=mobile|E-mail=email|
    Miasto=town?
central-pl-iso pl iso8859-2 semicolon: First name=first|Last name=last|Mobile=mobile|City=town
central-cz cz cp1250 semicolon: Jméno=first?|Příjmení=last?|Mobil=mobile|E-mail=email|Město=town?
cyrillic-ru ru cp1251 semicolon: Имя=first?|Фамилия=last?|Телефон=mobile|E-mail=email|Город=town?
cyrillic-en ru cp1251 comma: First name=first|Last name=last|Mobile=mobile|City=town|Note=note
utf16-fr fr utf-16 tab: Prénom=first|Nom=last|Mobile=mobile|Ville=town
utf16-de de utf-16-le semicolon: Vorname=first|Nachname=last|Mobil=mobile|Ort=town
utf16-pl pl utf-16 tab: Name=full|Phone=mobile|City=town
utf8-ru ru utf-8 comma: Full name=full|Phone=mobile|City=town
utf8-mixed fr utf-8-sig semicolon: Prénom=first|Nom=last|Mobile=mobile|Désabonné le=since
pipe-en gb utf-8 pipe: Name=full|Mobile=mobile|Town=town
tab-de de cp1252 tab: Name=full|Mobil=mobile|Ort=town
sparse-fr fr utf-8 semicolon: Nom=last~|Prénom=first|Portable=mobile~|Ville=town~|Note=note~
"""
