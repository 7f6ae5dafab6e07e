"""Contacts are found by their values of custom fields, too. Those that have some are made so."""

import json
from typing import Any

from contacthub_tui.domain.contact_query import search_text, words_and_digits

PART = 5_000


def up(migrator: Any, db: Any) -> None:
    """Write the search text of every contact with values of custom fields anew."""
    postgres = type(migrator).__name__ == "PostgresqlMigrator"
    mark = "%s" if postgres else "?"
    last = 0
    while found := db.execute_sql(
        "SELECT id, mobile, whatsapp, custom, first_name, last_name, alias, email FROM contact"  # noqa: S608
        f" WHERE id > {mark} AND custom <> '{{}}' ORDER BY id LIMIT {PART}",
        (last,),
    ).fetchall():
        last = found[-1][0]
        for contact_id, mobile, whatsapp, custom, *names in found:
            numbers = [number for number in (mobile, whatsapp) if number]
            search = search_text(names, numbers, json.loads(custom).values())
            db.execute_sql(
                f"UPDATE contact SET search = {mark} WHERE id = {mark}",  # noqa: S608
                (search, contact_id),
            )
            if postgres:
                continue
            words, digits = words_and_digits(search)
            for table, column, text in (("words", "words", words), ("digits", "digits", digits)):
                db.execute_sql(
                    f"INSERT OR REPLACE INTO contact_{table} (rowid, {column}) VALUES (?, ?)",  # noqa: S608
                    (contact_id, text),
                )
