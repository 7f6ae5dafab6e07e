"""The filters of a query, one by one: each can be shown, and taken off. Pure data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.contact_query import ContactQuery, FieldFilter, custom_id


class FilterPart(StrEnum):
    """A filter that a query has once."""

    LISTS = "lists"
    STATUS = "status"
    RUN = "run"


#: One filter of a query. Of fields there may be several.
Part = FilterPart | FieldFilter


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What operators call that which filters know by ids: lists, imports (the names of their
    files), custom fields.
    """

    lists: Mapping[int, str] = field(default_factory=dict)
    runs: Mapping[int, str] = field(default_factory=dict)
    fields: Mapping[int, CustomField] = field(default_factory=dict)


def parts_of(query: ContactQuery) -> list[Part]:
    """The filters of a query, in the order in which they are shown."""
    parts: list[Part] = []
    if query.list_ids or query.no_list:
        parts.append(FilterPart.LISTS)
    if query.status is not None:
        parts.append(FilterPart.STATUS)
    if query.run is not None:
        parts.append(FilterPart.RUN)
    return [*parts, *query.fields]


def without(query: ContactQuery, parts: Sequence[Part]) -> ContactQuery:
    """The query without some of its filters."""
    return replace(
        query,
        list_ids=() if FilterPart.LISTS in parts else query.list_ids,
        no_list=query.no_list and FilterPart.LISTS not in parts,
        status=None if FilterPart.STATUS in parts else query.status,
        run=None if FilterPart.RUN in parts else query.run,
        fields=tuple(each for each in query.fields if each not in parts),
    )


def still_there(query: ContactQuery, names: FilterNames) -> ContactQuery:
    """The query without the lists, the import and the custom fields that `names` does not have."""
    kept = tuple(each for each in query.list_ids if each in names.lists)
    gone = [part for part in gone_parts(query, names) if part is not FilterPart.LISTS]
    return replace(without(query, gone), list_ids=kept)


def gone_parts(query: ContactQuery, names: FilterNames) -> list[Part]:
    """The filters that ask for something that `names` does not have."""
    return [part for part in parts_of(query) if _is_gone(part, query, names)]


def _is_gone(part: Part, query: ContactQuery, names: FilterNames) -> bool:
    if part is FilterPart.LISTS:
        return any(each not in names.lists for each in query.list_ids)
    if part is FilterPart.RUN:
        return query.run is not None and query.run.run_id not in names.runs
    number = custom_id(part.field) if isinstance(part, FieldFilter) else None
    return number is not None and number not in names.fields
