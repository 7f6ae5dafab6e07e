"""The columns step on a screen of its own. Enters: a table. Leaves: the step, matched anew with
every choice, as the wizard does it in another process.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from textual import getters, on
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_draft import ColumnMatch, FileFindings, Forecast, ImportDraft
from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.importer.mapping import ColumnPlan, match_columns
from contacthub_tui.importer.phone_columns import weigh
from contacthub_tui.widgets.columns_step import ColumnsStep
from contacthub_tui.widgets.everywhere import PLACES
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.wizard_step import WizardStep


class Matching(Place):
    """`forecast` and `last_time` are what is told of the file."""

    draft: reactive[ImportDraft | None] = reactive(None, init=False)
    findings: reactive[FileFindings] = reactive(FileFindings(), init=False)

    step = getters.query_one(ColumnsStep)

    def __init__(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        *mapping: tuple[str, str],
        fields: Sequence[CustomField] = (),
        remembered: Mapping[str, str | None] | None = None,
        forecast: Forecast | None = None,
        last_time: str = "",
    ) -> None:
        super().__init__(Frame(PLACES, "imports", "marie", "hub.db"))
        self._headers, self._rows, self._fields = headers, rows, fields
        self._remembered = remembered
        self._told = FileFindings(
            rows=len(rows), counted=True, forecast=forecast, last_time=last_time
        )
        options = ImportOptions(mapping=mapping)
        self.set_reactive(Matching.draft, ImportDraft(options, Path("clients.csv")))

    def compose_content(self) -> Iterable[Widget]:
        yield ColumnsStep(id="columns").data_bind(Matching.draft, Matching.findings)

    def on_mount(self) -> None:
        self.step.start()
        self._match()

    @on(WizardStep.Chosen)
    def _chosen(self, event: WizardStep.Chosen) -> None:
        self.draft = event.draft
        self._match()

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """What was said by hand so far."""
        assert self.draft is not None
        return self.draft.options.mapping

    def _match(self) -> None:
        plan = match_columns(
            self._headers, self._rows, "FR", self._fields, self.mapping, self._remembered, None
        )
        self.findings = replace(self._told, columns=tuple(map(self._as_match, plan.columns)))

    def _as_match(self, plan: ColumnPlan) -> ColumnMatch:
        held = weigh([row[plan.index] for row in self._rows if row[plan.index]], "FR")
        return ColumnMatch(
            plan.index, plan.header, plan.field, plan.why, plan.sure, plan.samples,
            held.valid / held.filled if held.filled else None,
            CustomKind.NUMBER if plan.header == "Points" else CustomKind.TEXT,
            plan.date_order, plan.header == "Né le",
        )  # fmt: skip
