"""A cell that says stop is understood, however it says so; one that does not is not."""

import pytest

from contacthub_tui.domain.answers import read_status, says_stop
from contacthub_tui.domain.contact import Status

STOPS = """unsub|optedout|désabonnés|se désabonner|désinscription|Désinscrit.e|désabonné·e|
    ne plus contacter|ne pas appeler|ne souhaite plus recevoir de SMS|ne veut plus|plus de SMS|
    Refus SMS|refuse les SMS|blacklistée|inscrit Bloctel|don't contact|do not call|do not sms|DND|
    no consent|sans consentement|pas de consentement|not consented|no longer subscribed|
    n'est plus abonné|not opted in|non merci|no thanks|pas inscrit|STOP 36180|a demandé STOP|
    unsuscribed|désaboné|declined|Quit|keine Einwilligung|Keine SMS|
    nicht mehr kontaktieren|geen sms|niet benaderen|no contactar|no enviar SMS|non contattare|
    niente SMS|não contactar|cancellata"""
NO_STOPS = """client|prospect|jamais désabonné|not blacklisted|not contacted|no answer|
    no contact yet|pas encore contacté|pas de SMS envoyé|n'a pas répondu|non renseigné|
    non communiqué|n/a|-|none|unsure|Stopover in Lyon|Opticien|
    one-stop shop is what they asked us for in the last two calls"""


def each(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


@pytest.mark.parametrize("cell", each(STOPS))
def test_a_stop_is_understood_in_many_words(cell: str) -> None:
    assert read_status(cell) is Status.UNSUBSCRIBED
    assert read_status(cell, opposite=True) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("cell", each(NO_STOPS))
def test_what_is_no_stop_is_none(cell: str) -> None:
    assert not says_stop(cell)
    assert read_status(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["12/03/2024", "2024-03-12", "2024-03-12T10:00:00.000Z", "12 mars 2024", "45363", "1710230400"],
)
def test_the_day_of_a_stop_is_a_stop_where_the_column_asks_for_it(cell: str) -> None:
    assert read_status(cell, opposite=True) is Status.UNSUBSCRIBED
    assert read_status(cell) is None


@pytest.mark.parametrize("cell", ["0000-00-00", "1899-12-30", "0/0/00"])
def test_no_day_is_no_stop(cell: str) -> None:
    assert read_status(cell, opposite=True) is None


@pytest.mark.parametrize("cell", ["refused", "cancelado", "removed", "out"])
def test_what_an_order_can_be_too_makes_no_column_one_of_stops(cell: str) -> None:
    assert not says_stop(cell)
    assert read_status(cell) is Status.UNSUBSCRIBED
