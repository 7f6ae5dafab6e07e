"""The exports of usual programs, in many languages, go to their fields without a hand."""

import pytest

from tests.importer.column_plans import columns, plan

PROGRAMS = {
    "French": (
        "Nom=last|Prénom=first|Tél. portable=mobile|Tél. fixe=landline|Courriel=email"
        "|Né(e) le=date|CP=id|Ville=city|Observations=text|Statut=status",
        "last_name first_name mobile - email birth_date - location note status",
    ),
    "French, few columns": (
        "NOM PRENOM=full|N° de téléphone=mobile|Adresse mail=email|Code client=id",
        "full_name mobile email -",
    ),
    "German": (
        "Anrede=lead|Vorname=first|Nachname=last|Handy=mobile|Telefon privat=landline"
        "|E-Mail=email|Geburtsdatum=date|Ort=city|PLZ=id|Bemerkung=text",
        "- first_name last_name mobile - email birth_date location - note",
    ),
    "Spanish": (
        "Nombre=first|Apellidos=last|Móvil=mobile|Teléfono fijo=landline"
        "|Correo electrónico=email|Fecha de nacimiento=date|Población=city|Provincia=city",
        "first_name last_name mobile - email birth_date location state",
    ),
    "Dutch": (
        "Voornaam=first|Achternaam=last|Mobiel nummer=mobile|E-mailadres=email"
        "|Geboortedatum=date|Woonplaats=city|Opmerkingen=text",
        "first_name last_name mobile email birth_date location note",
    ),
    "Italian": (
        "Nome=first|Cognome=last|Cellulare=mobile|Indirizzo e-mail=email"
        "|Data di nascita=date|Città=city|Nazione=city",
        "first_name last_name mobile email birth_date location country",
    ),
    "HubSpot": (
        "Record ID=id|First Name=first|Last Name=last|Email=email|Phone Number=landline"
        "|Mobile Phone Number=mobile|Contact owner=full|Lead Status=lead|City=city"
        "|State/Region=city|Country/Region=city",
        "- first_name last_name email - mobile - - location state country",
    ),
    "Mailchimp": (
        "Email Address=email|First Name=first|Last Name=last|Phone Number=mobile|Birthday=date"
        "|MEMBER_RATING=id|OPTIN_TIME=date|LATITUDE=decimal|LEID=id|NOTES=text",
        "email first_name last_name mobile birth_date - - - - note",
    ),
    "Brevo": (
        "EMAIL=email|NOM=last|PRENOM=first|SMS=mobile|WHATSAPP=mobile|BLACKLISTED=true",
        "email last_name first_name mobile whatsapp status",
    ),
    "Salesforce": (
        "Contact ID=id|Salutation=lead|First Name=first|Last Name=last|Account Name=full"
        "|Mailing City=city|Mailing State/Province=city|Phone=landline|Mobile=mobile"
        "|Email=email|Birthdate=date|Do Not Call=true|Email Opt Out=true",
        "- - first_name last_name - location state - mobile email birth_date status -",
    ),
    "Shopify": (
        "Customer ID=id|First Name=first|Last Name=last|Email=email|Accepts Email Marketing=yes"
        "|Default Address City=city|Default Address Phone=landline|Phone=mobile"
        "|Accepts SMS Marketing=yes|Total Spent=decimal|Note=text",
        "- first_name last_name email - location - mobile status - note",
    ),
    "Outlook": (
        "First Name=first|Middle Name=empty|Last Name=last|Company=full|Business Fax=landline"
        "|Business Phone=landline|Home Phone=landline|Mobile Phone=mobile|Pager=empty"
        "|E-mail Address=email|E-mail Type=lead|E-mail Display Name=full|Anniversary=date",
        "first_name - last_name - - - - mobile - email - - -",
    ),
    "Google": (
        "First Name=first|Last Name=last|Labels=lead|E-mail 1 - Label=lead|E-mail 1 - Value=email"
        "|Phone 1 - Label=lead|Phone 1 - Value=mobile|Address 1 - City=city|Birthday=date",
        "first_name last_name - - email - mobile location birth_date",
    ),
    "iCloud": (
        "Prénom=first|Nom=last|Téléphone (mobile)=mobile|Téléphone (domicile)=landline"
        "|E-mail (domicile)=email|Ville (domicile)=city",
        "first_name last_name mobile - email location",
    ),
    "questions of a form": (
        "Horodateur=date|Quel est votre prénom ?=first|Quel est votre nom ?=last"
        "|Votre numéro de portable=mobile|Acceptez-vous de recevoir des SMS ?=yes"
        "|Votre ville=city",
        "- first_name last_name mobile status location",
    ),
    "misspelt": (
        "Prenonm=first|Télehpone=mobile|Emial=email|Date de naisance=date",
        "first_name mobile email birth_date",
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_columns_of_usual_exports_find_their_fields(program: str) -> None:
    headers, wanted = PROGRAMS[program]
    found = [column.field or "-" for column in plan(columns(headers)).columns]
    assert found == wanted.split()
