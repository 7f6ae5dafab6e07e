"""Where the columns of a file go, while an operator decides it.

Enters: the columns as they were matched, and the draft. Leaves: the columns as the draft has them
by now, with what clashes and whose turn it is; and drafts in which a column goes elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_draft import ColumnMatch, ImportDraft, with_column
from contacthub_tui.domain.import_run import ADDRESSES, MAPPABLE, SEVERAL
from contacthub_tui.domain.text import fold

_NEW = "new:"


@dataclass(frozen=True, slots=True)
class MatchedColumns:
    """The columns of a file, in its order.

    `asked` are those for a number in the order in which they are asked for one. `clashes` are, of
    each field that takes one column and has several, these columns.
    """

    columns: tuple[ColumnMatch, ...] = ()
    asked: tuple[int, ...] = ()
    clashes: tuple[tuple[int, ...], ...] = ()

    def turn(self, index: int) -> tuple[int, int] | None:
        """Of several columns for one number: which one this is, from 1, and how many they are."""
        if self.columns[index].field not in ADDRESSES:
            return None
        peers = self._peers(index)
        return (peers.index(index) + 1, len(peers)) if len(peers) > 1 else None

    def rivals(self, index: int) -> tuple[int, ...]:
        """The other columns that go to the same field, which takes one."""
        for clash in self.clashes:
            if index in clash:
                return tuple(other for other in clash if other != index)
        return ()

    def _peers(self, index: int) -> list[int]:
        field = self.columns[index].field
        return [other for other in self.asked if self.columns[other].field == field]

    def moved(self, index: int, by: int) -> tuple[int, ...]:
        """`asked` with this column so many turns later, or earlier; the same where it cannot."""
        if index not in self.asked:
            return self.asked
        peers = self._peers(index)
        target = peers.index(index) + by
        if not 0 <= target < len(peers):
            return self.asked
        swapped = {index: peers[target], peers[target]: index}
        return tuple(swapped.get(other, other) for other in self.asked)


def as_drafted(columns: Sequence[ColumnMatch], draft: ImportDraft) -> MatchedColumns:
    """The columns as the draft has them: what was matched may be older than what was said."""
    said = {column: fields[0] for column, wanted in _said(draft) if (fields := _field(wanted))}
    taken = {identity(field) for field in said.values() if field and field not in SEVERAL}
    shown = tuple(_as_said(column, said, taken) for column in columns)
    places = {column: place for place, (column, _wanted) in enumerate(_said(draft))}
    asked = sorted(
        (column for column in shown if column.field in ADDRESSES),
        key=lambda column: (places.get(column.header, len(places)), -column.sure, column.index),
    )
    going: dict[str, list[int]] = {}
    for column in shown:
        if column.field and column.field not in SEVERAL:
            going.setdefault(identity(column.field), []).append(column.index)
    clashes = tuple(tuple(indexes) for indexes in going.values() if len(indexes) > 1)
    return MatchedColumns(shown, tuple(column.index for column in asked), clashes)


def identity(field: str) -> str:
    """What tells fields apart: new ones go by their names alone, as those that are there do."""
    return f"{_NEW}{fold(new_name(field))}" if field.startswith(_NEW) else field


def new_name(field: str) -> str:
    """The name in `new:<name>:<kind>`."""
    return field.removeprefix(_NEW).rpartition(":")[0]


def chosen(draft: ImportDraft, shown: MatchedColumns, index: int, wanted: str) -> ImportDraft:
    """The draft with a column going where the operator says, see `with_column`.

    A further column for a number takes nothing from those that are there: it is asked last.
    """
    column = shown.columns[index]
    if wanted in ADDRESSES:
        draft = _pinned(draft, shown, (other for other in shown.asked if other != index))
    return with_column(draft, column.header, wanted)


def shifted(draft: ImportDraft, shown: MatchedColumns, index: int, by: int) -> ImportDraft:
    """The draft in which a column for a number is asked so many turns later, or earlier."""
    order = shown.moved(index, by)
    return draft if order == shown.asked else _pinned(draft, shown, order)


def detected(draft: ImportDraft, shown: MatchedColumns, index: int) -> ImportDraft:
    """The draft without what was said of a column; of one for a number, of all such columns."""
    headers = {shown.columns[index].header}
    if shown.columns[index].field in ADDRESSES:
        headers |= {shown.columns[other].header for other in shown.asked}
    return _with_mapping(draft, (pair for pair in _said(draft) if pair[0] not in headers))


def settled(
    draft: ImportDraft, columns: Sequence[ColumnMatch], custom: Collection[str]
) -> ImportDraft:
    """The draft with every column by its whole header and every field by its key.

    What was said of columns that the file does not have is forgotten, and of custom fields that
    are not there: `custom` are the keys of those that are (`custom:3`).
    """
    headers = {column.header for column in columns}
    kept = [
        (header, wanted)
        for header, wanted in _said(draft)
        if header in headers
        and _field(wanted)
        and (wanted in custom or not wanted.startswith("custom:"))
    ]
    if len(kept) == len(_said(draft)):
        return draft
    known = {header for header, _wanted in kept}
    by_hand = [
        column for column in columns if column.why == "by-hand" and column.header not in known
    ]
    by_hand.sort(key=lambda column: -column.sure)
    return _with_mapping(
        draft, [*kept, *((column.header, _wanted(column.field)) for column in by_hand)]
    )


def _said(draft: ImportDraft) -> tuple[tuple[str, str], ...]:
    return draft.options.mapping


def _field(wanted: str) -> tuple[str | None] | None:
    """The field that a wish of this wizard names, and None for another spelling of a field."""
    if not wanted:
        return (None,)
    if wanted.startswith("+"):
        name, _colon, kind = wanted[1:].rpartition(":")
        return (f"{_NEW}{name}:{kind}",) if name and kind in set(CustomKind) else None
    return (wanted,) if wanted in MAPPABLE or wanted.startswith("custom:") else None


def _wanted(field: str | None) -> str:
    if field is not None and field.startswith(_NEW):
        return f"+{field.removeprefix(_NEW)}"
    return field or ""


def _as_said(column: ColumnMatch, said: Mapping[str, str | None], taken: set[str]) -> ColumnMatch:
    if column.header in said:
        field = said[column.header]
        if column.why == "by-hand" and column.field == field:
            return column
        return replace(
            column, field=field, why="by-hand", sure=1.0, date_order=None, open_dates=False
        )
    if column.field and column.why != "by-hand" and identity(column.field) in taken:
        return replace(column, field=None, why="none", sure=0.0, date_order=None, open_dates=False)
    return column


def _pinned(draft: ImportDraft, shown: MatchedColumns, order: Iterable[int]) -> ImportDraft:
    """The draft with these columns said by hand, in this order, as they go now."""
    pins = [(shown.columns[i].header, _wanted(shown.columns[i].field)) for i in order]
    headers = {header for header, _wanted in pins}
    return _with_mapping(draft, [*(pair for pair in _said(draft) if pair[0] not in headers), *pins])


def _with_mapping(draft: ImportDraft, pairs: Iterable[tuple[str, str]]) -> ImportDraft:
    return replace(draft, options=replace(draft.options, mapping=tuple(pairs)))
