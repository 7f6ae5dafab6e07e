"""The lines of a text file, one by one. Enters: a path and its encoding. Leaves: lines.

Memory does not depend on the size of the file, nor on whether it has line ends at all. A line ends
with a line feed, a carriage return, or both; it keeps its end. Lines can be given back, so that a
record which turns out to be misread can be read again.
"""

import codecs
import sys
from collections import deque
from collections.abc import Generator, Iterator
from io import StringIO
from itertools import chain
from pathlib import Path

from contacthub_tui.errors import FileError
from contacthub_tui.importer.encoding import Encoding

#: Bytes read at once.
_BLOCK = 256 * 1024
#: The longest line, in characters: 16,384 cells of 512 characters.
MAX_LINE = 8 * 1024 * 1024


class TextLines:
    """Lines of a file in order. `taken` holds those handed out since its owner last cleared it.

    `lookahead` is how many lines one record may take beyond its first among lines given back;
    `gave_up` says that one wanted more.
    """

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self.consumed = 0
        self.taken: list[str] = []
        self.lookahead = sys.maxsize
        self.gave_up = False
        self._path = path
        self._encoding = encoding
        self._given_back: deque[str] = deque()
        self._blocks = self._read_blocks()
        self._source = chain.from_iterable(self._blocks)

    def __iter__(self) -> Iterator[str]:
        """The lines from here on. Raises FileError: too-big (reason: line), bad-encoding."""
        taken = self.taken
        while self._given_back:
            if len(taken) > self.lookahead:
                self.gave_up = True
                return
            line = self._given_back.popleft()
            taken.append(line)
            yield line
        self.lookahead = sys.maxsize
        for line in self._source:
            taken.append(line)
            yield line

    def give_back(self, lines: list[str]) -> None:
        """Lines to hand out again, to whoever iterates next."""
        self._given_back.extendleft(reversed(lines))

    def close(self) -> None:
        """Let go of the file."""
        self._blocks.close()

    def _read_blocks(self) -> Generator[StringIO, None, None]:
        decoder = codecs.getincrementaldecoder(self._encoding.name)(self._encoding.errors)
        held = ""
        first = True
        with self._path.open("rb") as file:
            while data := file.read(_BLOCK):
                self.consumed += len(data)
                try:
                    text = decoder.decode(data)
                except UnicodeError:
                    raise FileError("bad-encoding", encoding=self._encoding.name) from None
                if first:
                    text = text.lstrip("\ufeff")
                    first = not text
                held += text.replace("\0", "")
                end = _last_line_end(held)
                if end:
                    yield StringIO(held[:end], newline="")
                    held = held[end:]
                if len(held) > MAX_LINE or sum(map(len, self.taken)) > 2 * MAX_LINE:
                    raise FileError("too-big", reason="line", limit=MAX_LINE)
        # Control-Z: how DOS ended a text.
        rest = held.rstrip("\x1a")
        if rest:
            yield StringIO(rest, newline="")


def _last_line_end(text: str) -> int:
    """Where the last whole line ends; a return at the very end may still get its line feed."""
    feed = text.rfind("\n") + 1
    return feed or text.rfind("\r", 0, len(text) - 1) + 1
