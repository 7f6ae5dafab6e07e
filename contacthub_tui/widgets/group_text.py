"""The text of a group send, as it is written: tags completed, counted, shown as one of the
recipients would read it.

Enters: contacts to show it with, the team's fields. Leaves: `Changed` with every key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import TextArea

from contacthub_tui.domain.contact import Contact, CustomField
from contacthub_tui.domain.merge_tags import Tag, merge, read_tags, tag_names, values_of
from contacthub_tui.domain.message_text import ROOM, size_of
from contacthub_tui.domain.text import name_key, safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.finder import Match, Matches
from contacthub_tui.widgets.note_area import NoteArea
from contacthub_tui.widgets.words import Words

GROUP_TEXT = mark("Message to many")

_LONGEST_TAG = 60


class GroupArea(NoteArea):
    """The lines that are typed. While tags are offered, arrows, enter and escape act on them."""

    async def _on_key(self, event: events.Key) -> None:
        # Before Textual's own, which types enter and moves the cursor.
        if isinstance(self.parent, GroupText) and self.parent.take_key(event.key):
            event.stop()
            event.prevent_default()


class GroupText(Widget):
    """The text, and below it how long it is and how somebody would read it."""

    DEFAULT_CSS = """
    GroupText { height: auto; layout: vertical; }
    GroupText GroupArea { height: auto; min-height: 3; max-height: 6; }
    GroupText Words { width: 1fr; height: auto; }
    """
    BINDINGS = [
        command(
            "ctrl+down",
            "person(1)",
            mark("Next person"),
            mark("Show the text as the next of the recipients would read it."),
            group=GROUP_TEXT,
        ),
        command(
            "ctrl+up",
            "person(-1)",
            mark("Person before"),
            mark("Show the text as the recipient before would read it."),
            group=GROUP_TEXT,
            show=False,
        ),
    ]

    people: reactive[Sequence[Contact]] = reactive((), init=False, repaint=False)
    fields: reactive[Sequence[CustomField]] = reactive((), init=False, repaint=False)

    @dataclass
    class Changed(Message):
        """Something was typed."""

        text: str

    def __init__(self) -> None:
        super().__init__()
        self.area = GroupArea()
        self._tags = Matches()
        self._person = 0

    def compose(self) -> ComposeResult:
        yield self.area
        yield self._tags
        yield Words(self.below_text, id="text-below")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.area.text

    def insert(self, text: str) -> None:
        """Write a text where the cursor is."""
        self.area.insert(text)

    def watch_people(self) -> None:
        self._person = 0
        self.refresh_words()

    def watch_fields(self) -> None:
        self.refresh_words()

    def refresh_words(self) -> None:
        """Tell again how long it is."""
        for words in self.query(Words):
            words.refresh(layout=True)

    def action_person(self, by: int) -> None:
        if self.people:
            self._person = (self._person + by) % len(self.people)
            self.refresh_words()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return len(self.people) > 1 if action == "person" else True

    # Tags

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.refresh_words()
        self._offer(self._fitting())
        self.post_message(self.Changed(self.text))

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

    def _fitting(self) -> list[Match]:
        begun = self._begun()
        if begun is None or len(begun) > _LONGEST_TAG:
            return []
        key = name_key(begun)
        return [
            Match(name, f"#{safe(name, _LONGEST_TAG)}#")
            for name in tag_names(self.fields)
            if name_key(name).startswith(key)
        ]

    def _offer(self, matches: Sequence[Match]) -> None:
        self._tags.matches = matches
        self._tags.cursor = 0
        self._tags.display = bool(matches)

    def take_key(self, key: str) -> bool:
        """Let a key act on the tags that are offered; False where it is for the text."""
        if not self._tags.display:
            return False
        if key in ("up", "down"):
            step = 1 if key == "down" else -1
            self._tags.cursor = (self._tags.cursor + step) % len(self._tags.matches)
        elif key == "enter":
            self._take(self._tags.matches[self._tags.cursor])
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
            self.area.replace(f"#{match.value}#", (row, column - len(begun) - 1), (row, column))
        self._offer(())

    def on_descendant_blur(self) -> None:
        self._offer(())

    # What stands below

    def below_text(self) -> Content:
        """Its size, then the text as somebody would read it."""
        tagged = read_tags(self.text, self.fields)
        person = self.people[self._person] if self.people else None
        merged = merge(tagged, values_of(person, person.mobile or "")).text if person else self.text
        return Content("\n").join(
            [_size_text(merged), self._read_as(tagged.unknown, person, merged)]
        )

    def _read_as(self, unknown: Sequence[str], person: Contact | None, merged: str) -> Content:
        if unknown:
            said = _("▲ #{name}# is no tag: it is sent as it stands.")
            return Content.styled(said.format(name=safe(unknown[0], 40)), "$warning")
        if not self.text:
            return Content.styled(_("# offers names and other fields"), "$muted")
        if person is None:
            return Content("")
        name = " ".join(filter(None, (person.first_name, person.last_name))) or person.alias
        return Content.assemble(
            (f"→ {safe(name or person.mobile or '', 40)}: ", "$accent"),
            (safe(merged, 400), "$muted"),
        )


def _size_text(text: str) -> Content:
    size = size_of(text)
    whole, each = ROOM[size.encoding]
    room = whole if size.parts <= 1 else each * size.parts
    count = max(1, size.parts)
    parts = ngettext("{n} part", "{n} parts", count).format(n=number(count))
    said = f"{size.encoding} · {number(size.units)}/{number(room)} · {parts}"
    return (
        Content.styled(f"■ {said}", "$error") if size.too_long else Content.styled(said, "$muted")
    )
