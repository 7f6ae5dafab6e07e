"""More tables, told as in `known_headers`: further programs, compound headers, stops in six
languages, alphabets of the East, and sheets with things above their header.
"""

PROGRAMS = """
thunderbird-de de utf-8 comma: Vorname=first|Nachname=last|Anzeigename=full!|Spitzname=alias0?|
    Primäre E-Mail-Adresse=email|Sekundäre E-Mail-Adresse=email2~|Messenger-Name=label0|
    Telefon dienstlich=landline~|Telefon privat=landline~|Fax-Nummer=fax0|Pager-Nummer=fax0|
    Mobil-Tel.-Nr.=mobile|Adresse privat=street~|Wohnort privat=town~|Bundesland privat=state~|
    PLZ privat=zip~|Land privat=country~|Notizen=note~
thunderbird-en us utf-8 comma: First Name=first|Last Name=last|Display Name=full!|Nickname=alias0?|
    Primary Email=email|Secondary Email=email2~|Screen Name=label0|Work Phone=phone?~|
    Home Phone=phone?~|Fax Number=fax0|Pager Number=fax0|Mobile Number=mobile|Home Address=street~|
    Home City=town~|Home State=state~|Home ZipCode=zip~|Home Country=country~|Notes=note~
yahoo-en us utf-8 comma: First=first|Middle=label0|Last=last|Nickname=alias0?|Email=email|
    Category=tags|Distribution Lists=lists?~|Messenger ID=label0|Home=phone?~|Work=phone?~|
    Pager=fax0|Fax=fax0|Mobile=mobile|Other=phone?0|Yahoo Phone=phone0?|Primary=phone?0|
    Birthday=birth~|Anniversary=date0!|Comments=note~
zoho-en gb utf-8 comma: Record Id=hash|Contact Owner=owner|Lead Source=label|First Name=first|
    Last Name=last|Account Name=company|Email=email|Title=job|Phone=landline~|Home Phone=landline~|
    Mobile=mobile|Fax=fax0|Assistant=other0|Asst Phone=kin0|Date of Birth=birth~|Mailing City=town|
    Mailing Country=country|Email Opt Out=true|Created Time=time|Secondary Email=email2~|
    Description=note?~
pipedrive-en gb utf-8-sig comma: Person - ID=id|Person - Name=full!|Person - First name=first|
    Person - Last name=last|Person - Organization=company|Person - Email - Work=email|
    Person - Phone - Work=landline~|Person - Phone - Mobile=mobile|Person - Label=label|
    Person - Open deals=count|Person - Next activity date=date|Person - Owner=owner
pipedrive-de de utf-8-sig comma: Person - Name=full|Person - Organisation=company|
    Person - Telefon - Arbeit=landline~|Person - Telefon - Mobil=mobile|
    Person - E-Mail - Arbeit=email|Person - Besitzer=owner|Person - Offene Deals=count
klaviyo us utf-8 comma: Email=email|Klaviyo ID=hash|First Name=first|Last Name=last|
    Organization=company~|Title=job~|Phone Number=mobile|Address=street|City=town|
    State / Region=state|Country=country|Zip Code=zip|Email Marketing Consent=yes!|
    SMS Marketing Consent=yes|First Active=time|Last Active=time|
    Total Customer Lifetime Value=amount
activecampaign us utf-8 comma: ID=id|Email=email|First Name=first|Last Name=last|Phone=mobile|
    Tags=tags|Lists=lists|Date Created=time|Account Name=company|IP Address=ip|Score=count
woocommerce fr utf-8 comma: user_id=id|user_email=email|billing_first_name=first|
    billing_last_name=last|billing_company=company~|billing_address_1=street|billing_city=town|
    billing_postcode=zip|billing_country=country|billing_phone=mobile|shipping_first_name=first!~|
    shipping_last_name=last!~|order_total=amount|order_date=time
eventbrite gb utf-8 comma: Order #=longid|Order Date=time|First Name=first|Last Name=last|
    Email=email|Quantity=count|Ticket Type=label|Order Type=label|Total Paid=amount|
    Attendee Status=stage|Cell Phone=mobile|Home City=town~|Buyer First Name=first!|
    Buyer Last Name=last!|Buyer Email=email2
typeform gb utf-8 comma: #=hash|Hi! What's your name?=full|Thanks! And your mobile number?=mobile|
    Which city do you live in?=town|May we send you text messages?=yes|Start Date (UTC)=time|
    Submit Date (UTC)=time|Network ID=hash
odoo-fr fr utf-8 comma: ID externe=code|Nom=full|Est une société=true|Téléphone=landline~|
    Mobile=mobile|Courriel=email|Rue=street|Ville=town|Code postal=zip|Pays=country|Vendeur=owner
odoo-es es utf-8 comma: ID externo=code|Nombre=full|Teléfono=landline~|Móvil=mobile|
    Correo electrónico=email|Calle=street|Ciudad=town|C.P.=zip|País=country|Comercial=owner
dynamics-en gb utf-8 comma: (Do Not Modify) Contact=hash|(Do Not Modify) Row Checksum=hash|
    (Do Not Modify) Modified On=time|Full Name=full|Email=email|Company Name=company|
    Business Phone=landline~|Mobile Phone=mobile|Status=stage?|Address 1: City=town
helloasso fr utf-8-sig semicolon: Référence commande=longid|Date de la commande=time|
    Statut de la commande=label|Nom participant=last|Prénom participant=first|Nom payeur=last!|
    Prénom payeur=first!|Email payeur=email?|Raison sociale=company~|Moyen de paiement=label|
    Tarif=label|Montant tarif=amount|Numéro de téléphone=mobile|Date de naissance=birth
square us utf-8 comma: Reference ID=hash|First Name=first|Last Name=last|Email Address=email|
    Phone Number=mobile|Nickname=alias0?|Company Name=company~|Street Address 1=street|City=town|
    State=state|Postal Code=zip|Birthday=birth~|Memo=note~|Square Customer ID=hash|
    Creation Source=label|First Visit=time|Transaction Count=count|Total Spend=amount|
    Email Subscription Status=stage!?
wix gb utf-8 comma: First Name=first|Last Name=last|Phone 1=mobile|Phone 2=landline~|Email 1=email|
    Email 2=email2~|Address 1 - Street=street|Address 1 - City=town|Address 1 - Country=country|
    Labels=label|Created At (UTC+0)=time|Email subscriber status=label|SMS subscriber status=status|
    Source=label
android-csv fr utf-8 semicolon: display_name=full|mobile_number=mobile|home_number=landline~|
    email_home=email|birthday=birth~|note=note~
linkedin us utf-8 comma 3: First Name=first|Last Name=last|URL=url|Email Address=email~|
    Company=company|Position=job|Connected On=date|Phone Numbers=mobile
api-json us utf-8 comma: contact.id=hash|contact.firstName=first|contact.lastName=last|
    contact.phoneNumber=mobile|contact.email=email|contact.createdAt=time
"""

WORDINGS = """
fr-belge fr cp1252 semicolon: Nom=last|Prénom=first|N° de GSM=mobile|Tél. fixe=landline~|
    Localité=town|Commentaire libre=note~
fr-etoiles fr utf-8 semicolon: Nom *=last|Prénom *=first|Téléphone mobile (ex. 0612345678) *=mobile|
    Adresse e-mail (facultatif)=email~
fr-numerote fr utf-8 comma: 1. Nom=last|2. Prénom=first|3. N° de téléphone=mobile|
    4. Ville de résidence=town
fr-slash fr utf-8 semicolon: NOM / Prénom=turned|Tél / Portable=mobile|Mail / Courriel=email
fr-phrase fr utf-8 comma: Quel est votre prénom ?=first|Quel est votre nom ?=last|
    À quel numéro vous joindre ?=mobile|Souhaitez-vous recevoir nos actualités par SMS ?=yes
en-snake gb utf-8 comma: given_name=first|family_name=last|mobile_phone=mobile|home_phone=landline~|
    email_address=email|date_of_birth=birth|home_city=town
en-camel us utf-8 comma: firstName=first|lastName=last|cellPhoneNumber=mobile|workPhone=phone?~|
    emailAddress=email|birthDate=birth
en-parent gb utf-8 comma: Child's name=other|Child DOB=date|Parent/Guardian name=full?|
    Parent mobile=mobile|Parent email=email?
en-short us utf-8 comma: Nm=full?|Ph=mobile|Em=email|Cty=town?
en-stars gb utf-8 comma: * First name=first|* Last name=last|* Mobile (UK only)=mobile|
    Do you consent to SMS? (Y/N)=yes
de-klammern de utf-8 semicolon: Name, Vorname=comma|Telefon (mobil)=mobile|
    Telefon (Festnetz)=landline~|E-Mail (privat)=email|Geburtsdatum (TT.MM.JJJJ)=birth
de-slash de cp1252 semicolon: Nachname/Vorname=turned|Tel./Handy=mobile|Wohnort/PLZ=town?
de-abk de utf-8 semicolon: Nachn.=last|Vorn.=first|Mob.-Tel.=mobile|Geb.dat.=birth|Bem.=note~
de-frage de utf-8 comma: Wie heißen Sie?=full?|Ihre Handynummer=mobile|Ihre E-Mail-Adresse=email|
    Dürfen wir Ihnen SMS schicken?=yes
de-amt de utf-8 semicolon: Familienname=last|Rufname=first|Mobilfunk=mobile|Festnetz=landline~|
    Wohnort=town|Staat=country
es-latam es utf-8 comma: Nombres=first|Apellidos=last|Celular=mobile|Teléfono casa=landline~|
    Correo electrónico=email|Departamento=size?|Fecha de cumpleaños=birth
es-pregunta es utf-8 comma: ¿Cuál es tu nombre?=full?|¿Cuál es tu número de móvil?=mobile|
    ¿Cuál es tu correo?=email|¿En qué ciudad vives?=town?
es-abrev es cp1252 semicolon: Apell.=last|Nom.=first?|Tfno. móvil=mobile|Tfno. fijo=landline~|
    F. Nac.=birth|Obs.=note~
nl-haakjes nl utf-8 semicolon: Naam (voluit)=full|Telefoon (mobiel)=mobile|
    Telefoon (vast)=landline~|E-mail (privé)=email|Geboortedatum (dd-mm-jjjj)=birth
nl-vraag nl utf-8 comma: Wat is je voornaam?=first|Wat is je achternaam?=last|
    Op welk nummer kunnen we je bereiken?=mobile|Wat is je e-mailadres?=email
nl-afk nl cp1252 semicolon: Voorl.=label0|Achternm.=last?|Mob. nr.=mobile|Tel.nr.=landline~|
    Opm.=note?~
it-parentesi it utf-8 semicolon: Cognome e Nome=turned|Telefono (cellulare)=mobile|
    Telefono (fisso)=landline~|Email (personale)=email|Data di nascita (gg/mm/aaaa)=birth
it-domanda it utf-8 comma: Come ti chiami?=full?|Qual è il tuo numero di cellulare?=mobile|
    Qual è la tua email?=email|In quale città vivi?=town?
it-abbr it cp1252 semicolon: Cogn.=last|Nom.=first?|N. cell.=mobile|Tel. ab.=landline~|
    Data nasc.=birth|Oss.=note?~
pt-crm pt cp1252 semicolon: Nome próprio=first|Apelido=last|Telemóvel=mobile|
    Telefone fixo=landline~|Correio eletrónico=email|Localidade=town|Observações=note~
pt-br pt utf-8 semicolon: Nome completo=full|Celular=mobile|E-mail=email|Cidade=town|
    Data de nascimento=birth
"""

STOPS = """
stop-de de utf-8 semicolon: Name=full|Handy=mobile|Keine SMS=optout
stop-de-date de utf-8 semicolon: Vorname=first|Nachname=last|Mobil=mobile|Abgemeldet am=since
stop-de-words de utf-8 semicolon: Vorname=first|Nachname=last|Mobil=mobile|
    Newsletter-Status SMS=status
stop-de-block de utf-8 semicolon: Name=full|Handynummer=mobile|SMS-Sperre=optout
stop-de-contact de utf-8 semicolon: Name=full|Handynummer=mobile|Nicht mehr kontaktieren=optout
stop-es es utf-8 semicolon: Nombre=full|Móvil=mobile|No enviar SMS=optout
stop-es-contact es utf-8 semicolon: Nombre=full|Móvil=mobile|No molestar=optout
stop-es-words es utf-8 semicolon: Nombre=full|Móvil=mobile|Situación=status
stop-nl nl utf-8 semicolon: Naam=full|Mobiel=mobile|Geen sms=optout
stop-nl-date nl utf-8 semicolon: Naam=full|Mobiel=mobile|Uitgeschreven op=since
stop-nl-contact nl utf-8 semicolon: Naam=full|Mobiel=mobile|Niet benaderen=optout
stop-it it utf-8 semicolon: Nome e cognome=full|Cellulare=mobile|Non inviare SMS=optout
stop-it-date it utf-8 semicolon: Nome e cognome=full|Cellulare=mobile|Data disiscrizione=since
stop-it-contact it utf-8 semicolon: Nome e cognome=full|Cellulare=mobile|Non disturbare=optout
stop-fr fr utf-8 semicolon: Nom complet=full|Mobile=mobile|Ne plus envoyer de SMS=optout
stop-en gb utf-8 comma: Name=full|Mobile=mobile|No texts=optout
stop-pt pt utf-8 semicolon: Nome completo=full|Telemóvel=mobile|Não enviar SMS=optout
"""

ALPHABETS = """
letters-hu hu cp1250 semicolon: Vezetéknév=last?|Keresztnév=first?|Mobil=mobile|E-mail=email|
    Város=town?
letters-hu-utf hu utf-8 semicolon: First name=first|Last name=last|Mobile=mobile|City=town
letters-ro ro cp1250 comma: First name=first|Last name=last|Mobile=mobile|City=town
letters-ro-iso ro iso8859-2 comma: First name=first|Last name=last|Mobile=mobile|City=town
letters-cz-iso cz iso8859-2 semicolon: Name=full|Mobile=mobile|City=town|Note=note~
letters-tr tr cp1254 semicolon: Ad=first?|Soyad=last?|Cep telefonu=mobile|Şehir=town?
letters-gr gr cp1253 semicolon: First name=first|Last name=last|Mobile=mobile|City=town
letters-gr-utf16 gr utf-16 tab: Full name=full|Mobile=mobile
letters-ru-koi ru koi8-r semicolon: Full name=full|Mobile=mobile|City=town
letters-se se cp1252 semicolon: Förnamn=first?|Efternamn=last?|Mobil=mobile|Ort=town|E-post=email
letters-se-mac se mac_roman semicolon: First name=first|Last name=last|Mobile=mobile|City=town
letters-pt pt cp1252 semicolon: Nome=full|Telemóvel=mobile|Morada=street|Concelho=town?
letters-pt-mac pt mac_roman tab: Nome completo=full|Celular=mobile|Cidade=town|Notas=note
letters-pt-dos pt cp850 semicolon: Nome completo=full|Celular=mobile|Cidade=town|Notas=note
letters-few gb cp1252 comma: Name=full|Mobile=mobile|Town=town|Notes=note~
letters-us us cp1252 comma: Name=full|Cell=mobile|City=town
letters-es-9 es iso8859-15 semicolon: Nombre=first|Apellidos=last|Móvil=mobile|Ciudad=town
letters-fr-header fr cp1252 comma: Prénom=first|Téléphone=mobile
letters-pl-tab pl cp1250 tab: Name=full|Mobile=mobile|Note=note
"""

ABOVE = """
above-report de utf-8 semicolon report: Name=full|Mobil=mobile|Ort=town|Umsatz=amount
above-report-xlsx fr xlsx report: Nom=last|Prénom=first|Portable=mobile|Solde=amount
above-groups fr utf-8 semicolon groups: Nom=last|Prénom=first|Portable=mobile|E-mail=email|
    Ville=town
above-groups-xls nl xls groups: Voornaam=first|Achternaam=last|Mobiel=mobile|E-mail=email|
    Plaats=town
above-sep es utf-8 semicolon sep: Nombre=first|Apellidos=last|Móvil=mobile
above-sep-latin fr cp1252 semicolon sep: Nom complet=full|Mobile=mobile|Ville=town
above-comment gb utf-8 comma comment: Name=full|Mobile=mobile|Email=email
above-blank it utf-8 semicolon blank: Nome=first|Cognome=last|Cellulare=mobile
above-margin de xlsx margin: Vorname=first|Nachname=last|Handy=mobile|Betrag=amount
above-wide us xlsx report: First Name=first|Last Name=last|Cell=mobile|City=town|State=state|
    Balance=amount|Joined=date
above-words gb utf-8 comma: Name=full|Town=town|Mobile=mobile|Notes=note
above-one-column fr utf-8 semicolon: Téléphone=mobile
above-total es xlsx 1: Nombre=full|Móvil=mobile|Importe=amount
"""

TRADES = """
fr-assoc fr cp1252 semicolon: Licence n°=longid|Nom du licencié=last|Prénom du licencié=first|
    Né le=birth|Tél. mère=kin~|Tél. adhérent=mobile|Certificat médical=yes!
fr-immo fr utf-8 semicolon: Locataire=full|Adresse du bien=street|Loyer=amount|Échéance=date|
    N° de tél=mobile|Email locataire=email
fr-resa fr utf-8 comma: Réservation=code|Arrivée=date|Départ=date|Voyageur=full|
    Téléphone du voyageur=mobile|Pays=country|Montant total=amount
fr-garage fr cp1252 semicolon: Immat=code|Propriétaire=turned|Portable client=mobile|
    Prochain CT=date|Km=longid
en-salon gb utf-8 comma: Client First Name=first|Client Last Name=last|Client Mobile=mobile|
    Client Email=email|Last Visit=date|Spend=amount|SMS Reminders=yes?
en-hr us utf-8 comma: Employee ID=id|Employee Name=comma|Work Email=email|Personal Cell=mobile|
    Office Ext=count|Hire Date=date|Supervisor=other
en-vote us utf-8 comma: VoterID=longid|FirstName=first|MiddleName=label0|LastName=last|
    CellPhone=mobile|LandLine=phone?~|County=state?|Zip5=zip
en-donor gb utf-8 comma: Donor=full|Tel (mob)=mobile|Tel (home)=landline~|Gift=amount|Gift Aid=yes!|
    DOB=birth
de-handwerk de cp1252 semicolon: Auftragsnr.=longid|Auftraggeber=full?|Tel. Auftraggeber=mobile|
    Objekt=street|Summe netto=amount
de-arzt de utf-8 semicolon: Patient=comma|geb. am=birth|Mobiltel.=mobile|Tel. Angehörige=kin~|
    Termin=date
de-kurs de utf-8 semicolon: Kursnr.=code|Teilnehmername=full|Handynr.=mobile|Mailadresse=email|
    bezahlt=yes!
de-spende de utf-8-sig semicolon: Spendername=full|Mobilnr.=mobile|Spendenbetrag=amount|
    SMS erlaubt=yes
es-taller es cp1252 semicolon: Matrícula=code|Titular=full|Tfno.=mobile|Próxima ITV=date|
    Importe total=amount
es-inmo es utf-8 semicolon: Propietario=full|Móvil propietario=mobile|Dirección=street|
    Municipio=town|Precio=amount
es-gym es utf-8 comma: Nº de abonado=id|Nombre y apellidos=full|Núm. móvil=mobile|Cumple=birth?|
    Acepta SMS=yes
nl-garage nl cp1252 semicolon: Kenteken=code|Eigenaar=full|Mobielnr.=mobile|APK-datum=date|
    Km-stand=longid
nl-sport nl utf-8 semicolon: Spelersnaam=full|Geb. datum=birth|Mobiel speler=mobile|
    Mobiel moeder=kin~|Team=size
nl-winkel nl utf-8 comma: Klantnaam=full|Mobiele tel.=mobile|Sms toestemming=yes|
    Laatste aankoop=date
it-officina it cp1252 semicolon: Targa=code|Intestatario=full|N. telefono=mobile|
    Scadenza revisione=date|Totale=amount
it-palestra it utf-8 semicolon: Iscritto n.=id|Nome iscritto=full|Tel. cell.=mobile|Scadenza=date|
    Consenso SMS=yes
it-hotel it utf-8 comma: Ospite=full|Arrivo=date|Partenza=date|Recapito telefonico=mobile|
    Paese di residenza=country
bare-2 it utf-8 semicolon bare: -=code|-=turned?|-=street|-=town?|-=mobile
bare-3 de cp1252 tab bare: -=date|-=full|-=mobile|-=amount
title-x gb xlsx 3: Guest name=full|Table=count|Mobile=mobile|Dietary notes=note?~
mac-x pt mac_roman semicolon: Nome=full|Contacto telefónico=mobile|Localidade=town
"""
