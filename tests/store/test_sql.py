"""Many records at once: what is written is what is read, whatever is in it."""

import pytest

from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import COPIED, insert_many, rows

_COLUMNS = ("name", "folded_name", "import_run_id", "created_at", "created_by")


@pytest.mark.parametrize(
    "text",
    ["\\N", "\\.", "\\", "a\tb", "a\nb", "a\r\nb", "\\t", "%s", "", " ", "é\u202e😀", "a\n\\.\nb"],
)
def test_every_text_is_kept(store: Store, text: str) -> None:
    plain = [(f"list {i}", f"{i}", i, "", "x") for i in range(COPIED + 1)]
    records = [*plain, (text, text + "?", None, "", "x"), (text, text + "!", 7, "", "x")]
    with transaction():
        insert_many("contact_list", _COLUMNS, records)
        kept = rows(f"SELECT {', '.join(_COLUMNS)} FROM contact_list ORDER BY id")
    assert kept == records
