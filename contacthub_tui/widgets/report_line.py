"""One line for what was done. Enters: a sentence. Leaves: nothing."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.text import safe


class ReportLine(Widget):
    """`✓ 214 contacts were deleted`, above the line of keys; nothing where nothing was done."""

    sentence: reactive[str] = reactive("", layout=True)

    def watch_sentence(self, text: str) -> None:
        self.display = bool(text)

    def on_mount(self) -> None:
        self.display = bool(self.sentence)

    def render(self) -> Content:
        return Content.assemble(("✓ ", "bold $success"), safe(self.sentence, 600))
