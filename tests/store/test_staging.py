"""Rows of an import laid beside the store."""

from contacthub_tui.store import staging
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute, value


def test_rows_are_staged_on_a_connection_that_has_other_temporary_tables(store: Store) -> None:
    with transaction():
        execute("CREATE TEMP TABLE other (id INTEGER)")
        execute("INSERT INTO other VALUES (1)")
        row = (2, "+33612345678", "subscribed", "{}", " marie", "", "marie", "Marie")
        staging.stage([row], ["first_name"])
        assert value("SELECT count(*) FROM staged") == 1
