"""What programs export: the columns of Google, Outlook, iCloud, HubSpot, Mailchimp, Salesforce,
Brevo and Shopify, told as in `known_headers`.
"""

EXPORTS = """
google-new-fr fr utf-8 comma: First Name=first|Middle Name=label0|Last Name=last|
    Phonetic First Name=label0|Phonetic Middle Name=label0|Phonetic Last Name=label0|
    Name Prefix=label0|Name Suffix=label0|Nickname=alias~|File As=label0|Organization Name=company~|
    Organization Title=job~|Organization Department=label0|Birthday=birth~|Notes=note~|Photo=url~|
    Labels=group|E-mail 1 - Label=label~|E-mail 1 - Value=email|E-mail 2 - Label=label0|
    E-mail 2 - Value=email2~|Phone 1 - Label=label|Phone 1 - Value=mobile|Phone 2 - Label=label~|
    Phone 2 - Value=landline~|Address 1 - Label=label~|Address 1 - Formatted=street~|
    Address 1 - Street=street~|Address 1 - City=town~|Address 1 - PO Box=label0|
    Address 1 - Region=state~|Address 1 - Postal Code=zip~|Address 1 - Country=country~|
    Address 1 - Extended Address=label0|Relation 1 - Label=label0|Relation 1 - Value=other~|
    Website 1 - Label=label0|Website 1 - Value=url~
google-new-us us utf-8-sig comma: First Name=first|Middle Name=label0|Last Name=last|
    Phonetic First Name=label0|Phonetic Middle Name=label0|Phonetic Last Name=label0|
    Name Prefix=label0|Name Suffix=label0|Nickname=alias0?|File As=label0|
    Organization Name=company~|Organization Title=job~|Organization Department=label0|
    Birthday=birth0?|Notes=note~|Photo=url~|Labels=group|E-mail 1 - Label=label~|
    E-mail 1 - Value=email|Phone 1 - Label=label|Phone 1 - Value=mobile|Phone 2 - Label=label~|
    Phone 2 - Value=phone?~|Event 1 - Label=label0|Event 1 - Value=date~!|
    Custom Field 1 - Label=label0|Custom Field 1 - Value=code~
google-new-de de utf-8 comma: First Name=first|Middle Name=label0|Last Name=last|Nickname=alias0?|
    File As=label0|Organization Name=company~|Organization Title=job~|Birthday=birth~|Notes=note~|
    Labels=group|E-mail 1 - Label=label~|E-mail 1 - Value=email~|Phone 1 - Label=label|
    Phone 1 - Value=landline|Phone 2 - Label=label|Phone 2 - Value=mobile|Phone 3 - Label=label0|
    Phone 3 - Value=fax~?
google-old-es es utf-8 comma: Name=full!|Given Name=first|Additional Name=label0|Family Name=last|
    Yomi Name=label0|Given Name Yomi=label0|Additional Name Yomi=label0|Family Name Yomi=label0|
    Name Prefix=label0|Name Suffix=label0|Initials=label0|Nickname=alias0?|Short Name=label0|
    Maiden Name=last0?|Birthday=birth~|Gender=label0|Location=town0?|Billing Information=label0|
    Directory Server=label0|Mileage=label0|Occupation=label0|Hobby=label0|Sensitivity=label0|
    Priority=label0|Subject=label0|Notes=note~|Language=label0|Photo=label0|Group Membership=group|
    E-mail 1 - Type=label~|E-mail 1 - Value=email|Phone 1 - Type=label|Phone 1 - Value=mobile|
    Phone 2 - Type=label~|Phone 2 - Value=landline~|Organization 1 - Type=label0|
    Organization 1 - Name=company~|Organization 1 - Title=job~
google-old-it it utf-16 comma: Name=full!|Given Name=first|Additional Name=label0|Family Name=last|
    Nickname=alias0?|Birthday=birth0?|Notes=note~|Group Membership=group|E-mail 1 - Type=label~|
    E-mail 1 - Value=email|Phone 1 - Type=label|Phone 1 - Value=mobile|Phone 2 - Type=label0|
    Phone 2 - Value=landline0?|Address 1 - City=town~|Address 1 - Region=state~|
    Address 1 - Country=country~
outlook-en gb cp1252 comma: Title=salutation~|First Name=first|Middle Name=label0|Last Name=last|
    Suffix=label0|Company=company~|Department=label0|Job Title=job~|Business Street=street~|
    Business Street 2=label0|Business City=town~|Business State=state0?|Business Postal Code=zip~|
    Business Country/Region=country~|Home Street=street0|Home City=town0?|Home State=state0?|
    Home Postal Code=zip0|Home Country/Region=country0?|Other City=town0?|Assistant's Phone=kin0|
    Business Fax=fax~|Business Phone=landline~|Business Phone 2=landline0?|Callback=mobile0?|
    Car Phone=mobile0?|Company Main Phone=landline~|Home Fax=fax0|Home Phone=landline~|ISDN=fax0|
    Mobile Phone=mobile|Other Phone=landline0?|Pager=fax0|Primary Phone=mobile0?|TTY/TDD Phone=fax0|
    Telex=fax0|Account=label0|Anniversary=date0!|Assistant's Name=other0|Birthday=birth~|
    Categories=tags~|Children=label0|E-mail Address=email|E-mail Type=smtp|
    E-mail Display Name=shown|E-mail 2 Address=email2~|Gender=gender|Initials=label~|
    Keywords=label0|Language=label0|Location=label0|Manager's Name=other0|Notes=note~|
    Office Location=label0|Priority=label|Private=true|Spouse=other0|Web Page=url~
outlook-de de cp1252 comma: Anrede=salutation|Vorname=first|Weitere Vornamen=label0|Nachname=last|
    Suffix=label0|Firma=company~|Abteilung=label0|Position=job~|Straße geschäftlich=street~|
    Straße geschäftlich 2=label0|Ort geschäftlich=town~|Region geschäftlich=state0?|
    Postleitzahl geschäftlich=zip~|Land/Region geschäftlich=country~|Straße privat=street0|
    Ort privat=town0?|Bundesland/Kanton privat=state0?|Postleitzahl privat=zip0|
    Land/Region privat=country0?|Weitere Straße=street0|Weiterer Ort=town0?|Telefon Assistent=kin0|
    Fax geschäftlich=fax~|Telefon geschäftlich=landline~|Telefon geschäftlich 2=landline0?|
    Rückmeldung=mobile0?|Autotelefon=mobile0?|Telefon Firma=landline~|Fax privat=fax0|
    Telefon privat=landline~|Telefon privat 2=landline0?|ISDN=fax0|Mobiltelefon=mobile|
    Weiteres Fax=fax0|Weiteres Telefon=landline0?|Pager=fax0|Haupttelefon=mobile0?|
    Mobiltelefon 2=mobile0?|Telefon für Hörbehinderte=fax0|Telex=fax0|Abrechnungsinformation=label0|
    Benutzer 1=label0|Beruf=label0|Büro=label0|E-Mail-Adresse=email|E-Mail-Typ=smtp|
    E-Mail: Angezeigter Name=shown|E-Mail 2: Adresse=email2~|Empfohlen von=other0|Geburtstag=birth~|
    Geschlecht=gender|Hobby=label0|Initialen=label~|Jahrestag=date0!|Kategorien=tags~|Kinder=label0|
    Konto=label0|Name Assistent=other0|Notizen=note~|Ort=town0?|Partner=other0|Priorität=label|
    Privat=true|Sprache=label0|Stichwörter=label0|Webseite=url~
outlook-es es cp1252 comma: Tratamiento=salutation~|Nombre=first|Segundo nombre=label0|
    Apellidos=last|Sufijo=label0|Organización=company~|Departamento=label0|Puesto=job~|
    Calle del trabajo=street~|Ciudad de trabajo=town~|Provincia o estado de trabajo=state~|
    Código postal del trabajo=zip~|País o región del trabajo=country~|Calle de domicilio=street0|
    Ciudad de domicilio=town0?|Código postal de domicilio=zip0|Teléfono del ayudante=kin0|
    Fax del trabajo=fax~|Teléfono del trabajo=landline~|Teléfono del trabajo 2=landline0?|
    Devolución de llamada=mobile0?|Teléfono del automóvil=mobile0?|
    Número de centralita de la organización=landline~|Fax particular=fax0|Particular=landline~|
    Número de teléfono particular 2=landline0?|RDSI=fax0|Teléfono móvil=mobile|Otro fax=fax0|
    Otro teléfono=landline0?|Buscapersonas=fax0|Teléfono principal=mobile0?|Radioteléfono=mobile0?|
    Número de teletexto=fax0|Télex=fax0|Cumpleaños=birth~|Dirección de correo electrónico=email|
    Tipo de correo electrónico=smtp|Nombre de pantalla de correo electrónico=shown|Notas=note~|
    Sexo=gender|Página web=url~
outlook-nl nl cp1252 comma: Titel=salutation~|Voornaam=first|Middelste naam=label0|Achternaam=last|
    Achtervoegsel=label0|Bedrijf=company~|Afdeling=label0|Functie=job~|Werkadres, straat=street~|
    Werkadres, plaats=town~|Werkadres, provincie=state~|Werkadres, postcode=zip~|
    Werkadres, land=country~|Huisadres, straat=street0|Huisadres, plaats=town0?|Fax op werk=fax~|
    Telefoon op werk=landline~|Telefoon op werk 2=landline0?|Terugbellen=mobile0?|
    Autotelefoon=mobile0?|Hoofdtelefoon bedrijf=landline~|Fax thuis=fax0|Telefoon thuis=landline~|
    ISDN=fax0|Mobiele telefoon=mobile|Andere fax=fax0|Andere telefoon=landline0?|Semafoon=fax0|
    Hoofdtelefoon=mobile0?|Telex=fax0|Verjaardag=birth~|E-mailadres=email|E-mailtype=smtp|
    Weergavenaam voor e-mail=shown|Notities=note~|Categorieën=tags~|Geslacht=gender|Webpagina=url~
outlook-it it cp1252 comma: Titolo=salutation~|Nome=first|Secondo nome=label0|Cognome=last|
    Suffisso=label0|Società=company~|Reparto=label0|Posizione=job~|Via (uff.)=street~|
    Città (uff.)=town~|Provincia (uff.)=state~|CAP (uff.)=zip~|Paese (uff.)=country~|
    Via (ab.)=street0|Città (ab.)=town0?|Fax (uff.)=fax~|Ufficio=landline~|Ufficio 2=landline0?|
    Richiamata=mobile0?|Telefono auto=mobile0?|Telefono principale società=landline~|Fax (ab.)=fax0|
    Abitazione=landline~|ISDN=fax0|Cellulare=mobile|Altro fax=fax0|Altro telefono=landline0?|
    Cercapersone=fax0|Telefono principale=mobile0?|Telex=fax0|Compleanno=birth~|
    Indirizzo posta elettronica=email|Tipo posta elettronica=smtp|
    Nome visualizzato posta elettronica=shown|Note=note~|Categorie=tags~|Sesso=gender|
    Pagina Web=url~
outlook-com us utf-8-sig comma: First Name=first|Middle Name=label0|Last Name=last|Title=label0|
    Suffix=label0|Nickname=alias0?|Given Yomi=label0|Surname Yomi=label0|E-mail Address=email|
    E-mail 2 Address=email2~|E-mail 3 Address=email0!|Home Phone=phone?~|Home Phone 2=phone0?|
    Business Phone=phone?~|Business Phone 2=phone0?|Mobile Phone=mobile|Car Phone=phone0?|
    Other Phone=phone0?|Primary Phone=phone0?|Pager=fax0|Business Fax=fax0|Home Fax=fax0|
    Other Fax=fax0|Company Main Phone=phone0?|Callback=label0|Radio Phone=phone0?|Telex=fax0|
    TTY/TDD Phone=fax0|IMAddress=label0|Job Title=job~|Department=label0|Company=company~|
    Office Location=label0|Manager's Name=label0|Assistant's Name=label0|Assistant's Phone=label0|
    Company Yomi=label0|Business Street=street~|Business City=town~|Business State=state~|
    Business Postal Code=zip~|Business Country/Region=country~|Home Street=street0|Home City=town0?|
    Home State=state0?|Personal Web Page=url0|Spouse=label0|Schools=label0|Hobby=label0|
    Location=label0|Web Page=url0|Birthday=birth~|Anniversary=date0!|Notes=note~
icloud-en us utf-8 comma: First name=first|Last name=last|Middle name=label0|Nickname=alias0?|
    Company=company~|Job title=job~|Phone (mobile)=mobile|Phone (iPhone)=mobile2~|
    Phone (home)=phone?~|Phone (work fax)=fax~|Email (home)=email|Email (work)=email2~|
    Address (home) - Street=street~|Address (home) - City=town~|Address (home) - State=state~|
    Address (home) - ZIP=zip~|Address (home) - Country=country~|Birthday=birth~|Note=note~
icloud-vcard fr utf-8 semicolon: FN=full?|N=comma?|ORG=company~|TEL;CELL=mobile|TEL;HOME=landline~|
    TEL;WORK=landline~|EMAIL=email|BDAY=birth~|NOTE=note~
icloud-de de utf-8 semicolon: Vorname=first|Nachname=last|Spitzname=alias~|Firma=company~|
    Mobil=mobile|iPhone=mobile2~|Privat=landline~|Arbeit=landline~|E-Mail privat=email|
    E-Mail Arbeit=email2~|Geburtstag=birth~|Notizen=note~
hubspot-en us utf-8 comma: Record ID=longid|First Name=first|Last Name=last|Email=email|
    Phone Number=phone?~|Mobile Phone Number=mobile|Contact owner=owner|
    Primary Associated Company ID=longid|Associated Company=company|Last Activity Date=time|
    Lead Status=stage|Marketing contact status=stage|Create Date=time|City=town|State/Region=state|
    Country/Region=country|Lifecycle Stage=stage|Unsubscribed from all email=true|
    Number of Form Submissions=count|Original Source=label
hubspot-de de utf-8 comma: Datensatz-ID=longid|Vorname=first|Nachname=last|E-Mail=email|
    Telefonnummer=landline~|Mobiltelefonnummer=mobile|Zuständiger Mitarbeiter für Kontakt=owner|
    Datum der letzten Aktivität=time|Lead-Status=stage|Erstellungsdatum=time|Stadt=town|
    Bundesland/Region=state|Land/Region=country|Lifecycle-Phase=stage|
    Abgemeldet von allen E-Mails=true
hubspot-fr fr utf-8 comma: ID de fiche d'informations=longid|Prénom=first|Nom=last|E-mail=email|
    Numéro de téléphone=landline~|Numéro de téléphone mobile=mobile|Propriétaire du contact=owner|
    Date de dernière activité=time|Statut du lead=stage|Date de création=time|Ville=town|
    État/Région=state|Pays/Région=country|Phase du cycle de vie=stage|
    Désabonné de tous les e-mails=true
hubspot-es es utf-8 comma: ID de registro=longid|Nombre=first|Apellidos=last|Correo=email|
    Número de teléfono=landline~|Número de teléfono móvil=mobile|Propietario del contacto=owner|
    Fecha de última actividad=time|Estado del lead=stage|Fecha de creación=time|Ciudad=town|
    País/región=country|Etapa del ciclo de vida=stage
mailchimp-en us utf-8 comma: Email Address=email|First Name=first|Last Name=last|Address=street|
    Phone Number=mobile|Birthday=month~|MEMBER_RATING=rating|OPTIN_TIME=time|OPTIN_IP=ip|
    CONFIRM_TIME=time|CONFIRM_IP=ip|LATITUDE=lat|LONGITUDE=lat|GMTOFF=count|DSTOFF=count|
    TIMEZONE=label|CC=label|REGION=state?|LAST_CHANGED=time|LEID=longid|EUID=hash|NOTES=note~|
    TAGS=tags
mailchimp-fr fr utf-8 comma: Adresse e-mail=email|Prénom=first|Nom=last|Adresse=street|
    Numéro de téléphone=mobile|Anniversaire=month~|MEMBER_RATING=rating|OPTIN_TIME=time|OPTIN_IP=ip|
    CONFIRM_TIME=time|CONFIRM_IP=ip|LATITUDE=lat|LONGITUDE=lat|TIMEZONE=label|LAST_CHANGED=time|
    LEID=longid|EUID=hash|NOTES=note~|TAGS=tags
mailchimp-de de utf-8 comma: E-Mail-Adresse=email|Vorname=first|Nachname=last|
    SMS-Telefonnummer=mobile|Geburtstag=month~|MEMBER_RATING=rating|OPTIN_TIME=time|OPTIN_IP=ip|
    CONFIRM_TIME=time|LEID=longid|EUID=hash|NOTES=note0?|TAGS=tags
mailchimp-unsub us utf-8 comma: Email Address=email|First Name=first|Last Name=last|Phone=mobile|
    MEMBER_RATING=rating|UNSUB_TIME=time!?|UNSUB_CAMPAIGN_TITLE=label|UNSUB_CAMPAIGN_ID=hash|
    UNSUB_REASON=label~|UNSUB_REASON_OTHER=label0|LEID=longid|EUID=hash|NOTES=note0?
salesforce-report us utf-8 comma: Salutation=salutation|First Name=first|Last Name=last|Title=job|
    Account Name=company|Mailing Street=street|Mailing City=town|Mailing State/Province=state|
    Mailing Zip/Postal Code=zip|Mailing Country=country|Phone=phone?|Fax=fax~|Mobile=mobile|
    Email=email|Account Owner=owner|Email Opt Out=bit|Do Not Call=bit!?
salesforce-data gb utf-8 comma: Id=salesforce|IsDeleted=bit|MasterRecordId=label0|
    AccountId=salesforce|LastName=last|FirstName=first|Salutation=salutation|Name=full!|
    OtherStreet=street0|OtherCity=town0?|MailingStreet=street|MailingCity=town|MailingState=state|
    MailingPostalCode=zip|MailingCountry=country|Phone=landline~|Fax=fax~|MobilePhone=mobile|
    HomePhone=landline~|OtherPhone=landline0?|AssistantPhone=kin0|ReportsToId=salesforce|
    Email=email|Title=job|Department=label|AssistantName=other0|LeadSource=label|Birthdate=birth~|
    Description=note~?|OwnerId=salesforce|HasOptedOutOfEmail=bit|HasOptedOutOfFax=bit|
    DoNotCall=bit!?|CreatedDate=time|LastModifiedDate=time|EmailBouncedReason=label0|PhotoUrl=url
salesforce-de de utf-8 semicolon: Anrede=salutation|Vorname=first|Nachname=last|Accountname=company|
    Postanschrift (Straße)=street|Postanschrift (Ort)=town|Postanschrift (Bundesland/Kanton)=state|
    Postanschrift (PLZ)=zip|Postanschrift (Land)=country|Telefon=landline|Mobil=mobile|E-Mail=email|
    Kontaktinhaber=owner
salesforce-fr fr utf-8 semicolon: Civilité=salutation|Prénom=first|Nom=last|Nom du compte=company|
    Rue (adresse postale)=street|Ville (adresse postale)=town|Pays (adresse postale)=country|
    Téléphone=landline|Téléphone mobile=mobile|E-mail=email|Propriétaire du contact=owner
brevo-fr fr utf-8 semicolon: CONTACT ID=id|EMAIL=email|PRENOM=first|NOM=last|SMS=mobile|
    WHATSAPP=whatsapp0?|EMAIL BLOCKLISTED=true|SMS BLOCKLISTED=true!?|ADDED_TIME=time
shopify-en us utf-8 comma: Customer ID=longid|First Name=first|Last Name=last|Email=email|
    Accepts Email Marketing=yes!|Default Address Company=company~|Default Address Address1=street|
    Default Address City=town|Default Address Province Code=state|
    Default Address Country Code=country|Default Address Zip=zip|Default Address Phone=phone?~|
    Phone=mobile|Accepts SMS Marketing=yes|Total Spent=amount|Total Orders=count|Note=note~|
    Tax Exempt=yes!|Tags=tags
"""
