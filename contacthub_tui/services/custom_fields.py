"""The team's own fields: add, rename, retype, order and delete them.

Enters: names, kinds, ids. Leaves: frozen fields, and every contact's values fitting them. A value
hangs on its field's id in `contact.custom`; what it can be found by is in `contact.search`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contacthub_tui.domain.contact import MAX_FIELD_NAME, CustomField, CustomKind
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.domain.import_run import MAPPABLE, DateOrder, RunState
from contacthub_tui.domain.text import clean, fold
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.custom_values import parts_with_value, rewrite_values, value_sql
from contacthub_tui.services.preferences import lock_preferences
from contacthub_tui.services.workers import is_alive
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.models import CustomFieldModel
from contacthub_tui.store.sql import execute, execute_many, rows, value
from contacthub_tui.wording import field_label

#: Values that do not fit another kind, of which so many are told.
TOLD = 5

#: Is told how many contacts are done. What it raises (`StoppedError`) ends the work.
Progress = Callable[[int], None]


class StoppedError(Exception):
    """The operator wants no more of it."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that is none of the wished kind, and the contact that has it."""

    contact_id: int
    contact: str
    value: str


@dataclass(frozen=True, slots=True)
class Misfits:
    """How many values do not fit a kind, the first of them, and how many values there are."""

    count: int
    first: tuple[Misfit, ...]
    values: int


def custom_fields() -> list[CustomField]:
    """The team's own fields, in their order."""
    with session():
        return [
            CustomField(row.id, row.name, CustomKind(row.kind), row.position)
            for row in CustomFieldModel.select().order_by(
                CustomFieldModel.position, CustomFieldModel.id
            )
        ]


def create_custom_field(name: str, kind: CustomKind) -> CustomField:
    """Add a field, as the last one.

    Raises RefusedError: field-name-empty, field-name-long, field-name-reserved, field-name-taken.
    """
    with transaction():
        lock_preferences()
        name = _free_name(name)
        return _create(name, kind)


def check_name(name: str) -> str:
    """The name as it would be kept of a new field. Raises RefusedError as `create_custom_field`."""
    with session():
        return _free_name(name)


def ensure_custom_field(name: str, kind: CustomKind) -> int:
    """The id of a custom field of this name, made when there is none."""
    with transaction():
        lock_preferences()
        held = CustomFieldModel.get_or_none(CustomFieldModel.folded_name == fold(name))
        return int(held.id) if held is not None else _create(name, kind).id


def rename_custom_field(field_id: int, name: str) -> None:
    """Give a field another name; its values stay.

    Raises RefusedError: field-gone, and those of `create_custom_field`.
    """
    with transaction():
        lock_preferences()
        _held(field_id)
        name = _free_name(name, field_id)
        execute(
            "UPDATE custom_field SET name = ?, folded_name = ? WHERE id = ?",
            (name, fold(name), field_id),
        )


def change_custom_field(
    field: CustomField,
    name: str,
    kind: CustomKind,
    *,
    region: str,
    order: DateOrder,
    on_progress: Progress | None = None,
) -> None:
    """Give a field another name, another kind, or both at once.

    Raises RefusedError as `rename_custom_field` and `retype_custom_field` do.
    """
    with transaction():
        if name != field.name:
            rename_custom_field(field.id, name)
        if kind is not field.kind:
            retype_custom_field(field.id, kind, region=region, order=order, on_progress=on_progress)


def move_custom_field(field_id: int, step: int) -> None:
    """Move a field so many places down, or with a negative step up, as far as there are places.

    Raises RefusedError field-gone.
    """
    with transaction():
        lock_preferences()
        _held(field_id)
        ids = [row[0] for row in rows("SELECT id FROM custom_field ORDER BY position, id")]
        place = ids.index(field_id)
        ids.remove(field_id)
        ids.insert(max(0, place + step), field_id)
        execute_many(
            "UPDATE custom_field SET position = ? WHERE id = ?",
            [(position, one) for position, one in enumerate(ids)],
        )


# Another kind


def find_misfits(field_id: int, kind: CustomKind, *, region: str, order: DateOrder) -> Misfits:
    """Which values of a field are none of this kind; nothing is changed.

    `region` and `order` say how numbers and dates are written. Raises RefusedError field-gone.
    """
    with session():
        _held(field_id)
        return _misfits(field_id, _conversions(field_id, kind, region, order))


def retype_custom_field(
    field_id: int,
    kind: CustomKind,
    *,
    region: str,
    order: DateOrder,
    on_progress: Progress | None = None,
) -> int:
    """Give a field another kind and its values that kind's spelling: all of them, or nothing.

    Gives how many contacts have another value by that. Raises RefusedError: field-gone;
    field-in-import while one is at work; field-misfits when a value is none of that kind.
    """
    with transaction():
        lock_preferences()
        _held(field_id, to_change=True)
        _refuse_during_imports()
        found = _conversions(field_id, kind, region, order)
        misfits = _misfits(field_id, found)
        if misfits.count:
            raise RefusedError(
                "field-misfits", count=misfits.count, values=[one.value for one in misfits.first]
            )

        def change(held: str) -> str:
            new = (
                found[held][0]
                if held in found
                else canonical(kind, held, region=region, order=order)
            )
            if not new:
                raise RefusedError("field-misfits", count=1, values=[held])
            return new

        done = 0
        if any(new != held for held, (new, _count) in found.items()):
            for part in parts_with_value(field_id):
                done += rewrite_values(part, field_id, change)
                if on_progress:
                    on_progress(done)
        execute("UPDATE custom_field SET kind = ? WHERE id = ?", (str(kind), field_id))
    return done


def _conversions(
    field_id: int, kind: CustomKind, region: str, order: DateOrder
) -> dict[str, tuple[str | None, int]]:
    """Each value that a field has: what it is in that kind, None for nothing; how many have it."""
    held, asked = value_sql(field_id)
    found = rows(
        f"SELECT {held}, count(*) FROM contact c"  # noqa: S608 - ours
        f" WHERE c.custom <> '{{}}' AND {held} IS NOT NULL GROUP BY 1",
        (asked, asked),
    )
    return {
        text: (canonical(kind, text, region=region, order=order) or None, count)
        for text, count in found
    }


def _misfits(field_id: int, found: dict[str, tuple[str | None, int]]) -> Misfits:
    bad = {text: count for text, (new, count) in found.items() if new is None}
    values = sum(count for _new, count in found.values())
    if not bad:
        return Misfits(0, (), values)
    held, asked = value_sql(field_id)
    some = list(bad)[:TOLD]
    first = rows(
        f"SELECT c.id, c.first_name, c.last_name, c.alias, coalesce(c.mobile, c.whatsapp), {held}"  # noqa: S608
        f" FROM contact c WHERE c.custom <> '{{}}' AND {held} IN ({', '.join('?' * len(some))})"
        f" ORDER BY c.sort_name LIMIT {TOLD}",
        (asked, asked, *some),
    )
    return Misfits(
        sum(bad.values()),
        tuple(
            Misfit(one, " ".join(filter(None, (given, family))) or alias or number, text)
            for one, given, family, alias, number, text in first
        ),
        values,
    )


# Away with a field


def count_field_values(field_id: int) -> int:
    """How many values go with a field. Raises RefusedError field-gone."""
    held, asked = value_sql(field_id)
    with session():
        _held(field_id)
        return int(
            value(
                f"SELECT count(*) FROM contact c WHERE c.custom <> '{{}}'"  # noqa: S608 - ours
                f" AND {held} IS NOT NULL",
                (asked,),
            )
        )


def delete_custom_field(field_id: int, on_progress: Progress | None = None) -> int:
    """Delete a field and its values, in parts; gives how many values went.

    Ended half-way, the field is still there with the values that are left. Raises RefusedError:
    field-gone; field-in-import while one is at work.
    """
    done = 0
    last: int | None = 0
    while last is not None:
        gone, last = _delete_some(field_id, last)
        done += gone
        if on_progress and gone:
            on_progress(done)
    return done


def _delete_some(field_id: int, last: int) -> tuple[int, int | None]:
    """Take the value of some contacts beyond `last`; where none has one at all, the field itself.

    Gives how many went, and where to go on: None when the field is gone.
    """
    with transaction():
        lock_preferences()
        _held(field_id, to_change=True)
        _refuse_during_imports()
        part = next(parts_with_value(field_id, last), [])
        if not part and not last:
            execute("DELETE FROM custom_field WHERE id = ?", (field_id,))
            return 0, None
        # Once more from the first: values may have been written behind the parts.
        return rewrite_values(part, field_id, lambda _held: None), part[-1] if part else 0


# What the others stand on


def _create(name: str, kind: CustomKind) -> CustomField:
    last = value("SELECT max(position) FROM custom_field")
    made = CustomFieldModel.create(
        name=name,
        folded_name=fold(name),
        kind=str(kind),
        position=0 if last is None else last + 1,
    )
    return CustomField(int(made.id), name, kind, made.position)


def _free_name(name: str, field_id: int = 0) -> str:
    """The name as it is kept. Raises RefusedError where no field, or not this one, can have it."""
    name = " ".join(clean(name).split())
    folded = fold(name)
    if not folded:
        raise RefusedError("field-name-empty")
    if len(name) > MAX_FIELD_NAME:
        raise RefusedError("field-name-long", limit=MAX_FIELD_NAME)
    # A column of that name goes to the contact's own field.
    if folded in {fold(label) for field in MAPPABLE for label in (field, field_label(field))}:
        raise RefusedError("field-name-reserved", name=name)
    taken = rows(
        "SELECT name FROM custom_field WHERE folded_name = ? AND id <> ?", (folded, field_id)
    )
    if taken:
        raise RefusedError("field-name-taken", name=taken[0][0])
    return name


def _held(field_id: int, *, to_change: bool = False) -> None:
    """Raise RefusedError field-gone where there is no such field.

    With `to_change` nobody else changes it, or writes values by its kind, until the end.
    """
    lock = " FOR UPDATE" if to_change and is_postgres() else ""
    if not rows(f"SELECT id FROM custom_field WHERE id = ?{lock}", (field_id,)):  # noqa: S608
        raise RefusedError("field-gone")


def _refuse_during_imports() -> None:
    """An import writes the values of the fields that it knew when it began."""
    found = rows(
        "SELECT id, worker, heartbeat FROM import_run WHERE state IN (?, ?)",
        (str(RunState.RUNNING), str(RunState.UNDOING)),
    )
    for run, worker, heartbeat in found:
        if is_alive(worker, heartbeat):
            raise RefusedError("field-in-import", run=run)
