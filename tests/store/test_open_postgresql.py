"""Databases of a PostgreSQL server that cannot be a store: said so, and left as they were."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.errors import StoreError
from contacthub_tui.services import imports, preferences
from contacthub_tui.store.database import open_store
from tests.postgres_cluster import Cluster

_numbers = count(1)


@pytest.fixture
def name(cluster: Cluster) -> Iterator[str]:
    """A name for a database, which is gone after the test."""
    chosen = f"open_{next(_numbers)}"
    yield chosen
    cluster.drop(chosen)


def run(url: str, *statements: str) -> None:
    import psycopg  # noqa: PLC0415 -- an extra

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def tables(url: str) -> list[str]:
    import psycopg  # noqa: PLC0415 -- an extra

    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
        )
        return sorted(row[0] for row in found)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_an_encoding_that_lacks_names_is_refused_before_anything_is_made(
    cluster: Cluster, name: str, encoding: str
) -> None:
    cluster.run(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}'"
        " LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(StoreError) as caught:
        open_store(cluster.url(name))
    assert (caught.value.code, caught.value.detail["encoding"]) == ("not-unicode", encoding)


@pytest.mark.parametrize(
    "taken", ["contact", "contact_list", "custom_field", "import_row", "contact_name"]
)
def test_a_table_of_another_program_that_is_called_as_ours_is_left_alone(
    cluster: Cluster, name: str, taken: str
) -> None:
    url = cluster.create(name)
    run(url, f"CREATE TABLE {taken} (id int)")
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.code == "not-contacthub"
    assert set(tables(url)) <= {taken, "schema_migration"}


@pytest.fixture
def guest(cluster: Cluster) -> Iterator[str]:
    """A user who may do nothing yet."""
    who = f"guest_{next(_numbers)}"
    cluster.run(f"CREATE ROLE {who} LOGIN")
    yield who


def test_who_may_make_no_tables_is_told_so(cluster: Cluster, name: str, guest: str) -> None:
    url = cluster.create(name)
    run(url, "REVOKE ALL ON SCHEMA public FROM public")
    with pytest.raises(StoreError) as caught:
        open_store(url.replace("//contacthub@", f"//{guest}@"))
    assert caught.value.code == "read-only"


def test_who_may_only_read_is_told_so(
    cluster: Cluster, name: str, guest: str, postgres_template: str
) -> None:
    url = cluster.create(name, postgres_template)
    run(url, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {guest}")
    store = open_store(url.replace("//contacthub@", f"//{guest}@"))
    try:
        with pytest.raises(StoreError) as caught:
            preferences.unsubscribe("+33612345678", who="marie")
        assert caught.value.code == "read-only"
        assert imports.list_runs() == []
        with pytest.raises(StoreError):
            imports.create_run(Path("a.csv"), ImportOptions(), "marie")
    finally:
        store.close()
