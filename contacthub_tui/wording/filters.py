"""Filters in words, as the chips above a table and sentences about them say it.

Enters: a filter, the query that it is of, the names of what it asks for. Leaves: harmless text.
"""

from contacthub_tui.domain.contact import CustomField, CustomKind, Status
from contacthub_tui.domain.contact_filters import FilterNames, FilterPart, Part
from contacthub_tui.domain.contact_query import (
    ContactQuery,
    FieldFilter,
    FieldTest,
    RunDeed,
    RunFilter,
    custom_id,
)
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ngettext, number, short_date
from contacthub_tui.wording.labels import field_label, file_words

_LONGEST = 28  # of a name or a value in a chip
_LISTS = 2  # that a chip tells by their names


def part_words(part: Part, query: ContactQuery, names: FilterNames) -> str:
    """`list: VIP`, `status: subscribed`, `created by clients.xlsx (no. 12)`, `Division: D3`."""
    if isinstance(part, FieldFilter):
        return field_words(part, names)
    if part is FilterPart.STATUS:
        if query.status is Status.SUBSCRIBED:
            return _("status: subscribed")
        return _("status: unsubscribed")
    if part is FilterPart.RUN:
        return run_words(query.run, names) if query.run else ""
    return _lists_words(query, names)


def gone_sentence(part: Part, query: ContactQuery, names: FilterNames) -> str:
    """That what a filter asks for has been deleted, and the filter with it."""
    words = part_words(part, query, names)
    if part is FilterPart.LISTS:
        return _("A list was deleted meanwhile, and is no longer filtered by ({filter}).").format(
            filter=words
        )
    if part is FilterPart.RUN:
        return _("This import is no longer there, nor is its filter ({filter}).").format(
            filter=words
        )
    return _("A custom field was deleted meanwhile, and its filter with it ({filter}).").format(
        filter=words
    )


def run_words(run: RunFilter, names: FilterNames) -> str:
    """What an import did."""
    sentences = {
        RunDeed.CREATED: _("created by {file} (no. {n})"),
        RunDeed.CHANGED: _("updated by {file} (no. {n})"),
        None: _("from {file} (no. {n})"),
    }
    file = file_words(names.runs.get(run.run_id, "…"), _LONGEST)
    return sentences[run.deed].format(file=file, n=run.run_id)


def field_words(asked: FieldFilter, names: FilterNames) -> str:
    """What a field must be."""
    sentences = {
        FieldTest.IS: _("{field}: {value}"),
        FieldTest.CONTAINS: _("{field} contains {value}"),
        FieldTest.FILLED: _("{field}: filled in"),
        FieldTest.EMPTY: _("{field}: empty"),
    }
    return sentences[asked.test].format(
        field=field_name(asked.field, names),
        value=safe(value_text(asked.value, _kind(asked.field, names)), _LONGEST),
    )


def field_name(field: str, names: FilterNames) -> str:
    """What a field is called: one that all contacts have, or a custom one."""
    custom = _custom(field, names)
    if custom is not None:
        return safe(custom.name, _LONGEST)
    return "…" if custom_id(field) is not None else field_label(field)


def value_text(value: str, kind: CustomKind | None) -> str:
    """A canonical value as operators read it."""
    if kind is CustomKind.DATE and len(value) == len("2000-04-06"):
        return short_date(value)
    if kind is CustomKind.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    return value


def _custom(field: str, names: FilterNames) -> CustomField | None:
    field_id = custom_id(field)
    return None if field_id is None else names.fields.get(field_id)


def _kind(field: str, names: FilterNames) -> CustomKind | None:
    if field == "birth_date":
        return CustomKind.DATE
    custom = _custom(field, names)
    return custom.kind if custom else None


def _lists_words(query: ContactQuery, names: FilterNames) -> str:
    if not query.list_ids:
        return _("in no list")
    known = [safe(names.lists.get(each, "…"), _LONGEST) for each in query.list_ids]
    told = known[:_LISTS]
    if more := len(known) - len(told):
        told.append(ngettext("{n} more", "{n} more", more).format(n=number(more)))
    if query.no_list:
        told.append(_("none"))
    if len(told) == 1:
        return _("list: {name}").format(name=told[0])
    return _("lists: {names} or {last}").format(names=", ".join(told[:-1]), last=told[-1])
