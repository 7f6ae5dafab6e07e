"""The import wizard: a file, options, columns, a check. Enters: a path or a list, perhaps.

Leaves: `Started` with the run that it began, `Left` where the operator gave up. What is chosen is
kept going back and forth, and while other places are shown.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual import getters, on, work
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from contacthub_tui.domain.import_draft import FileFindings, ImportDraft, with_columns_of
from contacthub_tui.domain.import_run import PASTED, DateOrder, ImportOptions
from contacthub_tui.i18n import _, mark
from contacthub_tui.importer import file_look, process
from contacthub_tui.services import custom_fields, imports
from contacthub_tui.services.last_time import last_time
from contacthub_tui.widgets.check_step import CheckStep
from contacthub_tui.widgets.columns_step import ColumnsStep
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.file_step import FileStep
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.options_step import OptionsStep
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.wizard_head import WizardHead
from contacthub_tui.widgets.wizard_step import WizardStep

_IDS = ("file", "options", "columns", "check")
_FILE, _OPTIONS, _COLUMNS, _CHECK = range(4)


class ImportWizardScreen(Place):
    """Four steps, one at a time; the import itself is followed where its results stand."""

    CSS_PATH = ["../styles/import_wizard.tcss", "../styles/check_step.tcss"]
    BINDINGS = [
        command(
            "ctrl+s",
            "forward",
            mark("Next"),
            mark("Go to the next step."),
            group=GROUP_IMPORT,
        ),
        command(
            "ctrl+s",
            "import",
            mark("Import"),
            mark("Bring the contacts of the file in."),
            group=GROUP_IMPORT,
        ),
        command("escape", "back", mark("Back"), mark("One step back."), group=GROUP_IMPORT),
    ]

    step: reactive[int] = reactive(_FILE, init=False)
    draft: reactive[ImportDraft | None] = reactive(None, init=False)
    findings: reactive[FileFindings] = reactive(FileFindings(), init=False)

    @dataclass
    class Started(Message):
        """This run was begun: follow it."""

        run_id: int

    class Left(Message):
        """Nothing is to be imported."""

    head = getters.query_one(WizardHead)
    switcher = getters.query_one(ContentSwitcher)

    def __init__(
        self,
        frame: Frame,
        database: str,
        region: str,
        usual_order: DateOrder,
        path: Path | None = None,
        into: str = "",
        like: ImportOptions | None = None,
        folders: Sequence[Path] = (),
        last_folder: str = "",
    ) -> None:
        """`region` and `usual_order` say how numbers and dates are read that can be several.

        `into` is the name of a list that the contacts join; `like` are the options of an import
        to be done again on another file. `folders` are those that files may be chosen from, none:
        anywhere; `last_folder` is the one that was used last.
        """
        super().__init__(frame)
        options = like or ImportOptions(region=region, usual_order=usual_order)
        if into:
            options = replace(options, lists=(into,))
        self._folders = folders
        self._last_folder = last_folder
        self._first_path = path
        self._usual = options  # before what was chosen last time for such a file
        self._is_by_hand = like is not None  # whether options were chosen for this import
        self._asked_key = ""  # the key of headers that last time was asked for
        self._database = database
        self._look = file_look.FileLook(self._told)
        self._importing = False
        self.set_reactive(ImportWizardScreen.draft, ImportDraft(options))

    def compose_content(self) -> Iterable[Widget]:
        yield WizardHead().data_bind(ImportWizardScreen.step)
        with ContentSwitcher(initial=_IDS[_FILE]):
            for step in (
                FileStep(self._database, self._folders, self._last_folder, id="file"),
                OptionsStep(id="options"),
                ColumnsStep(id="columns"),
                CheckStep(self._database, id="check"),
            ):
                yield step.data_bind(ImportWizardScreen.draft, ImportWizardScreen.findings)

    def on_mount(self) -> None:
        self._look.warm_up()
        self.watch_draft()
        self._here.start()
        if self._first_path is not None:
            self.query_one(FileStep).offer(self._first_path)

    def on_unmount(self) -> None:
        self._look.close()

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost with it: a file was chosen."""
        return self.draft is not None and self.draft.path is not None

    @property
    def lost(self) -> str:
        return _("An import is being prepared; what was chosen is not kept. Nothing was imported.")

    def go_on_with(self, path: Path | None, into: str, like: ImportOptions | None) -> None:
        """Another file was dropped, or another list or import is meant: begin again with it."""
        draft = self._draft
        options = like or draft.options
        if into and into not in options.lists:
            options = replace(options, lists=(*options.lists, into))
        if like is not None or into:
            self._usual, self._is_by_hand = options, like is not None
            draft = replace(draft, last_time=None)
        if (path, into, like) != (None, "", None):
            self.step = _FILE
        self._choose(replace(draft, options=options))
        if path is not None:
            self.query_one(FileStep).offer(path)

    def on_place_file_dropped(self, event: Place.FileDropped) -> None:
        event.stop()
        self.go_on_with(event.path, "", None)

    @property
    def _draft(self) -> ImportDraft:
        assert self.draft is not None
        return self.draft

    @property
    def _here(self) -> WizardStep:
        return self.query_one(f"#{_IDS[self.step]}", WizardStep)

    # The way

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        at_check = self.step == _CHECK
        return {
            "forward": not at_check,
            "import": at_check and not self._importing,
        }.get(action, True)

    @on(WizardStep.Forward)
    def action_forward(self) -> None:
        if lacking := self._here.lacking():
            self.say(lacking)
        elif self.step < _CHECK:
            self.step += 1

    @on(WizardHead.StepChosen)
    def _step_chosen(self, event: WizardHead.StepChosen) -> None:
        self.step = event.step

    def action_back(self) -> None:
        if self.step > _FILE:
            self.step -= 1
        else:
            self.post_message(self.Left())

    def watch_step(self) -> None:
        self.say("")
        self.switcher.current = _IDS[self.step]
        if self.step == _COLUMNS:
            self._match_columns()
        self._here.start()
        self.refresh_bindings()

    def action_import(self) -> None:
        if lacking := self._here.lacking():
            self.say(lacking)
        else:
            self._import()

    @work(group="import", exclusive=True, exit_on_error=False)
    async def _import(self) -> None:
        draft = self._draft
        if draft.path is None or self._importing:
            return
        self._importing = True
        try:
            if not await self.query_one(CheckStep).is_current():
                self._check_again()
                return
            run_id = await asyncio.to_thread(
                imports.create_run,
                draft.path,
                draft.options,
                self.frame.who,
                # What was checked is what is imported.
                self.query_one(CheckStep).fingerprint,
            )
            await asyncio.to_thread(process.start_import, self._database, run_id)
            self.query_one(FileStep).hand_over()
        finally:
            self._importing = False
        self.post_message(self.Started(run_id))

    def _check_again(self) -> None:
        """What was checked is not what would be imported."""
        self._match_columns()
        self._here.start()
        self.say(
            _(
                "Custom fields, or the columns of an import like this one, were changed meanwhile. "
                "Nothing was imported. The check is made again: look at it, then import."
            )
        )

    # What is chosen, and what is found

    @on(WizardStep.Chosen)
    def _chosen(self, event: WizardStep.Chosen) -> None:
        draft, before = event.draft, self._draft
        changed = self.step == _OPTIONS and draft.options != before.options
        if draft.last_time is None and (changed or before.last_time is not None):
            self._is_by_hand = True
        if draft.path != before.path:
            self._asked_key = ""
            if draft.last_time is not None:
                # What was chosen for files like the one before tells nothing of this one.
                usual = replace(self._usual, read=draft.options.read, mapping=draft.options.mapping)
                draft = replace(draft, options=usual, last_time=None)
        self._choose(draft)

    def _choose(self, draft: ImportDraft) -> None:
        before = self._draft
        self.draft = draft
        self.say("")
        old, new = before.options, draft.options
        is_other = (before.path, old.read, old.region) != (draft.path, new.read, new.region)
        if is_other or (self.findings.error is not None and self.step == _FILE):
            self._read_file()
        elif self.findings.columns and old != new:
            self._match_columns()

    def watch_draft(self) -> None:
        if self.is_composed:
            path = self._draft.path
            name = PASTED if self._draft.pasted else path.name if path else ""
            self.head.file_name = name

    def _read_file(self) -> None:
        """Look at the file of the draft, from its beginning."""
        draft = self._draft
        self.findings = FileFindings()
        if draft.path is not None:
            self._look.look(draft.path, draft.options.read, draft.options.region)
            if self.step >= _COLUMNS:
                self._match_columns()

    @work(group="match", exclusive=True, exit_on_error=False)
    async def _match_columns(self) -> None:
        fields = await asyncio.to_thread(custom_fields.custom_fields)
        remembered = await asyncio.to_thread(imports.remembered_columns)
        self._look.match(self._draft.options, fields, remembered)

    def _told(self, _findings: FileFindings) -> None:
        """From the thread that reads what the other process says."""
        self.app.call_later(self._take_findings)

    def _take_findings(self) -> None:
        if not self.is_attached:
            return
        # Those of now: another file may have been chosen since something was told.
        self.findings = self._look.findings
        if (preview := self.findings.preview) is None:
            return
        if not self._is_by_hand and preview.headers_key != self._asked_key:
            self._asked_key = preview.headers_key
            self._ask_last_time(preview.headers_key)
        # Columns that this file does not have: said of another one, or read otherwise.
        draft = with_columns_of(self._draft, preview.headers)
        if draft != self._draft:
            self._choose(draft)

    @work(group="last-time", exclusive=True, exit_on_error=False)
    async def _ask_last_time(self, headers_key: str) -> None:
        """Choose again what was chosen for such a file before."""
        found = await asyncio.to_thread(last_time, headers_key)
        if found is None or self._is_by_hand or headers_key != self._asked_key:
            return
        kept = found.options
        options = replace(
            self._draft.options,
            region=kept.region,
            existing=kept.existing,
            mobiles_only=kept.mobiles_only,
            date_order=kept.date_order,
        )
        if not self._usual.lists:
            # Who came from a list has chosen that one.
            options = replace(options, lists=kept.lists)
        self._choose(replace(self._draft, options=options, last_time=found))

    def say(self, sentence: str) -> None:
        """Say what is missing, or what went wrong."""
        self.query_one(Notice).sentence = sentence
