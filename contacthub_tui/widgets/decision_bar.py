"""The line that asks an operator to decide. Enters: what is known of a conversation. Leaves: the
decision that is open, and the keys that settle it, as text.
"""

from collections.abc import Sequence
from enum import StrEnum

from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.message import AttentionKind
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, time_of_day
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import spell_key
from contacthub_tui.widgets.words import Words

_LONGEST = 80


class Question(StrEnum):
    """What has to be decided."""

    STOP = "stop"
    START = "start"
    SENT = "sent"


def question_of(talk: Talk | None) -> Question | None:
    """What has to be decided first; None where nothing has to be."""
    if talk is None:
        return None
    if talk.attention:
        stop = talk.attention[0].kind is AttentionKind.OPT_OUT_WORD
        return Question.STOP if stop else Question.START
    return Question.SENT if talk.unclear else None


def question_text(talk: Talk | None) -> Content:
    """The question and its keys; empty where nothing has to be decided."""
    question = question_of(talk)
    if talk is None or question is None:
        return Content("")
    message = talk.attention[0].message if talk.attention else talk.unclear[0]
    said = safe(message.text, _LONGEST)
    if question is Question.STOP:
        asked = _("▲ “{text}”: does it mean stop?").format(text=said)
        keys = [("u", _("Unsubscribe")), ("n", _("Not meant"))]
    elif question is Question.START:
        asked = _("▲ “{text}”: messages are wanted again.").format(text=said)
        keys = [("R", _("Resubscribe")), ("n", _("Leave it"))]
    else:
        asked = _("? “{text}”, {time}: was it sent?").format(
            text=said, time=time_of_day(message.at)
        )
        keys = [("y", _("It was")), ("A", _("Send again")), ("n", _("Give up"))]
    return Content("\n").join([Content.styled(asked, "$warning"), _keys(keys)])


def _keys(keys: Sequence[tuple[str, str]]) -> Content:
    return Content("   ").join(
        Content.assemble((spell_key(key), "bold $accent"), " ", name) for key, name in keys
    )


class DecisionBar(Words):
    """Two lines above the composer, there while something has to be decided."""

    talk: reactive[Talk | None] = reactive(None, init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__(lambda: question_text(self.talk))
        self.display = False

    def watch_talk(self, talk: Talk | None) -> None:
        self.display = question_of(talk) is not None
        self.refresh(layout=True)
