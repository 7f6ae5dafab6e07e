"""Every command that acts on a screen. Enters: those commands. Leaves: nothing."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import ActiveCommand, command
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.reading import Reading


class HelpScreen(ModalScreen[None]):
    """Keys, names and sentences, by group, the nearest first."""

    AUTO_FOCUS = "Reading"
    BINDINGS = [
        command("escape,question_mark,q", "close", mark("Close"), mark("Back to the screen."))
    ]

    def __init__(self, commands: Sequence[ActiveCommand], support: str = "") -> None:
        """`support` is where the team helps its operators, if it said so."""
        super().__init__()
        self._commands = commands
        self._support = support

    def compose(self) -> ComposeResult:
        with Reading(classes="dialog"):
            yield Label(_("Help"), classes="dialog-title")
            yield _HelpView(self._commands, self._support)
        yield KeysBar()

    def action_close(self) -> None:
        self.dismiss()


class _HelpView(FieldsView):
    def __init__(self, commands: Sequence[ActiveCommand], support: str) -> None:
        super().__init__()
        self._commands = commands
        self._support = support

    def fields(self) -> Iterable[Field]:
        for group in dict.fromkeys(active.group for active in self._commands):
            yield Field(Content.styled(_(group), "bold $accent"))
            for active in self._commands:
                if active.group == group:
                    about = Content.assemble(
                        (active.name, "bold"), "  ", (active.sentence, "$muted")
                    )
                    yield Field(about, "  ".join(active.keys))
            yield Field(BLANK)
        yield Field(Content.styled(_("Signs"), "bold $accent"))
        for sign, style, meaning in (
            ("●", "$success", _("subscribed")),
            ("■", "$error", _("unsubscribed")),
            ("▲", "$warning", _("wants a look")),
            ("✓", "$accent", _("selected")),
        ):
            yield Field(Content.assemble((sign, style), "  ", meaning))
        if self._support:
            yield Field(BLANK)
            yield Field(Content.styled(_("Contact support"), "bold $accent"))
            yield Field(Content(safe(self._support)))
