"""What headers say: exports of many programs, six languages, compounds and slips of the pen."""

import pytest

from contacthub_tui.importer.header_match import (
    PhoneRole,
    asks_the_other_way,
    field_of,
    last_name_comes_first,
    phone_role,
)

#: Parted by `|`.
PHONES = {
    "MOBILE": """telephonemobile|numeroportable|TelMobile|telmobile|MobilePhone|Mobile Phone|
        Mobiltelefon|Teléfono móvil|Móvil|Mobiele telefoon|Mobiel nummer|Mobiel|Handynummer|
        Handy-Nr.|Cellulare|Telefono cellulare|Numero di cellulare|N° de portable|
        Numéro de portable|N° GSM|GSM|Natel|Tél. portable|Tél mobile|Tel. Mobil|Mobilnr.|
        Mobilnummer|Cell Phone|Cell #|SMS|SMS Phone Number|Mobile / WhatsApp|
        Mobile Phone Number|Télphone portable|Moblie|Potable|Telf. móvil|Tfno. móvil|Celular|
        Teléfono celular|TELEPHONE PORTABLE|mobile_phone|cellPhone|06 / 07|Mobile perso""",
    "PHONE": """phonenumber|PhoneNumber|Phone 1 - Value|Other Phone|Primary Phone|Haupttelefon|
        Telefoonnummer|Telefono|Phone Number|phone_number|Telephon|Telehpone|Tel.-Nr.|Tel 1|
        contact_no|Contact No.|Phone #|Ph. No|N° Tel|Numero telefono|Tél. perso|
        Recapito telefonico|Recapito""",
    "LANDLINE": """homephone|Business Phone|Business Phone 2|Home Phone|Telefon geschäftlich|
        Telefon privat|Teléfono particular|Telefoon thuis|Téléphone (bureau)|Tél. fixe|
        Festnetz""",
    "NOTHING": """Phone 1 - Label|Phone type|Phone country code|Phone Extension""",
    "NEVER": """Business Fax|Home Fax|Pager|TTY/TDD Phone|Fax geschäftlich|
        Récepteur de radiomessagerie|Télécopie (bureau)""",
    "WHATSAPP": """WhatsApp Phone Number|Numéro WhatsApp|Tél WhatsApp""",
    "OTHER_PERSON": """Emergency contact phone|Téléphone du conjoint|Asst. Phone|
        Téléphone de l'assistant(e)""",
    "IDENTIFIER": """Matricule|SIRET|Montant|Numéro client""",
    "PERHAPS": """Numéro""",
}
FIELDS = {
    "first_name": """First Name|Given Name|firstName|first_name|FNAME|PRENOM|Prénom du client|
        Prenon|Vorname|Nombre de pila|Voornaam""",
    "last_name": """Last Name|NOM DE FAMILLE|Surname|LNAME|Nachname|Familienname|Apellidos|
        Achternaam|Cognome|Nom de jeune fille""",
    "full_name": """Nom complet|Full Name|Nom et prénom|Nom/Prénom|NOM Prénom|Nombre y apellidos|
        Nome e cognome""",
    "name?": """Name|Nom|Nom du contact""",
    "weak-name?": """Client""",
    "email": """Email Address|E-mail|E-mail 1 - Value|E-mail Address|Adresse e-mail|Adresse mail|
        Courriel|E-Mail-Adresse|Correo electrónico|E-mailadres|Indirizzo e-mail|Emial""",
    "birth_date": """Birthday|Date of Birth|DOB|Date de naissance|Date naiss|Date naiss.|Né(e) le|
        Geburtsdatum|Geburtstag|Fecha de nacimiento|Geboortedatum|Data di nascita|
        Date de naisance""",
    "location": """City|Business City|Home City|Ville|Ville (bureau)|Address 1 - City|Mailing City|
        Ort|Wohnort|Ort geschäftlich|Ciudad|Plaats|Woonplaats|Città|Commune""",
    "state": """Address 1 - Region|State/Region|State|Mailing State/Province|Province|Bundesland|
        Provincia|Département|Dép/Région (bureau)""",
    "country": """Country|Country/Region|Business Country/Region|Pays|Pays/Région (bureau)|Land|
        Land/Region geschäftlich|País|Paese|Address 1 - Country|Country Code""",
    "note": """Notes|Remarques|Commentaires|Notizen|Bemerkungen|Notas|Opmerkingen""",
    "alias": """Nickname|Surnom|Spitzname|Apodo|Username""",
    "status": """Opt-in SMS|Statut|Désabonné|Unsubscribed|Contact status""",
    "lists": """Lists|Listes|Liste""",
}
NOBODYS = """E-mail Type|E-mail Display Name|E-mail 1 - Label|Type de messagerie|
        Nom complet de l'adresse de messagerie|Client since|Renewal|Date du contact|
        Lieu de naissance|Anniversary|Company|Department|Contact owner|Lead Status|
        Lifecycle Stage|Create Date|Last Contacted|Middle Name|Deuxième prénom|Job Title|
        Postal Code|Phonetic First Name|Organization Name|Account Name|Labels|Tags|Record ID|
        Street Address|Fonction|Société|Weitere Vornamen|Segundo nombre|Suffix|IP address|
        Address|Adresse|Nom de la société|Nom de l'entreprise|Company name|Nom du produit|
        Name des Vaters|Fecha de alta|Date d'inscription|Website|Language|Manager's Name|
        Spouse|Children|Hobby|Email Opt Out|Marketing contact status|Prénom de l'enfant"""


def every(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(name.strip(), wanted) for wanted, names in table.items() for name in names.split("|")]


@pytest.mark.parametrize(("header", "role"), every(PHONES))
def test_a_header_says_what_phone_numbers_stand_below_it(header: str, role: str) -> None:
    assert phone_role(header)[0] is PhoneRole[role]


@pytest.mark.parametrize(("header", "field"), every(FIELDS))
def test_a_header_names_its_field(header: str, field: str) -> None:
    match = field_of(header)
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize("header", [name.strip() for name in NOBODYS.split("|")])
def test_a_header_of_something_else_names_no_field(header: str) -> None:
    assert field_of(header) is None


@pytest.mark.parametrize("header", ["", "D", "L", "2000", "#", "@", "Home", "de la", "12/2024"])
def test_a_header_of_no_word_that_tells_names_no_field(header: str) -> None:
    assert field_of(header) is None
    assert phone_role(header)[0] is PhoneRole.NOTHING


@pytest.mark.parametrize("header", ["Contact urgence", "Emergency contact", "Parent 1"])
def test_somebody_else_is_not_the_contact(header: str) -> None:
    assert phone_role(header)[0] is PhoneRole.OTHER_PERSON


def test_a_misspelt_header_is_less_sure_than_a_known_one() -> None:
    assert phone_role("Téléphone") == (PhoneRole.PHONE, True)
    assert phone_role("Telehpone") == (PhoneRole.PHONE, False)


@pytest.mark.parametrize("header", ["Désabonné", "Opt-out", "Do not contact", "Unsubscribed"])
def test_some_columns_ask_who_is_not_subscribed(header: str) -> None:
    assert asks_the_other_way(header)


@pytest.mark.parametrize("header", ["Statut", "Opt-in", "Abonné", "Subscribed"])
def test_most_columns_ask_who_is_subscribed(header: str) -> None:
    assert not asks_the_other_way(header)


def test_a_header_says_which_name_comes_first() -> None:
    assert last_name_comes_first("Nom et prénom")
    assert last_name_comes_first("Apellidos, nombre")
    assert not last_name_comes_first("Prénom Nom")
    assert not last_name_comes_first("Nom complet")
    assert not last_name_comes_first("Full name")
