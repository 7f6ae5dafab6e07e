"""Settings: those of the team, which everyone has, and the operator's own on this machine.

Made from `settings.declared`. Enters: what the team chose. Leaves: `TeamChanged`, `Chosen` for what
is the operator's own and holds at once, `FieldsWanted`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.settings.declared import DECLARED, Owner
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.place import Frame
from contacthub_tui.widgets.setting_field import SettingField
from contacthub_tui.widgets.team_form import TeamForm
from contacthub_tui.widgets.word_list import WordList
from contacthub_tui.widgets.words import Words

GROUP_SETTINGS = mark("Settings")


class SettingsScreen(TeamForm):
    """A form of all settings. The team's are saved together, with one key."""

    CSS_PATH = "../styles/settings.tcss"
    AUTO_FOCUS = "#settings"
    BINDINGS = [
        command("e", "edit", mark("Edit"), mark("Go to the first field."), group=GROUP_SETTINGS),
        command(
            "ctrl+s",
            "save",
            mark("Save"),
            mark("Save the team's settings, for everyone."),
            group=GROUP_SETTINGS,
        ),
        command(
            "ctrl+r",
            "take_kept",
            mark("Take back"),
            mark("Forget what is typed, and show what is saved."),
            group=GROUP_SETTINGS,
        ),
        command(
            "f7",
            "app.custom_fields",
            mark("Custom fields"),
            mark("What the team wants to know of its contacts beyond what all have."),
            group=GROUP_SETTINGS,
        ),
        command(
            "f9",
            "app.gateway",
            mark("Gateway"),
            mark("What carries the messages: choose it, try it, see how it does."),
            group=GROUP_SETTINGS,
        ),
        command("escape", "back", mark("Back"), mark("Out of the fields.")),
    ]

    class FieldsWanted(Message):
        """Show the custom fields."""

    @dataclass
    class Chosen(Message):
        """The operator wants another language or theme."""

        name: str
        value: str

    body = getters.query_one("#settings", VerticalScroll)

    def __init__(
        self, frame: Frame, who: str, own: Mapping[str, str], said: Mapping[str, str]
    ) -> None:
        """`own` are the operator's settings as they hold now; `said` those of the team that this
        machine says otherwise: the value, and where it is said."""
        super().__init__(frame, who)
        self._own = own
        self._said = said

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        with VerticalScroll(id="settings"):
            for owner, title in ((Owner.TEAM, _team_title), (Owner.OPERATOR, _own_title)):
                yield Vertical(Words(title), classes="group")
                for setting in DECLARED:
                    if setting.owner is owner:
                        kept = self._own.get(setting.name, setting.default)
                        yield SettingField(setting, kept)
            yield Vertical(Words(_fields_title), classes="group")
            yield Button(_("Custom fields"), id="custom-fields", compact=True)
            yield Vertical(Words(_gateway_title), classes="group")
            yield Button(_("Gateway"), id="open-gateway", compact=True, action="app.gateway")

    def on_mount(self) -> None:
        self.watch(self.app, "language", self._follow_language, init=False)
        self.watch(self.app, "theme", self._follow_theme, init=False)
        self.load_team()

    def on_screen_resume(self) -> None:
        self.load_team()

    def team_read(self, team: Mapping[str, str]) -> None:
        for name, origin in self._said.items():
            if name in team:
                self.field(name).say_beside(
                    _("This machine says otherwise: {origin}.").format(origin=safe(origin, 60))
                )

    # To change them

    def action_edit(self) -> None:
        self.team_fields[0].start()

    def on_input_changed(self) -> None:
        self.touched()

    @on(WordList.Changed)
    def _words_changed(self) -> None:
        self.touched()

    @on(OneOf.Changed)
    def _one_chosen(self, event: OneOf.Changed) -> None:
        field = event.one_of.parent
        if isinstance(field, SettingField) and field.setting.owner is Owner.OPERATOR:
            if field.is_changed:
                field.kept = event.value
                self.post_message(self.Chosen(field.setting.name, event.value))
            return
        self.touched()

    def action_back(self) -> None:
        self.body.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        if action == "back":
            return not self.body.has_focus
        if action == "edit":
            return self.body.has_focus
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#custom-fields")
    def _fields_wanted(self) -> None:
        self.post_message(self.FieldsWanted())

    # Language and theme, which keys change, too

    def _follow_language(self, code: str) -> None:
        self._show_own("language", code)
        for field in self.query(SettingField):
            field.retranslate()
        self.query_one("#custom-fields", Button).label = _("Custom fields")
        self.query_one("#open-gateway", Button).label = _("Gateway")

    def _follow_theme(self) -> None:
        self._show_own("theme", "dark" if self.app.current_theme.dark else "light")

    def _show_own(self, name: str, value: str) -> None:
        field = self.field(name)
        field.kept = value
        field.show_value(value)

    def title_text(self) -> Content:
        """The name of the place, and whether something is to be saved."""
        return self.titled(_("Settings"))


def _team_title() -> Content:
    return Content.assemble(
        (_("The team"), "bold $accent"), "  ", (_("for everyone who works on this store"), "$muted")
    )


def _own_title() -> Content:
    return Content.assemble(
        (_("You"), "bold $accent"), "  ", (_("on this machine; holds at once"), "$muted")
    )


def _fields_title() -> Content:
    return Content.assemble(
        (_("Contacts"), "bold $accent"),
        "  ",
        (_("what they hold beyond name, number and address"), "$muted"),
    )


def _gateway_title() -> Content:
    return Content.assemble(
        (_("Messages"), "bold $accent"), "  ", (_("what carries them, and how it does"), "$muted")
    )
