"""What the app does for imports: it leads to the wizard from everywhere, and to results.

Enters: wishes and dropped files, as messages. Leaves: screens.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from textual import on, work
from textual.app import App
from textual.worker import Worker

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import import_again, imports
from contacthub_tui.settings import Settings
from contacthub_tui.widgets.file_step import FileStep
from contacthub_tui.widgets.place import Frame, Place


class ImportRoutes(App[str], inherit_bindings=False):
    """The part of the app that knows the wizard."""

    settings: Settings
    database: str

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        raise NotImplementedError

    def look_at_imports(self) -> Worker[None]:
        """See at once how imports stand."""
        raise NotImplementedError

    def remember(self, name: str, value: str) -> Worker[None]:
        """Keep a setting of this machine."""
        raise NotImplementedError

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

    @work(group="import", exclusive=True)
    async def import_path(
        self, path: Path | None, into: str = "", like: ImportOptions | None = None
    ) -> None:
        """Prepare an import, perhaps of this file or into this list; one is prepared at a time."""
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
        self.look_at_imports()
        await self.push_screen(ResultsScreen(self.frame("imports"), self.database, run))

    @on(ImportsScreen.RunOpened)
    def _run_opened(self, event: ImportsScreen.RunOpened) -> None:
        self.push_screen(ResultsScreen(self.frame("imports"), self.database, event.run))
