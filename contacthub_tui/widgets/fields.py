"""Labels and values one under the other. Enters: fields. Leaves: lines that fit a width, where a
long value goes on below itself and not below its label.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

BLANK = Content("")


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its label in grey before it; without a label it takes the width from `indent`
    on.
    """

    value: Content
    label: str = ""
    indent: int = 0


def field_lines(fields: Sequence[Field], width: int) -> list[Content]:
    """The fields as lines of at most `width` cells."""
    most = max(12, width // 2)
    labels = [Content(field.label).cell_length + 2 for field in fields]
    indent = max((length for length in labels if length <= most), default=2)
    lines: list[Content] = []
    for field in fields:
        if not field.label:
            blank = Content(" " * field.indent)
            lines.extend(blank + line for line in _wrapped(field.value, width - field.indent))
            continue
        label = Content.styled(field.label, "$muted")
        if label.cell_length > indent - 2 or _longest_word(field.value) > width - indent:
            # No room beside each other without breaking a word: the label stands above.
            lines.extend(_wrapped(label, width))
            lines.extend(Content("  ") + line for line in _wrapped(field.value, width - 2))
            continue
        rest = _wrapped(field.value, max(1, width - indent))
        lines.append(label.pad_right(indent - label.cell_length) + rest[0])
        lines.extend(Content(" " * indent) + line for line in rest[1:])
    return lines


def _longest_word(content: Content) -> int:
    return max(map(cell_len, content.plain.split()), default=0)


def _wrapped(content: Content, width: int) -> list[Content]:
    return list(content.wrap(max(1, width))) if content else [BLANK]


class FieldsView(Widget):
    """Fields as tall as they need; a subclass says which."""

    DEFAULT_CSS = "FieldsView { height: auto; }"

    def fields(self) -> Iterable[Field]:
        """What to show now, in the language in force."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(field_lines(list(self.fields()), width))

    def render(self) -> Content:
        return Content("\n").join(field_lines(list(self.fields()), self.content_size.width))
