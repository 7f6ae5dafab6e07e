"""The text of a group send, as it is written: tags completed, counted, shown as one of the
recipients would read it.

Enters: contacts to show it with, the team's fields. Leaves: `Changed` with every key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.merge_tags import merge, read_tags, values_of
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.tag_offer import TaggedArea, TagOffer, size_text
from contacthub_tui.widgets.words import Words

GROUP_TEXT = mark("Message to many")


class GroupText(TagOffer):
    """The text, and below it how long it is and how somebody would read it."""

    DEFAULT_CSS = """
    GroupText { height: auto; layout: vertical; }
    GroupText TaggedArea { height: auto; min-height: 3; max-height: 6; }
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

    @dataclass
    class Changed(Message):
        """Something was typed."""

        text: str

    def __init__(self) -> None:
        super().__init__(TaggedArea())
        self._person = 0

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.tags
        yield Words(self.below_text, id="text-below")

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
        self.offer_fitting()
        self.post_message(self.Changed(self.text))

    # What stands below

    def below_text(self) -> Content:
        """Its size, then the text as somebody would read it."""
        tagged = read_tags(self.text, self.fields)
        person = self.people[self._person] if self.people else None
        merged = merge(tagged, values_of(person, person.mobile or "")).text if person else self.text
        return Content("\n").join(
            [size_text(merged), self._read_as(tagged.unknown, person, merged)]
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
