"""Titles of columns are not cut, in either language, where their tables have little room."""

from collections.abc import Iterable
from typing import Any

import pytest
from rich.cells import cell_len

from contacthub_tui import i18n
from contacthub_tui.widgets import contact_columns, run_table
from contacthub_tui.widgets.columns import Column
from contacthub_tui.widgets.results_table import ResultsTable

SORT_SIGN = 2  # a blank and an arrow


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "columns", [contact_columns.STANDARD, run_table.COLUMNS, ResultsTable().columns]
)
def test_a_title_fits_its_column_with_the_sign_of_the_sort(
    columns: Iterable[Column[Any]], language: str
) -> None:
    i18n.set_language(language)
    for column in columns:
        sign = SORT_SIGN if column.sorts else 0
        assert cell_len(i18n._(column.title)) + sign <= column.width, column.name
