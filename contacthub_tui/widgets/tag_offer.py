"""The tags that fit what is typed, below a text. Enters: keys, the team's fields. Leaves: the text
with the tag that was taken.
"""

from collections.abc import Sequence

from textual import events, on
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.merge_tags import Tag, read_tags, tag_names
from contacthub_tui.domain.message_text import ROOM, size_of
from contacthub_tui.domain.text import name_key, safe
from contacthub_tui.i18n import ngettext, number
from contacthub_tui.widgets.finder import Match, Matches
from contacthub_tui.widgets.note_area import NoteArea

_LONGEST_TAG = 60


class TaggedArea(NoteArea):
    """A text. While tags are offered, arrows, enter, tab and escape act on them."""

    async def _on_key(self, event: events.Key) -> None:
        # Before Textual's own, which types enter and moves the cursor.
        if isinstance(self.parent, TagOffer) and self.parent.take_key(event.key):
            event.stop()
            event.prevent_default()


class TagOffer(Widget):
    """What has a text (`area`) and, below it, the tags that it could go on with (`tags`)."""

    fields: reactive[Sequence[CustomField]] = reactive((), init=False, repaint=False)

    def __init__(self, area: TaggedArea) -> None:
        super().__init__()
        self.area = area
        self.tags = Matches()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.area.text

    def insert(self, text: str) -> None:
        """Write a text where the cursor is."""
        self.area.insert(text)

    def offer_fitting(self) -> None:
        """Offer the tags that begin with what is typed of one."""
        begun = self._begun()
        if begun is None or len(begun) > _LONGEST_TAG:
            self._offer(())
            return
        key = name_key(begun)
        self._offer(
            [
                Match(name, f"#{safe(name, _LONGEST_TAG)}#")
                for name in tag_names(self.fields)
                if name_key(name).startswith(key)
            ]
        )

    def offer_nothing(self) -> None:
        """Offer no tags any more."""
        self._offer(())

    def _offer(self, matches: Sequence[Match]) -> None:
        self.tags.matches = matches
        self.tags.cursor = 0
        self.tags.display = bool(matches)

    def _begun(self) -> str | None:
        """What is typed of a tag before the cursor; None where no tag is begun."""
        row, column = self.area.cursor_location
        line = self.area.document.get_line(row)[:column]
        place = line.rfind("#")
        if place < 0 or not self.area.has_focus:
            return None
        pieces = read_tags(line, self.fields).pieces
        if pieces and isinstance(pieces[-1], Tag):
            return None
        return line[place + 1 :]

    def take_key(self, key: str) -> bool:
        """Let a key act on the tags that are offered; False where it is for the text."""
        tags = self.tags
        if not tags.display:
            return False
        if key in ("up", "down"):
            step = 1 if key == "down" else -1
            tags.cursor = (tags.cursor + step) % len(tags.matches)
        elif key in ("enter", "tab"):
            self._take(tags.matches[tags.cursor])
        elif key == "escape":
            self._offer(())
        else:
            return False
        return True

    @on(Matches.Clicked)
    def _clicked(self, event: Matches.Clicked) -> None:
        event.stop()
        self._take(event.match)

    def _take(self, match: Match) -> None:
        begun = self._begun()
        if begun is not None:
            row, column = self.area.cursor_location
            start = (row, column - len(begun) - 1)
            self.area.replace(f"#{match.value}#", start, (row, column))
        self._offer(())

    def on_descendant_blur(self) -> None:
        self._offer(())


def size_text(text: str) -> Content:
    """How long a message is: its encoding, its units of those there is room for, its parts."""
    size = size_of(text)
    whole, each = ROOM[size.encoding]
    room = whole if size.parts <= 1 else each * size.parts
    count = max(1, size.parts)
    parts = ngettext("{n} part", "{n} parts", count).format(n=number(count))
    said = f"{size.encoding} · {number(size.units)}/{number(room)} · {parts}"
    return (
        Content.styled(f"■ {said}", "$error") if size.too_long else Content.styled(said, "$muted")
    )
