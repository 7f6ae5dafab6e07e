"""Whoever says stop somewhere in a file is heard: such a column is never left out by itself."""

from collections.abc import Mapping, Sequence

import pytest

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.importer.header_match import PhoneRole, asks_the_other_way, field_of, phone_role
from contacthub_tui.importer.mapping import plan_columns

MOBILES = [f"06 12 34 56 {n:02}" for n in range(60)]

ASK_WHO_IS_OUT = """Date désabonnement|Date de désinscription SMS|Unsubscribed on|UNSUB_TIME|
    HasOptedOutOfMobile|Has unsubscribed|SMS Blocklisted|Blacklisté|Ne pas déranger|Bloctel|
    Droit d'opposition|Opposition commerciale|Refuse SMS|Désabonné SMS|SMS désabonné|
    Mobile opt-out|WhatsApp opt-out|Stop WhatsApp|Désinscrits|Keine SMS|SMS-Sperre|
    Nicht mehr kontaktieren|Abgemeldet am|No molestar|No enviar SMS|Geen sms|Niet benaderen|
    Uitgeschreven op|Non inviare SMS|Data disiscrizione|Non disturbare|No texts"""
ASK_WHO_IS_IN = """Can we text you?|May we send you text messages?|Darf ich SMS erhalten?|
    Dürfen wir Ihnen SMS schicken?|¿Acepta recibir SMS?|Mogen wij u een sms sturen?|
    Accetta di ricevere SMS?|Peut-on vous envoyer des SMS ?"""
OF_SOMETHING_ELSE = """Email opt-out|Unsubscribed from all email|Désinscrit newsletter|
    Motif désabonnement|Unsubscribe reason|Nombre de désabonnements|Unsubscribe link|
    HasOptedOutOfFax|Abgemeldet von allen E-Mails"""


def each(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def plan(
    *columns: tuple[str, Sequence[str]],
    by_hand: Sequence[tuple[str, str]] = (),
    custom_fields: Sequence[CustomField] = (),
    last_time: Mapping[str, str | None] | None = None,
) -> dict[str, str | None]:
    """Where columns go, beside one of mobiles."""
    headers = ["Mobile", *(header for header, _ in columns)]
    length = max(len(cells) for _, cells in columns)
    padded = [[*cells, *[""] * (length - len(cells))] for _, cells in columns]
    rows = list(zip(MOBILES * (length // 60 + 1), *padded, strict=False))[:length]
    found = plan_columns(headers, rows, "FR", custom_fields, by_hand, last_time, None)
    return {column.header: column.field for column in found.columns[1:]}


@pytest.mark.parametrize("header", each(ASK_WHO_IS_OUT))
def test_a_header_that_speaks_of_stops_is_a_status_that_asks_the_other_way(header: str) -> None:
    match = field_of(header)
    assert match is not None
    assert match.field == "status"
    assert asks_the_other_way(header)
    assert phone_role(header)[0] is PhoneRole.NOTHING


@pytest.mark.parametrize("header", each(ASK_WHO_IS_IN))
def test_a_question_about_texts_is_a_status_whose_yes_is_a_yes(header: str) -> None:
    assert plan((header, ["yes", "no"] * 5)) == {header: "status"}
    assert not asks_the_other_way(header)


@pytest.mark.parametrize("header", each(OF_SOMETHING_ELSE))
def test_a_stop_of_emails_and_what_is_said_about_stops_are_no_status(header: str) -> None:
    assert field_of(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "Accepte SMS (oui/non)",
        "Acceptez-vous de recevoir des SMS : oui ou non ?",
        "Do you agree to receive SMS? Yes/No",
        "Consent to receive texts (no/yes)",
        "Abonné / Désabonné",
        "Opt-in or opt-out",
        "Non désabonné",
    ],
)
def test_the_answers_that_a_question_offers_do_not_turn_it_around(header: str) -> None:
    assert not asks_the_other_way(header)


@pytest.mark.parametrize("header", ["Unsubscribed number", "Numéros désabonnés", "Blacklist phone"])
def test_the_numbers_of_those_who_are_out_are_numbers(header: str) -> None:
    assert phone_role(header)[0] is not PhoneRole.NOTHING or plan_columns(
        [header], [[mobile] for mobile in MOBILES], "FR", [], [], None, None
    )


@pytest.mark.parametrize("stop", ["unsubscribed", "désabonné", "STOP", "ne plus contacter"])
def test_one_stop_among_other_words_makes_the_column_a_status(stop: str) -> None:
    cells = ["Client", "Prospect"] * 400 + [stop]
    for header in ("Statut", "Status", "Contact status", "Accepte SMS ?"):
        assert plan((header, cells)) == {header: "status"}


def test_a_status_without_any_stop_stays_out() -> None:
    assert plan(("Statut", ["Client", "Prospect", "Client", "Perdu"])) == {"Statut": None}
    assert plan(("Status", ["Paid", "Refused", "Paid", "Open", "Open"])) == {"Status": None}


def test_a_column_that_can_only_mean_stops_counts_whatever_it_holds() -> None:
    cells = ["appel du 3 mars", "à la demande du client", ""]
    assert plan(("Ne plus contacter", cells)) == {"Ne plus contacter": "status"}
    assert plan(("Stop", ["Gare", "Mairie", "Port"])) == {"Stop": None}


def test_an_empty_question_about_texts_is_kept_for_the_rows_below() -> None:
    header = "Acceptez-vous de recevoir des SMS ?"
    assert plan((header, [""] * 5)) == {header: "status"}
    assert plan(("Désabonné SMS", [""] * 5)) == {"Désabonné SMS": "status"}


def test_statuses_under_any_header_are_found_by_their_cells() -> None:
    cells = ["Abonné", "Désabonné", "Abonné", ""]
    for header in ("Préférence", "D", "Remarque", "Catégorie"):
        assert plan((header, cells)) == {header: "status"}
    assert plan(("E-mail status", cells)) == {"E-mail status": None}
    assert plan(("Catégorie", ["Actif", "Actif", "Confirmed"])) == {"Catégorie": None}


def test_a_stop_beside_a_column_about_texts_counts_too() -> None:
    found = plan(
        ("Statut SMS", ["abonné", "abonné", "abonné"]),
        ("Statut", ["client", "désabonné", "client"]),
        ("Ne pas contacter", ["", "", "x"]),
        ("Accepts marketing", ["no", "yes", "no"]),
    )
    assert found == {
        "Statut SMS": "status",
        "Statut": "status",
        "Ne pas contacter": "status",
        "Accepts marketing": None,
    }


def test_a_column_of_stops_counts_beside_a_status_said_by_hand_or_last_time() -> None:
    columns = (("Statut", ["abonné"] * 3), ("Désabonné", ["", "oui", ""]))
    wanted = {"Statut": "status", "Désabonné": "status"}
    assert plan(*columns, by_hand=[("Statut", "status")]) == wanted
    assert plan(*columns, last_time={"Statut": "status"}) == wanted


def test_several_statuses_can_be_said_by_hand_and_a_column_of_stops_left_out() -> None:
    columns = (("A1", ["abonné"] * 3), ("Désabonné", ["", "oui", ""]))
    both = [("A1", "status"), ("Désabonné", "status")]
    assert plan(*columns, by_hand=both) == {"A1": "status", "Désabonné": "status"}
    assert plan(*columns, by_hand=[("Désabonné", "-")])["Désabonné"] is None


def test_a_custom_field_of_the_same_name_hides_no_stop() -> None:
    team = [CustomField(1, "Désabonné", CustomKind.YES_NO, 0)]
    team += [CustomField(2, "Statut", CustomKind.TEXT, 1)]
    out = ("Désabonné", ["oui", "", ""])
    assert plan(out, custom_fields=team) == {"Désabonné": "status"}
    assert plan(("Statut", ["client", "STOP"]), custom_fields=team) == {"Statut": "status"}
    assert plan(("Statut", ["client", "ami"]), custom_fields=team) == {"Statut": "custom:2"}
    by_hand = [("Désabonné", "Désabonné")]
    assert plan(out, custom_fields=team, by_hand=by_hand) == {"Désabonné": "custom:1"}
