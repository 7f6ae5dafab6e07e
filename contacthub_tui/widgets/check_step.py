"""The check step of the import wizard: what would become of every row, before anything is written.

Enters: the draft and the findings. Leaves: `Chosen`, where the operator settles what the check
found open: the order of dates, lists that are not there.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from contacthub_tui.domain.import_check import OUTCOMES, CheckedRow, CheckSummary
from contacthub_tui.domain.import_draft import FileFindings, ImportDraft
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.importer import check_report, process
from contacthub_tui.importer.whole_file import Identity, identity
from contacthub_tui.services import custom_fields, imports
from contacthub_tui.widgets.check_groups import LISTS_GROUP, Group, GroupTable, groups_of
from contacthub_tui.widgets.checked_rows import CheckedTable
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.date_question import DateQuestion
from contacthub_tui.widgets.notice import error_sentence
from contacthub_tui.widgets.pace import bar, pace
from contacthub_tui.widgets.tally import LinkedTally
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.wizard_step import WizardStep
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.check_groups import group_advice, group_label

_LOOK = 0.2  # seconds between two looks at the progress
#: Names of lists that one key makes; who has more has taken another column for lists.
_MOST_LISTS = 50
_SHOWN_LISTS = 6
#: From this width on the groups stand beside the rows.
_BESIDE = 108

#: What decides beside the file where its columns go: custom fields, and what was said last time.
_Known = tuple[object, object]
#: What a check was made of: path, options, which file that was, and what was known then.
_Made = tuple[Path, object, Identity | None, _Known]


class CheckStep(WizardStep, can_focus=True):
    """Counts that are links, groups to look at, and the rows of the one that is open."""

    BINDINGS = [
        command(
            "l",
            "make_lists",
            mark("Create the lists"),
            mark("Let the import create the lists that rows name and that are not there."),
            group=GROUP_IMPORT,
        ),
        command(
            "escape",
            "leave_rows",
            mark("Back"),
            mark("Back to the counts and groups."),
            group=GROUP_IMPORT,
        ),
    ]

    tally = getters.query_one(LinkedTally)
    groups = getters.query_one(GroupTable)
    rows = getters.query_one(CheckedTable)
    question = getters.query_one(DateQuestion)

    def __init__(self, database: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._database = database
        self._made: _Made | None = None
        self._summary: CheckSummary | None = None
        self._report: Path | None = None
        self._check: process.Check | None = None
        self._error = ""
        self._so_far = (0, 0.0)
        self._began = 0.0
        self._shown = ""
        self._is_here = False

    def compose(self) -> ComposeResult:
        yield Words(self._progress_text, id="check-work")
        yield LinkedTally(notes=False)
        yield DateQuestion()
        with Horizontal(id="check-body"):
            with Vertical(id="check-groups"):
                yield GroupTable()
                yield Words(self._advice_text, id="check-advice")
            with Vertical(id="check-rows"):
                yield Words(self._rows_title, id="check-title")
                yield CheckedTable()

    def on_mount(self) -> None:
        self.set_interval(_LOOK, self._look)
        self._show_state()

    def on_unmount(self) -> None:
        self._give_up()
        if self._report is not None:
            check_report.remove_report(self._report)

    def on_hide(self) -> None:
        """Who goes back cancels a check that is not done."""
        self._is_here = False
        self._give_up()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _BESIDE, "-beside")

    def allow_focus(self) -> bool:
        """It has the focus until there is something in it that can."""
        return self._summary is None and super().allow_focus()

    # What the wizard asks

    def start(self) -> None:
        self._is_here = True
        self.focus()
        self._check_file()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the file that was checked; empty before that."""
        return self._summary.fingerprint if self._summary else ""

    async def is_current(self) -> bool:
        """Whether columns go where they went in the check.

        Somebody else may delete a custom field, or import such a file otherwise.
        """
        return self._made is None or self._made[3] == await self._known()

    async def _known(self) -> _Known:
        preview = self.findings.preview
        return await asyncio.to_thread(_known_of, preview.headers_key if preview else "")

    def lacking(self) -> str:
        summary = self._summary
        if self._error:
            return self._error
        if summary is None:
            return _("The check is not done yet. Nothing is imported before it is.")
        counts = summary.counts
        coming = counts.created + counts.updated + counts.unchanged
        if not coming and "stopped" not in summary.groups:
            return _(
                "No row of this file would come in. Look at the reasons, then go back and choose "
                "another column for the numbers, or another country."
            )
        if self.question.is_open:
            return _("Say first which day the dates mean: choose one with the arrow keys.")
        return ""

    def watch_draft(self, draft: ImportDraft | None) -> None:
        if self._is_here and draft is not None:
            self._check_file()

    def watch_findings(self, findings: FileFindings) -> None:
        known = self.fingerprint
        if known and findings.fingerprint and findings.fingerprint != known:
            # Another file lies there than the one that was checked.
            self._made = None

    # The check

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check_file(self) -> None:
        draft = self.draft
        if draft is None or draft.path is None:
            return
        file = await asyncio.to_thread(identity, draft.path)
        made = draft.path, draft.options, file, await self._known()
        # A check that failed is tried again: what was in its way may be gone.
        if made == self._made and self._summary is not None:
            self._show_state()
            if not self.has_focus_within:
                self._focus_first()
            return
        self._forget()
        check, report = None, None
        try:
            report = await asyncio.to_thread(check_report.new_report)
            check = self._check = process.Check(
                self._database,
                draft.path,
                draft.options,
                fingerprint=self.findings.fingerprint,
                report=report,
            )
            self._show_state()
            if await asyncio.to_thread(check.run, self._progressed) is None:
                return
            summary = await asyncio.to_thread(check_report.read_summary, report)
            self._made, self._report, report = made, report, None
            self._summary = summary
        except ContactHubError as error:
            self._made, self._error = made, error_sentence(error)
        finally:
            if check is not None and self._check is check:
                check.stop()
                self._check = None
            if report is not None:
                check_report.remove_report(report)
        await self._show_result()

    def _progressed(self, rows: int, done: float) -> None:
        """From the thread that follows the check."""
        self._so_far = rows, done

    def _give_up(self) -> None:
        if self._check is not None:
            self._check.stop()
            self._check = None

    def _forget(self) -> None:
        """Forget what was found of another draft."""
        self._give_up()
        if self._report is not None:
            check_report.remove_report(self._report)
        self._report = self._summary = self._made = None
        self._error, self._shown = "", ""
        self._so_far = 0, 0.0
        self._began = time.monotonic()
        if self.tally.has_focus or self.groups.has_focus or self.rows.has_focus:
            self.focus()

    def _look(self) -> None:
        if self._check is not None:
            self.query_one("#check-work").refresh()

    # What is shown

    async def _show_result(self) -> None:
        summary = self._summary
        if summary is not None:
            self.tally.counts = summary.counts
            self.groups.show_groups(groups_of(summary))
            await self.question.ask(summary.dates)
            first = next((group.name for group in groups_of(summary)), None)
            self._show_rows(first or next(iter(self.tally.links), "created"))
        self._show_state()
        if summary is not None and self.has_focus:
            self._focus_first()

    def _focus_first(self) -> None:
        """Where the work of this step starts: what is asked, else the counts."""
        if self.question.is_open:
            self.question.children[-1].focus()
        elif self.tally.links:
            self.tally.focus()
        else:
            self.groups.focus()

    def _show_state(self) -> None:
        done = self._summary is not None
        self.query_one("#check-work").display = not done
        self.query_one("#check-work").refresh(layout=True)
        self.tally.display = done
        self.query_one("#check-body").visible = done
        self.query_one("#check-groups").display = bool(done and self.groups.total)
        self.refresh_bindings()

    def _show_rows(self, group: str) -> None:
        """Show the rows of a group, or of an outcome."""
        report, summary = self._report, self._summary
        if report is None or summary is None:
            return
        self._shown = group
        total = getattr(summary.counts, group) if group in OUTCOMES else summary.groups[group]
        headers = summary.headers

        async def page(start: int, size: int) -> Sequence[CheckedRow]:
            return await asyncio.to_thread(
                check_report.read_rows, report, group, headers, start, size
            )

        self.tally.chosen = group
        self.rows.follow_group(group)
        self.rows.show_rows(total, page)
        self.query_one("#check-title").refresh(layout=True)

    @on(LinkedTally.Opened)
    def _count_opened(self, event: LinkedTally.Opened) -> None:
        event.stop()
        self._show_rows(event.outcome)
        self.rows.focus()

    @on(WindowedTable.RowMoved, "GroupTable")
    def _group_moved(self, event: WindowedTable.RowMoved) -> None:
        event.stop()
        self.query_one("#check-advice").refresh(layout=True)
        self.refresh_bindings()

    @on(WindowedTable.RowOpened, "GroupTable")
    def _group_opened(self, event: WindowedTable.RowOpened) -> None:
        event.stop()
        if isinstance(event.row, Group):
            self._show_rows(event.row.name)
            self.rows.focus()

    def action_leave_rows(self) -> None:
        opened_by_count = self._shown in self.tally.links and self._shown != "duplicate"
        (self.tally if opened_by_count or not self.groups.total else self.groups).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "leave_rows":
            return self.is_attached and bool(self.query(CheckedTable)) and self.rows.has_focus
        if action == "make_lists":
            return self.is_attached and self._at_lists() and bool(self._makeable())
        return True

    # What can be settled here

    @on(DateQuestion.Answered)
    def _dates_answered(self, event: DateQuestion.Answered) -> None:
        event.stop()
        if self.draft is not None:
            # Only where no cell proves another order: a column that does keeps its own.
            options = replace(self.draft.options, usual_order=event.order)
            self.post_message(self.Chosen(replace(self.draft, options=options)))

    def _at_lists(self) -> bool:
        """Whether the group of lists that are not there is looked at."""
        if not self.query(CheckedTable):
            return False
        group = self.groups.cursor_row if self.groups.has_focus else None
        return (group.name if group else self._shown) == LISTS_GROUP

    def _makeable(self) -> tuple[str, ...]:
        """The names of lists that the import could make for the rows that name them."""
        summary = self._summary
        if summary is None or summary.all_lists > _MOST_LISTS:
            return ()
        return tuple(summary.lists)

    def action_make_lists(self) -> None:
        if self.draft is not None:
            options = self.draft.options
            options = replace(options, cell_lists=(*options.cell_lists, *self._makeable()))
            self.post_message(self.Chosen(replace(self.draft, options=options)))

    # Texts

    def _progress_text(self) -> Content:
        if self._error:
            advice = _("Everything you chose is kept: go back and change it, or choose the file.")
            return Content.assemble(
                ("✗ ", "bold $error"), safe(self._error, 600), "\n\n", (advice, "$muted")
            )
        rows, done = self._so_far
        if not rows:
            return Content.assemble(("⟳ ", "$accent"), _("Reading the file…"))
        counted = ngettext("{n} row", "{n} rows", rows).format(n=number(rows))
        told = filter(None, (counted, pace(rows, time.monotonic() - self._began, done)))
        return Content.assemble(
            ("⟳ ", "$accent"), percent(done), "  ", bar(done), "\n", (" · ".join(told), "$muted")
        )

    def _rows_title(self) -> Content:
        summary, group = self._summary, self._shown
        if summary is None or not group:
            return Content("")
        if not self.groups.total and group == "created":
            all_well = _("Every row comes in. There is nothing to look at.")
            return Content.assemble(("✓ ", "$success"), all_well)
        return Content.styled(group_label(group), "bold")

    def _advice_text(self) -> Content:
        group, summary = self.groups.cursor_row, self._summary
        if group is None or summary is None:
            return Content("")
        advice = group_advice(group.name)
        if group.name != LISTS_GROUP or not summary.lists:
            return Content.styled(advice, "$muted")
        names = [f"{safe(name, 40)} ({number(rows)})" for name, rows in summary.lists.items()]
        told = ", ".join(names[:_SHOWN_LISTS]) + (" …" if len(names) > _SHOWN_LISTS else "")
        if not self._makeable():
            told = ngettext(
                "{n} different names: is this column really one of lists?",
                "{n} different names: is this column really one of lists?",
                summary.all_lists,
            ).format(n=number(summary.all_lists))
            return Content.assemble((advice, "$muted"), " ", told)
        return Content.assemble(
            (advice, "$muted"), " ", told, ". ", ("l", "bold $accent"), " ", _("creates them.")
        )


def _known_of(headers_key: str) -> _Known:
    """In a thread. The order counts: of phone columns, the first is asked first."""
    last_time = imports.remembered_columns().get(headers_key, {})
    return custom_fields.custom_fields(), list(last_time.items())
