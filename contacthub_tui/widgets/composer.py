"""Where a message is written. Enters: whom it goes to, what is kept of it. Leaves: `Changed` with
every key, `SendWanted` with the text as it is to be sent.

Tags are completed as they are typed, and shown with the values of this contact.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import TextArea

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.merge_tags import Merged, Tag, merge, read_tags, tag_names, values_of
from contacthub_tui.domain.message_text import ROOM, size_of
from contacthub_tui.domain.text import name_key, safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.finder import Match, Matches
from contacthub_tui.widgets.note_area import NoteArea
from contacthub_tui.widgets.preference_words import preference_words, why_words
from contacthub_tui.wording import field_label

GROUP_WRITING = mark("Writing")

_LONGEST_TAG = 60


class WritingArea(NoteArea):
    """The text. While tags are offered, arrows, enter, tab and escape act on them."""

    BINDINGS = [
        command("ctrl+s", "send", mark("Send"), mark("Send the message."), group=GROUP_WRITING),
        command(
            "f4",
            "templates",
            mark("Templates"),
            mark("Take a text that is kept, or keep this one."),
            group=GROUP_WRITING,
        ),
        command(
            "pageup",
            "scroll_thread(-1)",
            mark("Page up"),
            mark("Read further up in the thread."),
            group=GROUP_WRITING,
            show=False,
        ),
        command(
            "pagedown",
            "scroll_thread(1)",
            mark("Page down"),
            mark("Read further down in the thread."),
            group=GROUP_WRITING,
            show=False,
        ),
    ]

    @property
    def composer(self) -> "Composer":
        """What it is the text of."""
        if not isinstance(self.parent, Composer):
            raise TypeError(self.parent)
        return self.parent

    async def _on_key(self, event: events.Key) -> None:
        # Before Textual's own, which types enter and moves the cursor.
        if self.composer.take_key(event.key):
            event.stop()
            event.prevent_default()

    def action_send(self) -> None:
        self.composer.send()

    def action_templates(self) -> None:
        self.post_message(Composer.TemplatesWanted(self.text))

    def action_scroll_thread(self, pages: int) -> None:
        self.post_message(Composer.ScrollWanted(pages))


class Composer(Widget):
    """The text, and below it how long it is; for an address that said stop, why it is closed."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Composer { height: auto; layout: vertical; }
    Composer WritingArea { height: auto; min-height: 1; max-height: 6; }
    Composer #below { height: 1; width: 1fr; }
    Composer #closed { height: auto; width: 1fr; display: none; }
    Composer.-closed #closed { display: block; }
    Composer.-closed WritingArea, Composer.-closed #below { display: none; }
    """

    talk: reactive[Talk | None] = reactive(None, init=False, repaint=False)
    fields: reactive[Sequence[CustomField]] = reactive((), init=False, repaint=False)

    @dataclass
    class Changed(Message):
        """Something was typed."""

        text: str

    @dataclass
    class SendWanted(Message):
        """This text, its tags filled in, is to be sent."""

        text: str

    @dataclass
    class TemplatesWanted(Message):
        """The operator wants the templates; `text` stands in the composer now."""

        text: str

    @dataclass
    class ScrollWanted(Message):
        """The thread is to be scrolled by so many pages."""

        pages: int

    def __init__(self) -> None:
        super().__init__()
        self.area = WritingArea()
        self._tags = Matches()

    def compose(self) -> ComposeResult:
        yield self.area
        yield self._tags
        yield _Told(self.below_text, id="below")
        yield _Told(self.closed_text, id="closed")

    @property
    def is_open(self) -> bool:
        """Whether something can be written."""
        return self.talk is not None and not self.talk.is_closed_to_us

    @property
    def text(self) -> str:
        """What is typed."""
        return self.area.text

    def show_text(self, text: str) -> None:
        """Put a text into it, with the cursor at its end."""
        if text != self.area.text:
            self.area.load_text(text)
            self.area.move_cursor(self.area.document.end)
        self._offer(())

    def insert(self, text: str) -> None:
        """Write a text where the cursor is."""
        self.area.insert(text)

    def watch_talk(self) -> None:
        self.set_class(not self.is_open, "-closed")
        self.refresh_words()

    def watch_fields(self) -> None:
        self.refresh_words()

    def refresh_words(self) -> None:
        """Tell again how long it is, or why nothing can be written."""
        for told in self.query(_Told):
            told.refresh(layout=told.id == "closed")

    def send(self) -> None:
        """Let the message be sent as this contact is to read it."""
        if self.is_open and self.text.strip():
            self.post_message(self.SendWanted(self._merged().text))

    # Tags

    def _merged(self) -> Merged:
        tagged = read_tags(self.text, self.fields)
        talk = self.talk
        if talk is None:
            return Merged(self.text)
        if talk.details is None:
            return merge(tagged, {"phone": talk.address.number})
        return merge(tagged, values_of(talk.details.contact, talk.address.number))

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
        elif key in ("enter", "tab"):
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
            start = (row, column - len(begun) - 1)
            self.area.replace(f"#{match.value}#", start, (row, column))
        self._offer(())

    def on_descendant_blur(self) -> None:
        self._offer(())

    # What stands below

    def below_text(self, width: int) -> Content:
        """To the left the text as the contact reads it, where it has tags; to the right its
        size."""
        size = size_of(self._merged().text)
        room = ROOM[size.encoding][0] if size.parts <= 1 else ROOM[size.encoding][1] * size.parts
        parts = ngettext("{n} part", "{n} parts", max(1, size.parts)).format(
            n=number(max(1, size.parts))
        )
        style = "$error" if size.too_long else "$muted"
        said = f"{size.encoding} · {number(size.units)}/{number(room)} · {parts}"
        right = Content.styled(f"■ {said}" if size.too_long else said, style)
        left = self._preview().truncate(max(0, width - right.cell_length - 2), ellipsis=True)
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)

    def _preview(self) -> Content:
        tagged = read_tags(self.text, self.fields)
        if tagged.unknown:
            name = safe(tagged.unknown[0], 40)
            return Content.styled(
                _("▲ #{name}# is no tag: it is sent as it stands.").format(name=name), "$warning"
            )
        merged = self._merged()
        if merged.missing:
            name = self._field_name(merged.missing[0])
            return Content.styled(_("▲ Missing here: {name}").format(name=name), "$warning")
        if tagged.tags:
            return Content.assemble(("→ ", "$accent"), (safe(merged.text, 300), "$muted"))
        if not self.text:
            return Content.styled(_("# offers names and other fields"), "$muted")
        return Content("")

    def _field_name(self, field: str | int) -> str:
        if isinstance(field, str):
            return field_label("mobile" if field == "phone" else field)
        return next((safe(each.name, 40) for each in self.fields if each.id == field), "")

    def closed_text(self, width: int) -> Content:
        """Why nothing can be written, and what to do."""
        change = self.talk.change if self.talk else None
        if change is None:
            return Content("")
        said = preference_words(change) + Content.styled(f"  {why_words(change)}", "$muted")
        lines = said.wrap(max(1, width))
        about = _("Nothing can be written to this number.")
        key = Content.assemble(
            (spell_key("h"), "bold $accent"), " ", _("History"), "   ",
            (spell_key("R"), "bold $accent"), " ", _("Resubscribe"),
        )  # fmt: skip
        return Content("\n").join([*lines, Content(about) + "  " + key])


class _Told(Widget):
    """A text that knows how wide it may be, asked for at every paint."""

    ALLOW_SELECT = False

    def __init__(self, text: Callable[[int], Content], *, id: str) -> None:
        super().__init__(id=id)
        self._text = text

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._text(width).wrap(max(1, width)))

    def render(self) -> Content:
        return self._text(self.content_size.width)
