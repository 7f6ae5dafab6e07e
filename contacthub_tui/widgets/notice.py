"""A line for what went wrong, one for what was done. Enters: a sentence. Leaves: nothing.

An unexpected error goes to the log file with its traceback; the screen says where that is.
"""

import logging
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui import paths
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _
from contacthub_tui.wording import sentence

_log = logging.getLogger(__name__)


def error_sentence(error: BaseException) -> str:
    """The sentence for an error. Writes one that nobody foresaw to the log file."""
    if isinstance(error, ContactHubError):
        return sentence(error)
    _log.error("unexpected error", exc_info=error)
    return _("Something went wrong. What was saved before is kept. Details are in {path}.").format(
        path=safe(str(paths.log_file()))
    )


class SentenceLine(Widget):
    """A sentence behind a sign, above the line of keys; nothing where there is none."""

    SIGN: ClassVar[tuple[str, str]]

    sentence: reactive[str] = reactive("", layout=True)

    def watch_sentence(self, text: str) -> None:
        self.display = bool(text)

    def on_mount(self) -> None:
        self.display = bool(self.sentence)

    def render(self) -> Content:
        return Content.assemble(self.SIGN, safe(self.sentence, 600))


class Notice(SentenceLine):
    """`▲ The database is locked. …`"""

    SIGN = ("▲ ", "bold $warning")


class ReportLine(SentenceLine):
    """`✓ 214 contacts were deleted`"""

    SIGN = ("✓ ", "bold $success")
