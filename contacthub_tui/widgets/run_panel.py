"""One import, to read. Enters: the run. Leaves: nothing."""

from collections.abc import Iterable, Iterator, Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.import_run import MAPPABLE, Counts, Existing, ImportRun, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import FileError
from contacthub_tui.i18n import _, ago, ngettext, number
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.pace import bar, pace
from contacthub_tui.widgets.reading import Reading
from contacthub_tui.widgets.run_state import state_cell
from contacthub_tui.widgets.tally import Tally
from contacthub_tui.wording import field_label, file_words, sentence

#: The colours of the roles of a state.
STATE_COLOURS = {
    "good": "$success",
    "bad": "$error",
    "attention": "$warning",
    "accent": "$accent",
    "muted": "$muted",
}


class RunPanel(Reading, can_focus=True):
    """Counts, options and columns of one import."""

    run: reactive[ImportRun | None] = reactive(None)

    def compose(self) -> ComposeResult:
        yield RunHead().data_bind(RunPanel.run)
        yield Tally()
        yield _RunOptions().data_bind(RunPanel.run)
        yield ColumnsView()

    def watch_run(self, run: ImportRun | None) -> None:
        for tally in self.query(Tally):
            tally.display = run is not None
            tally.counts = run.counts if run else Counts()
        for columns in self.query(ColumnsView):
            columns.columns = run.columns if run else {}

    def on_mount(self) -> None:
        self.watch_run(self.run)


class RunHead(FieldsView):
    """The name of the file, the state, and why it failed."""

    run: reactive[ImportRun | None] = reactive(None, layout=True)

    def fields(self) -> Iterable[Field]:
        run = self.run
        if run is None:
            return
        yield Field(Content.styled(file_words(run.file_name), "bold"))
        cell = state_cell(run)
        who = _("import no. {n}").format(n=run.id)
        about = " · ".join(filter(None, (who, ago(run.created_at), safe(run.created_by))))
        yield Field(
            Content.assemble((cell.text, STATE_COLOURS[cell.role]), (f"  {about}", "$muted"))
        )
        if why := why_stopped(run):
            yield Field(Content(why))
        if run.state is RunState.RUNNING:
            yield Field(bar(run.progress))
            yield Field(Content.styled(pace(run.counts.rows, run.seconds, run.progress), "$muted"))
        yield Field(BLANK)


def why_stopped(run: ImportRun) -> str:
    """Why an import came to no end; empty where it did, or is at work."""
    if run.state is RunState.FAILED:
        return sentence(FileError(run.error, **run.error_detail))
    if run.state is not RunState.INTERRUPTED:
        return ""
    if run.undo_begun:
        return _("Its undo was broken off. Undo it again to take back the rest.")
    return _("It stopped before its end. What was written is kept.")


class _RunOptions(FieldsView):
    run: reactive[ImportRun | None] = reactive(None, layout=True)

    def fields(self) -> Iterable[Field]:
        if self.run is None:
            return
        yield Field(BLANK)
        yield from _options(self.run)


class ColumnsView(FieldsView):
    """Where each column of the file goes."""

    columns: reactive[Mapping[str, str | None]] = reactive(dict, layout=True)

    def fields(self) -> Iterable[Field]:
        if not self.columns:
            return
        yield Field(BLANK)
        yield Field(Content.styled(_("Columns"), "bold"))
        for header, field in self.columns.items():
            left_out = Content.styled(_("left out"), "$muted italic")
            yield Field(Content(_field_name(field)) if field else left_out, safe(header, 60))


def _options(run: ImportRun) -> Iterator[Field]:
    options = run.options
    if lists := (*options.lists, *options.new_lists):
        yield Field(Content(", ".join(safe(name) for name in lists)), field_label("lists"))
    if options.unsubscribe_all:
        yield Field(Content.assemble(("■ ", "$error"), _("every contact of the file unsubscribed")))
    yield Field(Content(existing_label(options.existing)), _("Existing contacts"))
    if run.seconds >= 1:
        yield Field(
            Content(
                ngettext("{n} second", "{n} seconds", round(run.seconds)).format(
                    n=number(round(run.seconds))
                )
            ),
            _("Took"),
        )


def _field_name(field: str) -> str:
    """A field of every contact by its label, a custom one by the name it has."""
    if field in MAPPABLE:
        return field_label(field)
    return safe(field, 60)


def existing_label(existing: Existing) -> str:
    """What the rows do to contacts that are already there."""
    return {
        Existing.UPDATE: _("fill and update"),
        Existing.SKIP: _("skip"),
        Existing.OVERWRITE: _("overwrite"),
    }[existing]
