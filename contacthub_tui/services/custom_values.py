"""The values of custom fields, in `contact.custom` and in what contacts are found by.

Enters: a field's id. Leaves: how many contacts have a value, which, and another value in its place.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.store.database import is_postgres, session
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute_many, rows, rows_in

#: Contacts whose values are written at a time.
PART = 5_000

_NAMES = ("first_name", "last_name", "alias", "email")


def count_values() -> dict[int, int]:
    """How many contacts have a value, by the id of the field. It looks at every contact."""
    keys = "json_each(c.custom) AS held", "held.key"
    if is_postgres():
        keys = "jsonb_object_keys(c.custom::jsonb) AS held", "held"
    with session():
        found = rows(
            f"SELECT {keys[1]}, count(*) FROM contact c, {keys[0]}"  # noqa: S608 - ours
            f" WHERE c.custom <> '{{}}' GROUP BY {keys[1]}"
        )
    return {int(key): count for key, count in found}


def field_kinds() -> dict[str, CustomKind]:
    """The kind of every field by its key in `contact.custom`. In a session."""
    return {str(one): CustomKind(kind) for one, kind in rows("SELECT id, kind FROM custom_field")}


def fitting(custom: Mapping[str, str], kinds: Mapping[str, CustomKind]) -> dict[str, str]:
    """Values that were kept aside, as the fields are by now: what fits none is left out."""
    found = {key: canonical(kinds[key], text) for key, text in custom.items() if key in kinds}
    return {key: text for key, text in found.items() if text}


def value_sql(field_id: int) -> tuple[str, str]:
    """The value of a field as SQL, NULL where there is none, and the parameter that it takes."""
    if is_postgres():
        return "c.custom::jsonb ->> ?", str(field_id)
    return "json_extract(c.custom, ?)", f'$."{field_id}"'


def parts_with_value(field_id: int, last: int = 0) -> Iterator[list[int]]:
    """The contacts beyond the id `last` that have a value, in parts, which may be written."""
    held, asked = value_sql(field_id)
    while found := rows(
        f"SELECT c.id FROM contact c WHERE c.id > ? AND c.custom <> '{{}}'"  # noqa: S608 - ours
        f" AND {held} IS NOT NULL ORDER BY c.id LIMIT {PART}",
        (last, asked),
    ):
        yield [row[0] for row in found]
        last = found[-1][0]


def rewrite_values(ids: Sequence[int], field_id: int, change: Callable[[str], str | None]) -> int:
    """Change the value of a field in these contacts; gives in how many it is another by that."""
    lock = " FOR UPDATE" if is_postgres() else ""
    found = rows_in(
        f"SELECT id, mobile, whatsapp, custom, {', '.join(_NAMES)} FROM contact"  # noqa: S608
        f" WHERE id IN (…) ORDER BY id{lock}",
        ids,
    )
    records, searches = [], []
    for contact_id, mobile, whatsapp, held, *names in found:
        custom = json.loads(held)
        before = custom.pop(str(field_id), None)
        after = None if before is None else change(before)
        if after == before:
            continue
        if after is not None:
            custom[str(field_id)] = after
        fields = dict(zip(_NAMES, names, strict=True))
        search, _sort = searchable(fields, custom, mobile, whatsapp)
        records.append((json.dumps(custom, ensure_ascii=False), search, contact_id))
        searches.append((contact_id, search))
    # A form that is open on one of them learns by its version that it has changed.
    execute_many(
        "UPDATE contact SET custom = ?, search = ?, version = version + 1 WHERE id = ?", records
    )
    index_words(searches)
    return len(records)
