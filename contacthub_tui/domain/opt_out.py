"""What an incoming message asks of a preference (rule 6 of the product's consent rules).

Enters: its text, the account's words. Leaves: whether it stops, wants to start, or must be read.
"""

from collections.abc import Iterable
from enum import StrEnum

from contacthub_tui.domain.consent import OPT_OUT_WORDS, is_opt_out
from contacthub_tui.domain.text import name_key

START_WORDS = ("START", "UNSTOP")
#: Of a message, so many characters are looked through for a word.
_READ = 5_000


class Asked(StrEnum):
    """What a message asks: to be unsubscribed, to be subscribed again, perhaps the former, or
    nothing of the kind."""

    STOP = "stop"
    START = "start"
    PERHAPS = "perhaps"
    NOTHING = "nothing"


def what_is_asked(text: str, words: Iterable[str] = OPT_OUT_WORDS) -> Asked:
    """Of a message that is a word and nothing else, what it orders; else whether it holds one."""
    words = tuple(words)
    text = text[:_READ]
    if is_opt_out(text, words):
        return Asked.STOP
    said = name_key(text)
    if said in map(name_key, START_WORDS):
        return Asked.START
    around = f" {said} "
    if any(f" {key} " in around for key in map(name_key, words) if key):
        return Asked.PERHAPS
    return Asked.NOTHING
