"""A form of settings that the team has together: read, changed, saved with one key, taken back.

Enters: what the team chose. Leaves: `TeamChanged`; settings that are saved, unless somebody else
has changed them meanwhile.
"""

import asyncio
from collections.abc import Iterable, Mapping

from textual import on, work
from textual.content import Content
from textual.message import Message

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, ngettext, number
from contacthub_tui.services import account
from contacthub_tui.services.account import Change, Clash
from contacthub_tui.settings.declared import BY_NAME, Owner
from contacthub_tui.widgets.command import spell_key
from contacthub_tui.widgets.form_field import FormField
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.setting_field import SettingField, shown
from contacthub_tui.widgets.words import Words


class TeamForm(Place):
    """A place with fields of the team's settings, below a `#title`."""

    class TeamChanged(Message):
        """The team's settings are others than before."""

    def __init__(self, frame: Frame, who: str) -> None:
        super().__init__(frame)
        self._who = who
        self._saved = False

    def team_read(self, team: Mapping[str, str]) -> None:
        """Called with what is stored, once the fields hold it."""

    def field(self, name: str) -> SettingField:
        """The field of a setting."""
        return next(field for field in self.query(SettingField) if field.setting.name == name)

    @property
    def team_fields(self) -> list[SettingField]:
        """The fields of what the team has together."""
        own = Owner.OPERATOR
        return [each for each in self.query(SettingField) if each.setting.owner is not own]

    def changed(self) -> list[SettingField]:
        """The fields that mean something else than is kept."""
        return [field for field in self.team_fields if field.is_changed]

    def load_team(self) -> None:
        self._load_team()

    @work(group="load", exclusive=True, exit_on_error=False)
    async def _load_team(self) -> None:
        team = await asyncio.to_thread(account.read_team)
        self.show_error(None)
        for field in self.team_fields:
            field.keep(team[field.setting.name])
        self.team_read(team)
        self.follow()

    @on(FormField.Left)
    def _left(self, event: FormField.Left) -> None:
        if isinstance(event.field, SettingField):
            event.field.check()
        self.follow()

    def touched(self) -> None:
        """Something was typed or chosen."""
        if self.changed():
            self._saved = False
        self.follow()

    def follow(self) -> None:
        """Show what goes by the fields."""
        self.query_one("#title", Words).refresh(layout=True)
        self.refresh_bindings()

    def action_save(self) -> None:
        wrong = [field for field in self.team_fields if field.display and field.check() is None]
        if wrong:
            wrong[0].start()
            return
        changes = {
            field.setting.name: Change(field.kept, field.value)
            for field in self.changed()
            if field.display
        }
        if changes:
            self._save(changes)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def _save(self, changes: Mapping[str, Change]) -> None:
        clashes = await asyncio.to_thread(account.save_team, changes, self._who)
        if clashes:
            self._show_clashes(clashes)
            return
        team = await asyncio.to_thread(account.read_team)
        self.show_error(None)
        for field in self.team_fields:
            name = field.setting.name
            if name in changes and field.value == changes[name].after:
                field.show_value(team[name])
                field.kept = team[name]
            else:
                field.keep(team[name])
        self._saved = True
        self.post_message(self.TeamChanged())
        self.team_read(team)
        self.follow()

    def _show_clashes(self, clashes: Iterable[Clash]) -> None:
        for clash in clashes:
            field = self.field(clash.name)
            field.kept = clash.value
            field.say(
                _(
                    "{who} chose “{value}” {when}. Nothing was saved. {save} keeps yours, "
                    "{back} takes theirs."
                ).format(
                    who=safe(clash.who, 30),
                    value=shown(BY_NAME[clash.name], clash.value),
                    when=ago(clash.at),
                    save=spell_key("ctrl+s"),
                    back=spell_key("ctrl+r"),
                )
            )
            field.scroll_visible(animate=False)
        self.follow()

    def action_take_kept(self) -> None:
        for field in self.team_fields:
            field.show_value(field.kept)
            field.check()
        self.load_team()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("save", "take_kept") and self.is_composed:
            return bool(self.changed())
        return super().check_action(action, parameters)

    def titled(self, name: str) -> Content:
        """The name of the screen, and whether something is to be saved."""
        title = Content.styled(name, "bold")
        if changed := len(self.changed()):
            text = ngettext("{n} change not saved", "{n} changes not saved", changed)
            return title + Content.assemble(
                "   ", ("▲ ", "bold $warning"), (text.format(n=number(changed)), "$warning")
            )
        if self._saved:
            return title + Content.assemble("   ", ("✓ ", "$success"), (_("Saved"), "$success"))
        return title
