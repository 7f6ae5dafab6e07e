"""A word and nothing else stops; among others it is shown to an operator."""

import pytest

from contacthub_tui.domain.opt_out import Asked, what_is_asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("STOP", Asked.STOP),
        (" stop. ", Asked.STOP),
        ("Ｓtop 🙏", Asked.STOP),
        ("St\u200bop", Asked.STOP),
        ("ARRÊT!", Asked.STOP),
        ("opt out", Asked.STOP),
        ("START", Asked.START),
        ("Unstop !", Asked.START),
        ("stop stop", Asked.PERHAPS),
        ("Merci de tout arrêter, stop", Asked.PERHAPS),
        ("I am at the bus-stop", Asked.PERHAPS),
        ("C'est la fin", Asked.NOTHING),
        ("nonstop", Asked.NOTHING),
        ("restart", Asked.NOTHING),
        ("", Asked.NOTHING),
    ],
)
def test_what_is_asked(text: str, asked: Asked) -> None:
    assert what_is_asked(text) is asked


def test_the_words_are_those_of_the_account() -> None:
    words = ("DÉSINSCRIRE", "🛑")
    assert what_is_asked("desinscrire", words) is Asked.STOP
    assert what_is_asked("🛑", words) is Asked.STOP
    assert what_is_asked("STOP", words) is Asked.NOTHING
