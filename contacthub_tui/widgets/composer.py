"""Where a message is written. Enters: whom it goes to, what is kept of it. Leaves: `Changed` with
every key, `SendWanted` with the text as it is to be sent.

Tags are completed as they are typed, and shown with the values of this contact.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import TextArea

from contacthub_tui.domain.merge_tags import Merged, merge, read_tags, values_of
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.preference_words import preference_words, why_words
from contacthub_tui.widgets.tag_offer import TaggedArea, TagOffer, size_text
from contacthub_tui.wording import field_label

GROUP_WRITING = mark("Writing")


class WritingArea(TaggedArea):
    """The text, with the keys that send it and scroll the thread."""

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

    def action_send(self) -> None:
        self.composer.send()

    def action_templates(self) -> None:
        self.post_message(Composer.TemplatesWanted(self.text))

    def action_scroll_thread(self, pages: int) -> None:
        self.post_message(Composer.ScrollWanted(pages))


class Composer(TagOffer):
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
        super().__init__(WritingArea())

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.tags
        yield _Told(self.below_text, id="below")
        yield _Told(self.closed_text, id="closed")

    @property
    def is_open(self) -> bool:
        """Whether something can be written."""
        return self.talk is not None and not self.talk.is_closed_to_us

    def show_text(self, text: str) -> None:
        """Put a text into it, with the cursor at its end."""
        if text != self.area.text:
            self.area.load_text(text)
            self.area.move_cursor(self.area.document.end)
        self.offer_nothing()

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
        self.offer_fitting()
        self.post_message(self.Changed(self.text))

    # What stands below

    def below_text(self, width: int) -> Content:
        """To the left the text as the contact reads it, where it has tags; to the right its
        size."""
        right = size_text(self._merged().text)
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
