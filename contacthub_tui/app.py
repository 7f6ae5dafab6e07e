"""The app: its places, theme, language, and the imports that every place shows.

Enters: settings, the URL of the open store, who works. Leaves: `demo` as its result when the
operator of an empty store wants to try the demo, else None.
"""

import asyncio
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from rich.text import Text
from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from contacthub_tui import settings as settings_file
from contacthub_tui.consent_routes import ConsentRoutes
from contacthub_tui.domain.contact import Contact
from contacthub_tui.i18n import _, language, set_language
from contacthub_tui.import_routes import ImportRoutes
from contacthub_tui.inbox_routes import InboxRoutes
from contacthub_tui.screens.contact_form import ContactFormScreen
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.custom_fields import CustomFieldsScreen
from contacthub_tui.screens.duplicates import DuplicatesScreen
from contacthub_tui.screens.gateway import GatewayScreen
from contacthub_tui.screens.help import HelpScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.screens.settings import SettingsScreen
from contacthub_tui.send_routes import SendRoutes
from contacthub_tui.services import account
from contacthub_tui.settings import Settings
from contacthub_tui.styles.kept_rules import KeptRules
from contacthub_tui.styles.themes import THEMES, theme_name
from contacthub_tui.widgets.command import active_commands
from contacthub_tui.widgets.everywhere import COMMANDS, PLACES
from contacthub_tui.widgets.harmless import Palette
from contacthub_tui.widgets.keyboard import PatientDriver
from contacthub_tui.widgets.navigation_bar import NavigationBar
from contacthub_tui.widgets.notice import error_sentence
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.team_form import TeamForm
from contacthub_tui.widgets.unsaved import Leaving, Unsaved

_THREADS = 4
_TEAM_LOOK = 10.0  # seconds between two looks at what the team has chosen


class ContactHubApp(ImportRoutes, ConsentRoutes, InboxRoutes, SendRoutes, inherit_bindings=False):
    """ContactHub in a terminal, on a store that is open already."""

    TITLE = "ContactHub"
    CSS_PATH = "styles/app.tcss"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = [*COMMANDS, Binding("ctrl+c", "help_quit", show=False, system=True)]

    language: reactive[str] = reactive("en", init=False)
    team_name: reactive[str] = reactive("", init=False)

    def __init__(self, settings: Settings, database: str, who: str) -> None:
        # Who asks for no colours gets the terminal's own two, not shades of grey.
        super().__init__(PatientDriver, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.stylesheet = KeptRules(self.get_css_variables())
        self.set_reactive(ContactHubApp.language, language())
        self.settings = settings
        self.database = database
        self.who = who
        self._support = ""
        for theme in THEMES:
            self.register_theme(theme)
        self._show_theme(settings.theme)
        self.add_mode("contacts", lambda: ContactsScreen(self.frame("contacts"), database))
        self.add_mode("lists", lambda: ListsScreen(self.frame("lists")))
        self.add_mode("inbox", self.inbox_screen)
        self.add_mode("imports", lambda: ImportsScreen(self.frame("imports"), database))
        self.add_mode("settings", self._settings_screen)

    def on_mount(self) -> None:
        # Each thread has a connection of its own, with what that keeps in memory.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
        self.switch_mode("contacts")
        self.start_looking_at_imports()
        self._look_at_team()
        self.start_looking_at_inbox()
        self.start_looking_at_sends()
        self.set_interval(_TEAM_LOOK, self._look_at_team)

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        store = Path(urlsplit(self.database).path).name
        return Frame(PLACES, here, self.who, store)

    # Places

    @on(NavigationBar.Chosen)
    async def _place_chosen(self, event: NavigationBar.Chosen) -> None:
        await self.action_go(event.name)

    async def action_go(self, place: str) -> None:
        """Show a place; where it is shown already, close what was opened over it and is saved."""
        if place != self.current_mode:
            self.switch_mode(place)
            return
        while len(self.screen_stack) > 1 and isinstance(self.screen, Place):
            if self.screen.is_unsaved:
                return
            await self.pop_screen()

    # Contacts by hand

    @on(ContactsScreen.FormWanted)
    def _form_wanted(self, event: ContactsScreen.FormWanted) -> None:
        self.open_form(event.contact)

    @on(ContactFormScreen.OtherWanted)
    def _other_wanted(self, event: ContactFormScreen.OtherWanted) -> None:
        self.open_form(event.contact)

    def open_form(self, contact: Contact | None, here: str = "contacts") -> None:
        """Show the form of a contact, or of a new one, over a place."""
        settings = self.settings
        self.push_screen(
            ContactFormScreen(self.frame(here), settings.region, settings.usual_order, contact)
        )

    @on(ContactFormScreen.ContactSaved)
    def _contact_saved(self, event: ContactFormScreen.ContactSaved) -> None:
        for screen in self.get_screen_stack("contacts"):
            if isinstance(screen, ContactsScreen):
                screen.show_contact(event.contact_id)

    async def action_quit(self) -> None:
        """Leave; each screen with something in it that would be lost asks first."""
        if not isinstance(self.screen, Unsaved):
            self._ask_before_quit()

    def _unsaved(self) -> Iterator[tuple[str, Place]]:
        """The screens with something that would be lost, and the places that they lie over."""
        for place in PLACES:
            with suppress(KeyError):  # a place that was never shown
                for screen in self.get_screen_stack(place.name):
                    if isinstance(screen, Place) and screen.is_unsaved:
                        yield place.name, screen

    @work(group="quit", exclusive=True)
    async def _ask_before_quit(self) -> None:
        for place, screen in list(self._unsaved()):
            await self.switch_mode(place)
            leaving = await self.push_screen_wait(Unsaved(screen.lost))
            if leaving is Leaving.SAVE and isinstance(screen, ContactFormScreen):
                screen.action_save()
            if leaving is not Leaving.FORGET:
                return
        self.exit()

    @on(Place.ContactsWanted)
    async def _contacts_wanted(self, event: Place.ContactsWanted) -> None:
        await self.switch_mode("contacts")
        if isinstance(self.screen, ContactsScreen):
            self.screen.show_query(event.query)

    @on(ContactsScreen.DemoWanted)
    def _demo_wanted(self) -> None:
        self.exit("demo")

    # Settings and custom fields

    def _settings_screen(self) -> SettingsScreen:
        own = {"language": self.language, "theme": "dark" if self.current_theme.dark else "light"}
        return SettingsScreen(self.frame("settings"), self.who, own, self.settings.said)

    @work(group="team", exclusive=True, exit_on_error=False)
    async def _look_at_team(self) -> None:
        team = await asyncio.to_thread(account.read_team)
        self.settings = settings_file.with_team(self.settings, team)
        self.team_name, self._support = team["team_name"], team["support_link"]

    @on(TeamForm.TeamChanged)
    def _team_changed(self) -> None:
        self._look_at_team()

    @on(SettingsScreen.Chosen)
    def _own_chosen(self, event: SettingsScreen.Chosen) -> None:
        self._choose(event.name, event.value)

    @on(SettingsScreen.FieldsWanted)
    def action_custom_fields(self) -> None:
        self._show_custom_fields()

    @work(group="fields", exclusive=True)
    async def _show_custom_fields(self) -> None:
        await self.switch_mode("settings")
        if not isinstance(self.screen, CustomFieldsScreen):
            settings = self.settings
            await self.push_screen(
                CustomFieldsScreen(self.frame("settings"), settings.region, settings.usual_order)
            )

    @work(group="gateway", exclusive=True)
    async def action_gateway(self) -> None:
        await self.switch_mode("settings")
        if not isinstance(self.screen, GatewayScreen):
            region = self.settings.region
            await self.push_screen(GatewayScreen(self.frame("settings"), self.who, region))

    @on(GatewayScreen.Left)
    @on(CustomFieldsScreen.Left)
    def _fields_left(self) -> None:
        if isinstance(self.screen, CustomFieldsScreen | GatewayScreen):
            self.pop_screen()

    @on(ContactsScreen.DuplicatesWanted)
    def _duplicates_wanted(self) -> None:
        self.push_screen(DuplicatesScreen(self.frame("contacts")))

    # Commands, theme, language

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands that act now, for the palette."""
        for active in active_commands(screen):
            if active.enabled and active.action != "command_palette":
                run = partial(self.run_action, active.action, active.node)
                yield SystemCommand(active.name, f"{active.sentence}  {active.keys[0]}", run)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Tab completes a path, and goes on from there where it is complete.
        if action == "focus_next":
            return not isinstance(self.focused, PathInput)
        return True

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=_("Find a command")))

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who expects it to quit is told what does."""
        self.notify(_("ctrl+q leaves ContactHub."))

    def action_help(self) -> None:
        self.push_screen(HelpScreen(active_commands(self.screen), self._support))

    def action_switch_theme(self) -> None:
        self._choose("theme", "light" if self.current_theme.dark else "dark")

    def _show_theme(self, theme: str) -> None:
        self.theme = theme_name(theme, None if self.no_color else self.console.color_system)

    def action_switch_language(self) -> None:
        self._choose("language", "fr" if self.language == "en" else "en")

    def _choose(self, name: str, value: str) -> None:
        """Take another theme or language, now and at the next start."""
        if name == "theme":
            self._show_theme(value)
        else:
            self.language = value
        self.remember(name, value)

    def watch_language(self, code: str) -> None:
        set_language(code)
        self.refresh_bindings()

    def remember(self, name: str, value: str) -> None:
        """Keep a setting of this machine for the next start."""
        self._keep_setting(name, value)

    @work(group="settings", exit_on_error=False)
    async def _keep_setting(self, name: str, value: str) -> None:
        await asyncio.to_thread(settings_file.save, name, value)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        # What is being made is styled when it is mounted; Textual does it here, too.
        if node is self or node.is_attached:
            super().update_styles(node, animate)

    # What goes wrong

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(self.screen, Place):
            self.screen.show_error(event.worker.error)

    def _fatal_error(self) -> None:
        """Nobody caught an error: its traceback goes to the log, a sentence to the screen."""
        error = sys.exc_info()[1] or self._exception
        self.panic(Text(error_sentence(error) if error else ""))
