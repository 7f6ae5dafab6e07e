"""Gateway: what carries the team's messages, how it does, and a message to try it.

Enters: the team's settings of gateways. Leaves: `Left`, `TeamChanged`; settings that are saved, and
a message to the operator's own number. Credentials are never shown nor typed here.
"""

import asyncio
from collections.abc import Iterable, Mapping

from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.dispatch.readiness import what_is_missing
from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.phone_number import Number
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError, GatewayError
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import account, outbox
from contacthub_tui.services.gateway_overview import Overview, overview
from contacthub_tui.settings.declared import DECLARED, Owner
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.form_field import FormField, complaint
from contacthub_tui.widgets.gateway_words import Line, standing, trial
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.place import Frame
from contacthub_tui.widgets.setting_field import SettingField
from contacthub_tui.widgets.team_form import TeamForm
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording import sentence
from contacthub_tui.wording.messages import reason_text

GROUP_GATEWAY = mark("Gateway")
_LOOK = 1.0  # seconds between two looks at how it does


class GatewayScreen(TeamForm):
    """State, settings, and a message to try them. The settings are saved together."""

    CSS_PATH = "../styles/gateway.tcss"
    AUTO_FOCUS = "#gateway"
    BINDINGS = [
        command("e", "edit", mark("Edit"), mark("Go to the first field."), group=GROUP_GATEWAY),
        command(
            "ctrl+s",
            "save",
            mark("Save"),
            mark("Save the gateway and its settings, for everyone."),
            group=GROUP_GATEWAY,
        ),
        command(
            "ctrl+r",
            "take_kept",
            mark("Take back"),
            mark("Forget what is typed, and show what is saved."),
            group=GROUP_GATEWAY,
        ),
        command(
            "t",
            "try",
            mark("Send to my number"),
            mark("Send a short message to your own number, through the gateway that is saved."),
            group=GROUP_GATEWAY,
        ),
        command("escape", "back", mark("Back"), mark("Out of the fields, then to the settings.")),
    ]

    class Left(Message):
        """Back to where it was opened from."""

    body = getters.query_one("#gateway", VerticalScroll)

    def __init__(self, frame: Frame, who: str, region: str) -> None:
        super().__init__(frame, who)
        self._region = region
        self._now: Overview | None = None
        self._missing: GatewayError | None = None
        self._tried = 0

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        with VerticalScroll(id="gateway"):
            yield Words(self._standing_text, id="standing")
            for setting in DECLARED:
                if setting.owner is Owner.GATEWAY:
                    field = SettingField(setting, setting.default)
                    field.display = setting.name == "gateway"
                    yield field
            yield Vertical(Words(_trial_title), classes="group")
            yield FormField("number", lambda: _("My number"), LineInput(id="number"))

    def on_mount(self) -> None:
        self.watch(self.app, "language", self._follow_language, init=False)
        self.load_team()
        self.set_interval(_LOOK, self._look)

    @property
    def _chosen(self) -> SettingField:
        return self.field("gateway")

    @property
    def _number(self) -> FormField:
        return next(field for field in self.query(FormField) if field.field == "number")

    # What is saved, and how it does

    def team_read(self, team: Mapping[str, str]) -> None:
        self._look()

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        now, self._missing = await asyncio.to_thread(self._read)
        self._now = now
        self.query_one("#standing", Words).refresh(layout=True)
        if now.tried is not None:
            state, reason = now.tried
            self._say(trial(state, reason_text(reason)))

    def _read(self) -> tuple[Overview, GatewayError | None]:
        team = account.read_team()
        name = team["gateway"]
        return overview(name, self._tried), what_is_missing(name, team)

    def _standing_text(self) -> Content:
        if self._now is None:
            return Content.styled(_("Looking…"), "$muted")
        return Content("\n").join(_line(each) for each in standing(self._now, self._missing))

    # To change it

    def action_edit(self) -> None:
        self._chosen.start()

    @on(OneOf.Changed)
    @on(Input.Changed)
    def _field_changed(self) -> None:
        self.touched()

    def follow(self) -> None:
        """Show the settings of the gateway that is chosen, and what goes by them."""
        chosen = self._chosen.value
        for field in self.team_fields:
            name = field.setting.name
            field.display = name == "gateway" or name.startswith(f"{chosen}_")
        super().follow()

    # To try it

    def action_try(self) -> None:
        self.query_one("#number", LineInput).focus()

    @on(Input.Submitted, "#number")
    def _number_typed(self, event: Input.Submitted) -> None:
        self._send(event.value)

    @work(group="try", exclusive=True, exit_on_error=False)
    async def _send(self, typed: str) -> None:
        try:
            self._tried = await asyncio.to_thread(self._queue, typed)
        except ContactHubError as error:
            self._tried = 0
            self._number.says = complaint(sentence(error))
            return
        if not self._tried:
            self._say((False, _("Write a number in international form, such as +33612345678.")))
            return
        self._look()

    def _queue(self, typed: str) -> int:
        # The metadata of numbers take a while to load.
        from contacthub_tui.domain.phone import read_number  # noqa: PLC0415

        found = read_number(typed, self._region)
        if not isinstance(found, Number):
            return 0
        address = Address(Channel.MOBILE, found.e164)
        return outbox.queue_message(address, _("Test message from ContactHub"), who=self._who)

    def _say(self, line: Line) -> None:
        self._number.says = _line(line)

    # The rest

    def action_back(self) -> None:
        if self.body.has_focus:
            self.post_message(self.Left())
        else:
            self.body.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        if action in ("edit", "try"):
            return self.body.has_focus
        return super().check_action(action, parameters)

    def _follow_language(self) -> None:
        for field in self.team_fields:
            field.retranslate()

    def title_text(self) -> Content:
        """The name of the screen, and whether something is to be saved."""
        return self.titled(f"{_('Settings')} › {_('Gateway')}")


_SIGNS = {True: ("✓ ", "$success"), False: ("▲ ", "bold $warning"), None: ("  ", "$muted")}


def _line(line: Line) -> Content:
    sign, style = _SIGNS[line[0]]
    return Content.assemble(
        (sign, style), (safe(line[1], 500), "$warning" if line[0] is False else "")
    )


def _trial_title() -> Content:
    said = _("a short message to your own number, through the gateway that is saved")
    return Content.assemble((_("Try it"), "bold $accent"), "  ", (said, "$muted"))
