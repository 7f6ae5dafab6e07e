"""What the app does for imports: it follows them for every place, leads to the wizard, and from it
to what came of a file.

Enters: wishes, as messages; files that are dropped. Leaves: `runs`, screens.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from textual import on, work
from textual.reactive import reactive

from contacthub_tui.domain.import_run import ImportOptions, ImportRun
from contacthub_tui.importer import check_report
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import import_again, imports
from contacthub_tui.settings import Settings
from contacthub_tui.widgets.file_step import FileStep
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.typed_ahead import TypedAhead

_LOOK = 0.5  # seconds between two looks at the imports while one is at work
_IDLE_LOOKS = 6  # of these pass between two where none is: another operator may start one


class ImportRoutes(TypedAhead, inherit_bindings=False):
    """The part of the app that knows imports."""

    OPENING = frozenset({"import_file", "import_into"})

    settings: Settings
    database: str
    # Who shows them paints itself; the whole screen would be too much twice a second.
    runs: reactive[tuple[ImportRun, ...]] = reactive((), init=False, repaint=False)

    _looking = False
    _blind = False  # the last look at the imports failed
    _idle_looks = 0

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        raise NotImplementedError

    def remember(self, name: str, value: str) -> None:
        """Keep a setting of this machine for the next start."""
        raise NotImplementedError

    def start_looking_at_imports(self) -> None:
        """Keep `runs` up to date, and take away what a program that died left of its checks."""
        self._clear_left()
        self._look_at_imports()
        self.set_interval(_LOOK, self._look_sometimes)

    @work(group="left", exit_on_error=False)
    async def _clear_left(self) -> None:
        await asyncio.to_thread(check_report.remove_left)

    def _look_sometimes(self) -> None:
        """Look often while an import is at work, seldom else."""
        self._idle_looks += 1
        if self._idle_looks >= _IDLE_LOOKS or any(run.state in AT_WORK for run in self.runs):
            self._look_at_imports()

    @work(group="imports", exit_on_error=False)
    async def _look_at_imports(self) -> None:
        if self._looking:
            return
        self._looking = True
        self._idle_looks = 0
        blind, self._blind = self._blind, True
        try:
            self.runs = tuple(await asyncio.to_thread(imports.list_runs))
            self._blind = False
        finally:
            self._looking = False
        if blind and isinstance(self.screen, Place):
            self.screen.show_error(None)

    @on(Place.RunsTouched)
    def _runs_touched(self) -> None:
        self._look_at_imports()

    @on(Place.FileDropped)
    def _file_dropped(self, event: Place.FileDropped) -> None:
        self.import_path(event.path)

    def action_import_file(self) -> None:
        self.import_path(None)

    @on(ListsScreen.ImportWanted)
    def _import_into(self, event: ListsScreen.ImportWanted) -> None:
        self.import_path(None, event.name)

    @on(ImportsScreen.AgainWanted)
    async def _import_again(self, event: ImportsScreen.AgainWanted) -> None:
        self.import_path(
            None, like=await asyncio.to_thread(import_again.options_like, event.run.id)
        )

    def import_path(
        self, path: Path | None, into: str = "", like: ImportOptions | None = None
    ) -> None:
        """Prepare an import, perhaps of this file or into this list; one is prepared at a time."""
        self._prepare_import(path, into, like)

    @work(group="import", exclusive=True)
    async def _prepare_import(
        self, path: Path | None, into: str, like: ImportOptions | None
    ) -> None:
        await self._show_wizard(path, into, like)
        # Not where another wish has taken the place of this one: that one does it.
        self.let_keys_go()

    async def _show_wizard(self, path: Path | None, into: str, like: ImportOptions | None) -> None:
        await self.switch_mode("imports")
        if any(isinstance(screen, ImportWizardScreen) for screen in self.screen_stack):
            await self._close_over(ImportWizardScreen)
            if isinstance(self.screen, ImportWizardScreen):
                self.screen.go_on_with(path, into, like)
            return
        await self._close_over(ImportsScreen)
        settings = self.settings
        await self.push_screen(
            ImportWizardScreen(
                self.frame("imports"),
                self.database,
                settings.region,
                settings.usual_order,
                path,
                into,
                like,
                settings.allowed_folders,
                settings.last_folder,
            )
        )

    async def _close_over(self, kind: type[Place]) -> None:
        """Close what lies over a screen of the place that is shown."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, kind):
            await self.pop_screen()

    @on(FileStep.FolderUsed)
    def _folder_used(self, event: FileStep.FolderUsed) -> None:
        self.settings = replace(self.settings, last_folder=(folder := str(event.folder)))
        self.remember("last_folder", folder)

    @on(ImportWizardScreen.Left)
    async def _import_left(self) -> None:
        await self._close_over(ImportsScreen)

    @on(ImportWizardScreen.Started)
    async def _import_started(self, event: ImportWizardScreen.Started) -> None:
        await self._close_over(ImportsScreen)
        run = await asyncio.to_thread(imports.get_run, event.run_id)
        self._look_at_imports()
        await self.push_screen(ResultsScreen(self.frame("imports"), self.database, run))

    @on(ImportsScreen.RunOpened)
    def _run_opened(self, event: ImportsScreen.RunOpened) -> None:
        self.push_screen(ResultsScreen(self.frame("imports"), self.database, event.run))
