"""Import runs, and the rows that must be reviewed or undone."""

from peewee import SQL, AutoField, CompositeKey, FloatField, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class ImportRunModel(StoreModel):
    """One import of one file. `options`, `plan`, `counts` and `error_detail` are JSON.

    `checkpoint` is the last row number whose batch is committed. `worker` names the process that
    imports and `heartbeat` when it last said so.
    """

    id = AutoField()
    file_name = TextField()
    file_path = TextField()
    fingerprint = TextField(default="")
    headers_key = TextField(default="", index=True)
    options = TextField()
    plan = TextField(default="")
    state = TextField()
    cancel_asked = IntegerField(default=0)
    checkpoint = IntegerField(default=0)
    counts = TextField(default="{}")
    progress = FloatField(default=0)
    worker = TextField(default="")
    heartbeat = TextField(default="")
    error = TextField(default="")
    error_detail = TextField(default="{}")
    created_at = TextField()
    created_by = TextField()
    started_at = TextField(default="")
    finished_at = TextField(default="")
    seconds = FloatField(default=0)

    class Meta:
        table_name = "import_run"


class ImportRowModel(StoreModel):
    """A failed, warned, duplicate or updated row. `changes` is what undo gives back (JSON).

    `fixed_cells` (JSON) are those of a failed row as an operator put them right; `fixed_turn` says
    in which turn it was imported after all, 0 that it was not.
    """

    run_id = IntegerField()
    row_number = IntegerField()
    outcome = TextField()
    reason = TextField(default="")
    column_index = IntegerField(default=-1)
    warnings = TextField(default="")
    cells = TextField(default="")
    contact_id = IntegerField(null=True)
    changes = TextField(default="")
    fixed_cells = TextField(default="")
    fixed_turn = IntegerField(default=0)

    class Meta:
        table_name = "import_row"
        primary_key = CompositeKey("run_id", "row_number")


ImportRowModel.add_index(
    ImportRowModel.index(
        ImportRowModel.contact_id,
        where=SQL("contact_id IS NOT NULL"),
        name="import_row_contact",
    )
)
ImportRowModel.add_index(
    ImportRowModel.index(
        ImportRowModel.run_id,
        ImportRowModel.row_number,
        where=SQL("fixed_cells <> ''"),
        name="import_row_fixed",
    )
)
