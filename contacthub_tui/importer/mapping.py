"""Which column goes to which field. Enters: headers, sample rows, what was said by hand or before.

Leaves: a plan with every column of the file. What was said by hand is obeyed, in the order in which
it was said; then what was said for such a file last time; then phone columns by header and cells
(`phone_columns`), custom fields by their names, other fields by their headers (`field_columns`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_run import ADDRESSES, MAPPABLE, SEVERAL, DateOrder
from contacthub_tui.domain.text import fold
from contacthub_tui.errors import FileError
from contacthub_tui.importer.by_hand import read_mapping, understand_mapping
from contacthub_tui.importer.field_columns import Choice, can_stop, find_fields
from contacthub_tui.importer.header_match import PhoneRole, phone_role
from contacthub_tui.importer.header_row import letters
from contacthub_tui.importer.phone_columns import choose, weigh

#: Values shown of a column, and their length in characters.
SAMPLES = 3
_SAMPLE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Where one column goes.

    `field` is one of MAPPABLE, `custom:<id>`, `new:<name>:<kind>`, or None for nowhere. `why` is
    by-hand, last-time, header, content or none; `sure` goes from 0 to 1. Several columns may go
    to a phone field: the surest is asked first. `samples` are the first different values, and
    `unclear` dates that `date_order` was only guessed for.
    """

    index: int
    header: str
    field: str | None
    why: str
    sure: float
    samples: tuple[str, ...]
    date_order: DateOrder | None
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where all columns of a file go, in the order of the file."""

    columns: tuple[ColumnPlan, ...]


def plan_columns(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    region: str,
    custom_fields: Sequence[CustomField],
    by_hand: Sequence[tuple[str, str]],
    last_time: Mapping[str, str | None] | None,
    date_order: DateOrder | None,
) -> Plan:
    """The plan for a file with these headers and, at its beginning, these rows.

    `region` reads numbers without prefix; `date_order` is the one that was asked for, if any.
    Raises FileError: bad-mapping, and no-phone-column when no column can give an address.
    """
    said = read_mapping(headers, by_hand, custom_fields)
    plan = _plan(headers, rows, region, custom_fields, said, last_time or {}, date_order)
    if not any(column.field in ADDRESSES for column in plan.columns):
        raise FileError("no-phone-column", headers=list(headers))
    return plan


def match_columns(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    region: str,
    custom_fields: Sequence[CustomField],
    by_hand: Sequence[tuple[str, str]],
    last_time: Mapping[str, str | None] | None,
    date_order: DateOrder | None,
) -> Plan:
    """The same for whoever is still choosing: nothing is refused.

    No column may hold numbers; several that were said by hand may go to a field that takes one.
    """
    said = understand_mapping(headers, by_hand, custom_fields)
    return _plan(headers, rows, region, custom_fields, said, last_time or {}, date_order)


def _plan(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    region: str,
    custom_fields: Sequence[CustomField],
    by_hand: Mapping[int, str | None],
    last_time: Mapping[str, str | None],
    date_order: DateOrder | None,
) -> Plan:
    filled = _filled_cells(len(headers), rows)
    said = {index: Choice(field, "by-hand", 1.0) for index, field in by_hand.items()}
    remembered = _remembered(headers, last_time, said, custom_fields)
    # The letters over a column without a header are no words: WA, TEL, DNC, MOB are columns too.
    words = [header if header != letters(index) else "" for index, header in enumerate(headers)]
    for chosen in ({**said, **remembered}, said) if remembered else (said,):
        found = _match(words, filled, region, custom_fields, _in_turn(chosen))
        if any(choice.field in ADDRESSES for choice in found.values()):
            break
    dates = {f"custom:{custom.id}" for custom in custom_fields if custom.kind is CustomKind.DATE}
    columns = []
    for index, header in enumerate(headers):
        choice = found.get(index, Choice(None, "none", 0.0))
        field = choice.field
        is_date = field == "birth_date" or field in dates or kind_of(field) is CustomKind.DATE
        columns.append(
            ColumnPlan(
                index,
                header,
                field,
                choice.why,
                round(choice.sure, 3),
                samples_of(filled[index]),
                date_order if is_date else None,
            )
        )
    return Plan(tuple(columns))


def kind_of(field: str | None) -> CustomKind | None:
    """The kind of a new custom field (`new:<name>:<kind>`); None for any other field."""
    if field is None or not field.startswith("new:"):
        return None
    return CustomKind(field.rpartition(":")[2])


def _filled_cells(columns: int, rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """For each column its cells that hold something."""
    filled: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        for cells, cell in zip(filled, row, strict=False):
            if cell and not cell.isspace():
                cells.append(cell)
    return filled


def samples_of(cells: Iterable[str]) -> tuple[str, ...]:
    """The first different values among cells."""
    found: list[str] = []
    for cell in cells:
        text = cell.strip()[:_SAMPLE_LENGTH]
        if text and text not in found:
            found.append(text)
            if len(found) == SAMPLES:
                break
    return tuple(found)


def _remembered(
    headers: Sequence[str],
    last_time: Mapping[str, str | None],
    said: Mapping[int, Choice],
    custom_fields: Sequence[CustomField],
) -> dict[int, Choice]:
    """What was chosen last time, where it still can be and nothing else was said now.

    In the order of `last_time`.
    """
    possible = {*MAPPABLE, *(f"custom:{custom.id}" for custom in custom_fields), None}
    taken = {choice.field for choice in said.values()} - {None, "lists"}
    folded = {fold(header): field for header, field in last_time.items()}
    found: dict[int, Choice] = {}
    for index, header in enumerate(headers):
        name = header if header in last_time else fold(header)
        if index in said or (name not in last_time and name not in folded):
            continue
        field = last_time[header] if header in last_time else folded[name]
        if field in possible and field not in taken:
            found[index] = Choice(field, "last-time", 1.0)
            if field and field not in SEVERAL:
                taken.add(field)
    places = {name: place for place, name in enumerate(folded)}
    return dict(sorted(found.items(), key=lambda each: places[fold(headers[each[0]])]))


def _in_turn(chosen: Mapping[int, Choice]) -> dict[int, Choice]:
    """The same; of the columns for an address each is less sure than those chosen before it."""
    found = dict(chosen)
    sure, last = 1.0, -1
    for index, choice in chosen.items():
        if choice.field in ADDRESSES:
            # In the order of the file they are asked anyway.
            sure = max(0.0, sure - (0.001 if index < last else 0.0))
            last = index
            found[index] = replace(choice, sure=sure)
    return found


def _match(
    headers: Sequence[str],
    filled: Sequence[Sequence[str]],
    region: str,
    custom_fields: Sequence[CustomField],
    chosen: Mapping[int, Choice],
) -> dict[int, Choice]:
    """What was chosen, and a field for every other column that has one."""
    found = dict(chosen)
    named = {
        index: choice
        for index, choice in _custom_columns(headers, custom_fields, chosen).items()
        # Who said stop in it is not to be messaged, also where the team has such a field.
        if not can_stop(headers[index], filled[index])
    }
    # Whoever says by hand where the numbers are wants no others.
    if not any(choice.field in ADDRESSES for choice in chosen.values()):
        free = [index for index in range(len(headers)) if index not in chosen]
        columns = [i for i in free if i not in named or phone_role(headers[i])[0] in _PHONES]
        found |= _phones(headers, filled, region, columns) or _phones(headers, filled, region, free)
    found |= {index: choice for index, choice in named.items() if index not in found}
    return find_fields(headers, filled, found)


_PHONES = (PhoneRole.MOBILE, PhoneRole.PHONE, PhoneRole.WHATSAPP)


def _phones(
    headers: Sequence[str], filled: Sequence[Sequence[str]], region: str, columns: Sequence[int]
) -> dict[int, Choice]:
    """The phone columns among some, each less sure than the one that is preferred to it."""
    evidence = {index: weigh(filled[index], region) for index in columns}
    found: dict[int, Choice] = {}
    last_sure, last_index = 1.0, -1
    for column in choose({index: headers[index] for index in columns}, evidence):
        step = 0.001 if column.index < last_index else 0.0
        last_sure = max(0.0, min(column.sure, last_sure - step))
        last_index = column.index
        found[column.index] = Choice(column.field, column.why, last_sure)
    return found


def _custom_columns(
    headers: Sequence[str], custom_fields: Sequence[CustomField], chosen: Mapping[int, Choice]
) -> dict[int, Choice]:
    """Columns that are called as a custom field is, the first of each name."""
    by_name = {fold(custom.name): f"custom:{custom.id}" for custom in custom_fields}
    taken = {choice.field for choice in chosen.values()}
    found: dict[int, Choice] = {}
    for index, header in enumerate(headers):
        field = by_name.get(fold(header))
        if field and field not in taken and index not in chosen:
            found[index] = Choice(field, "header", 1.0)
            taken.add(field)
    return found
