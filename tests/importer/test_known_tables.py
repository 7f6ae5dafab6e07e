"""What is found out about files of contacts as teams and programs write them, in six languages."""

import pytest

from tests.importer.known_outcomes import SHARES, Outcome, outcomes
from tests.importer.known_tables import known_tables


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    return outcomes(tmp_path_factory.mktemp("known"))


@pytest.mark.parametrize("part", SHARES)
def test_files_are_understood(part: str, found: list[Outcome]) -> None:
    asked = [one for one in found if part in one.asked]
    missed = [f"{one.name}: {one.misses[part]}" for one in asked if part in one.misses]
    assert len(missed) <= (1 - SHARES[part]) * len(asked), missed


def test_a_column_of_stops_is_never_taken_for_something_else(found: list[Outcome]) -> None:
    stops = {
        table.name
        for table in known_tables()
        if any(column.fields == {"status"} for column in table.columns)
    }
    assert stops
    assert not [one.misses for one in found if one.name in stops and "fields" in one.misses]


def test_the_tables_are_the_same_each_time_and_none_is_told_twice() -> None:
    names = [table.name for table in known_tables()]
    assert len(set(names)) == len(names) >= 90
    assert all(table.rows() == table.rows() for table in known_tables()[::10])
