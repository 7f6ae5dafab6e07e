"""Where a column of a file goes, and why, in words.

Enters: columns as they were matched. Leaves: labels, reasons, and sentences about what clashes.
"""

from collections.abc import Iterable, Mapping, Sequence

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.dates import DateVotes
from contacthub_tui.domain.import_draft import ColumnMatch, Forecast
from contacthub_tui.domain.import_run import ADDRESSES, DateOrder
from contacthub_tui.domain.matched_columns import MatchedColumns, new_name
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number, ordinal, percent
from contacthub_tui.wording.custom_kinds import custom_kind_label
from contacthub_tui.wording.labels import field_label

#: What messages call the fields that hold an address.
MERGE_TAGS: Mapping[str, str] = {"mobile": "#phone#", "whatsapp": "#whatsapp#"}

_ORDERS: dict[DateOrder, str] = {
    DateOrder.DAY_FIRST: mark("day first"),
    DateOrder.MONTH_FIRST: mark("month first"),
    DateOrder.YEAR_FIRST: mark("year first"),
}
_REASONS: dict[str, str] = {"by-hand": mark("by hand"), "last-time": mark("as last time")}

#: From here on a header is as good as the field's own name.
_SAME = 0.9
#: Below this share of valid numbers a column for them wants a look.
_DOUBTFUL = 0.5
#: The characters of a name that is told inside a sentence.
_LONGEST = 30


def goes_to(field: str, names: Mapping[str, str]) -> str:
    """The field that a column goes to, with what messages call it. `names` are those of custom
    fields, by their keys (`custom:3`).
    """
    tag = MERGE_TAGS.get(field)
    label = column_field_label(field, names)
    return f"{label} {tag}" if tag else label


def column_field_label(field: str, names: Mapping[str, str]) -> str:
    """The name of a field, one of all contacts, one of the team's, or one to be made."""
    if field.startswith("new:"):
        return safe(new_name(field))
    if field.startswith("custom:"):
        return safe(names.get(field, "…"))
    return field_label(field)


def samples_line(column: ColumnMatch, counted: bool) -> str:
    """The samples, or that there are none; `counted` says that the whole file was read."""
    if column.samples:
        return " · ".join(safe(sample) for sample in column.samples)
    return _("(empty in the whole file)") if counted else _("(empty so far)")


def reasons(column: ColumnMatch, turn: tuple[int, int] | None) -> list[str]:
    """How sure it is where a column goes, and why, each in a few words, the most telling first."""
    return [reason for reason in _reasons(column, turn) if reason]


def _reasons(column: ColumnMatch, turn: tuple[int, int] | None) -> Iterable[str]:
    field = column.field
    if field is None:
        if column.why in _REASONS:
            yield _(_REASONS[column.why])
        elif column.samples:
            yield _("new field? {kind}").format(kind=_kind(column.kind))
        return
    if field in ADDRESSES:
        yield _numbers(column.numbers, turn)
    elif column.open_dates:
        yield _("day or month first?")
    elif column.date_order is not None and _tell_order(column.samples):
        yield _(_ORDERS[column.date_order])
    elif field.startswith("new:"):
        kind = CustomKind(field.rpartition(":")[2])
        yield _("new field: {kind}").format(kind=_kind(kind))
    yield _reason(column)


def _tell_order(samples: Iterable[str]) -> bool:
    """Whether it matters to these dates which of their parts comes first."""
    votes = DateVotes()
    for sample in samples:
        votes.add(sample)
    return votes.decided or bool(votes.unclear)


def _numbers(share: float | None, turn: tuple[int, int] | None) -> str:
    """How many of the cells are valid numbers, and when they are asked."""
    valid = "" if share is None else percent(share)
    if not turn:
        return valid and _("{share} valid numbers").format(share=valid)
    place = _("{place} of {n}").format(place=ordinal(turn[0]), n=number(turn[1]))
    short = valid and _("{share} valid").format(share=valid)
    return f"{place}, {short}" if short else place


def _reason(column: ColumnMatch) -> str:
    if column.why == "header":
        return _("same name") if column.sure >= _SAME else _("similar name")
    if column.why == "content":
        if column.field in ADDRESSES:
            return _("by content")
        return _("{share} by content").format(share=percent(column.sure))
    return _(_REASONS[column.why]) if column.why in _REASONS else ""


def _kind(kind: CustomKind) -> str:
    return custom_kind_label(kind).lower()


def hint(column: ColumnMatch, turn: tuple[int, int] | None) -> str:
    """What an operator should know of a column that goes there; empty where that is plain."""
    field = column.field
    if turn:
        return _(
            "Asked {place} of {n} columns: the first mobile that one of them has is taken."
        ).format(place=ordinal(turn[0]), n=number(turn[1]))
    if field is None:
        return _("Press a to make a field of it, enter to choose one.") if column.samples else ""
    if is_doubtful(column):
        return _("Few of its cells are phone numbers: is this the right column?")
    if column.open_dates:
        return _("Day or month first? Its dates do not tell; Check will ask.")
    if field.startswith("new:"):
        return _("The field is made when the import begins, not before.")
    return ""


def is_doubtful(column: ColumnMatch) -> bool:
    """Whether a column for numbers holds few that are valid."""
    few = column.numbers is not None and column.numbers < _DOUBTFUL
    return few and column.field in ADDRESSES


def clash_sentence(shown: MatchedColumns, clash: Sequence[int], names: Mapping[str, str]) -> str:
    """Several columns go to a field that takes one: which, and what to do."""
    headers = [safe(shown.columns[index].header, _LONGEST) for index in clash]
    field = column_field_label(shown.columns[clash[0]].field or "", names)
    if len(headers) == 2:
        return _(
            "“{one}” and “{other}” both go to {field}, which takes one column. Choose another "
            "field for one of them, or leave it out."
        ).format(one=headers[0], other=headers[1], field=safe(field, _LONGEST))
    return _(
        "{n} columns go to {field}, which takes one: {names}. Choose other fields for them, or "
        "leave them out."
    ).format(
        n=number(len(headers)),
        field=safe(field, _LONGEST),
        names=", ".join([*headers[:3], "…"] if len(headers) > 3 else headers),
    )


def lacking_sentence(shown: MatchedColumns, names: Mapping[str, str]) -> str:
    """What keeps the columns from being imported as they are; empty where nothing does."""
    if not shown.asked:
        return _(
            "No column goes to Mobile or WhatsApp. Choose one of the two for the column that "
            "holds the numbers."
        )
    return clash_sentence(shown, shown.clashes[0], names) if shown.clashes else ""


def forecast_line(forecast: Forecast) -> str:
    """How many rows would come in, and how many would not."""
    bad = forecast.rows - forecast.coming
    if not bad:
        return ngettext(
            "{n} row would come in", "All {n} rows would come in", forecast.rows
        ).format(n=number(forecast.rows))
    coming = ngettext(
        "{coming} of {n} row would come in", "{coming} of {n} rows would come in", forecast.rows
    ).format(coming=number(forecast.coming), n=number(forecast.rows))
    lacking = ngettext("{n} has no valid number", "{n} have no valid number", bad)
    return f"{coming} · {lacking.format(n=number(bad))}"
