"""A window on a long result. Enters: pages as they arrive. Leaves: rows by their index, or None."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")


class PageCache(Generic[Row]):
    """The pages used last of a result with `total` rows. One that came short is not asked again."""

    def __init__(self, total: int = 0, page_size: int = 100, most_pages: int = 60) -> None:
        self.total = total
        self.page_size = page_size
        self._most_pages = most_pages
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def get(self, index: int) -> Row | None:
        """The row at this index; None while its page has not come."""
        page, offset = divmod(index, self.page_size)
        rows = self._pages.get(page)
        return rows[offset] if rows is not None and offset < len(rows) else None

    def put(self, start: int, rows: Sequence[Row]) -> None:
        """Keep a page; `start` is the index of its first row, a multiple of `page_size`."""
        page = start // self.page_size
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > self._most_pages:
            self._pages.popitem(last=False)

    def first_missing(self, first: int, last: int) -> int | None:
        """The start of the first page between two rows (both inside) that has not come."""
        first, last = max(0, first), min(last, self.total - 1)
        if last < first:
            return None
        for page in range(first // self.page_size, last // self.page_size + 1):
            if page not in self._pages:
                return page * self.page_size
            self._pages.move_to_end(page)
        return None

    def missing(self, *spans: tuple[int, int]) -> int | None:
        """The start of the first page that has not come, in the first span that lacks one."""
        starts = (self.first_missing(first, last) for first, last in spans)
        return next((start for start in starts if start is not None), None)

    def loaded(self, first: int, last: int) -> Iterator[Row]:
        """The rows between two indexes (both inside) that are at hand, in no promised order."""
        for page, rows in self._pages.items():
            start = page * self.page_size
            if start <= last and start + len(rows) > first:
                yield from rows[max(0, first - start) : last - start + 1]
