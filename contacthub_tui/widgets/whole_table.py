"""A table whose rows are all at hand: there are thousands of them, not millions.

Enters: the rows, in their order. Leaves: messages of the table.
"""

from collections.abc import Sequence

from contacthub_tui.widgets.windowed_table import Row, WindowedTable


class WholeTable(WindowedTable[Row]):
    """Shows all rows that there are, again whenever they are others."""

    def show_all(self, rows: Sequence[Row], at: int | None = None) -> None:
        """Show these rows. The cursor goes to the row of the key `at`, to the first where there is
        none of it; without a key it stays on its row, and in its place where that is gone.
        """

        async def page(start: int, size: int) -> Sequence[Row]:
            return rows[start : start + size]

        here, before = self.cursor_row, self.cursor
        key = at if at is not None or here is None else self.key_of(here)
        elsewhere = min(before, max(0, len(rows) - 1)) if at is None else 0
        places = (index for index, row in enumerate(rows) if self.key_of(row) == key)
        cursor = next(places, elsewhere)
        self.set_reactive(WholeTable.cursor, cursor)
        start = self.page_start()
        first = rows[start : start + self.page_size]
        self.show_rows(len(rows), page, first, start=start, keep_place=True)
        # Who has scrolled away is left there, unless the cursor has gone elsewhere.
        if at is not None or cursor != before:
            self.move_cursor(cursor)
