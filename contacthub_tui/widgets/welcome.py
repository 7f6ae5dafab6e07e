"""What an empty store shows: what to do now. Enters: nothing. Leaves: nothing; the keys act."""

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.content import Content

from contacthub_tui.i18n import _
from contacthub_tui.widgets.words import Words


class Welcome(Middle):
    """The first screen of an empty store."""

    def compose(self) -> ComposeResult:
        with Center():
            yield Words(_text)


def _text() -> Content:
    return Content("\n").join(
        [
            Content.styled(_("No contacts yet"), "bold"),
            Content(""),
            _choice("i", _("Import a file"), _("a spreadsheet: .xlsx, .xls, .ods or .csv")),
            Content.styled("    " + _("or drop the file on this window"), "$muted"),
            Content(""),
            _choice("a", _("Add a contact"), _("by hand, one after the other")),
            Content(""),
            _choice("d", _("Try the demo"), _("made-up contacts, in a store that is thrown away")),
            Content(""),
            _choice("?", _("Help"), _("every key that acts here")),
        ]
    )


def _choice(key: str, name: str, about: str) -> Content:
    return Content.assemble((key, "bold $accent"), "   ", (name, "bold"), "   ", (about, "$muted"))
