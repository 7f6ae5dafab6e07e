"""What a group send would do, in lines: how many, what of them, and the contacts behind each.

Enters: a preflight, the chosen contacts. Leaves: lines, and the table of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import CustomField, Status
from contacthub_tui.domain.contact_query import ContactQuery, FieldFilter, FieldTest, custom_key
from contacthub_tui.domain.group_send import Preflight
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.whole_table import WholeTable
from contacthub_tui.wording import field_label
from contacthub_tui.wording.sends import quiet_sentence


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A number and what it counts; `query` finds the contacts behind it, where that can be."""

    key: int
    count: int
    words: str
    role: str = "text"
    query: ContactQuery | None = None


def check_lines(found: Preflight, chosen: Chosen, fields: Sequence[CustomField]) -> list[CheckLine]:
    """The lines of a preflight, those that say nothing left out."""
    lines = _lines(found, _query_of(chosen), fields)
    return [replace(line, key=key) for key, line in enumerate(lines)]


def _query_of(chosen: Chosen) -> ContactQuery | None:
    """What finds the chosen contacts; None where they were picked one by one."""
    return None if chosen.ids or chosen.without else chosen.query


def _lines(
    found: Preflight, query: ContactQuery | None, fields: Sequence[CustomField]
) -> Iterator[CheckLine]:
    def those(**change: object) -> ContactQuery | None:
        return replace(query, **change) if query else None  # type: ignore[arg-type]

    def without(field: str) -> ContactQuery | None:
        asked = FieldFilter(field, FieldTest.EMPTY)
        return those(status=Status.SUBSCRIBED, fields=(*query.fields, asked)) if query else None

    yield CheckLine(
        0,
        found.recipients,
        ngettext("person gets the message", "people get the message", found.recipients),
        "strong",
        those(status=Status.SUBSCRIBED),
    )
    if found.duplicates:
        words = ngettext(
            "place in several lists counts once",
            "places in several lists count once",
            found.duplicates,
        )
        yield CheckLine(0, found.duplicates, words, "muted")
    if found.unsubscribed:
        words = ngettext(
            "unsubscribed person is left out",
            "unsubscribed people are left out",
            found.unsubscribed,
        )
        query_of_them = those(status=Status.UNSUBSCRIBED)
        yield CheckLine(0, found.unsubscribed, f"■ {words}", "bad", query_of_them)
    if found.without_address:
        words = ngettext(
            "person without a mobile number is left out",
            "people without a mobile number are left out",
            found.without_address,
        )
        yield CheckLine(0, found.without_address, words, "muted")
    if found.too_long:
        words = ngettext(
            "person is left out: the text is too long for them",
            "people are left out: the text is too long for them",
            found.too_long,
        )
        yield CheckLine(0, found.too_long, f"▲ {words}", "attention")
    names = {field.id: field.name for field in fields}
    for field, count in found.missing.items():
        label = field_label(field) if isinstance(field, str) else safe(names.get(field, ""), 60)
        key = field if isinstance(field, str) else custom_key(field)
        words = ngettext(
            "person has nothing in the field “{field}”",
            "people have nothing in the field “{field}”",
            count,
        )
        yield CheckLine(0, count, f"▲ {words.format(field=label)}", "attention", without(key))
    for name in found.unknown_tags:
        said = _("#{name}# is no tag: it is sent as it stands.").format(name=safe(name, 40))
        yield CheckLine(0, 1, f"▲ {said}", "attention")
    longest = ngettext("{n} part", "{n} parts", found.longest).format(n=number(found.longest))
    said = _("parts in all, at most {parts} each").format(parts=longest)
    yield CheckLine(0, found.parts, said, "muted")
    for quiet in found.quiet:
        yield CheckLine(0, quiet.recipients, f"⏸ {quiet_sentence(quiet)}", "attention")


_COLUMNS: Sequence[Column[CheckLine]] = (
    Column(
        "count",
        mark("Count"),
        lambda line: Cell(number(line.count), line.role),
        width=11,
        right=True,
    ),
    Column(
        "words",
        mark("What would happen"),
        lambda line: Cell(line.words, line.role),
        width=30,
        weight=1,
    ),
    Column(
        "link",
        "",
        lambda line: Cell("→" if line.query else "", "accent"),
        width=1,
        own=True,
    ),
)


class CheckTable(WholeTable[CheckLine]):
    """The lines; enter shows the contacts behind one that has them."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS, lambda line: line.key, id="check")
