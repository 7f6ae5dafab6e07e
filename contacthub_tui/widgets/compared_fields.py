"""The fields of two contacts as lines of text. Enters: both contacts and what was picked. Leaves:
rows, and the lines that show them side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from contacthub_tui.domain.contact import Channel, Contact, Status
from contacthub_tui.domain.merge import Side, field_value, filled_fields
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, ngettext, short_date
from contacthub_tui.widgets.contact_columns import SIGNS
from contacthub_tui.widgets.fields import BLANK
from contacthub_tui.wording import field_label
from contacthub_tui.wording.pairs import any_field_label

#: What becomes of numbers without a place is picked like a field: left keeps them in the note.
LEFT_OVER = "left_over"

GAP = 2
_LONGEST = 400
_MOST_LINES = 4
_WIDEST = 64  # cells of a column: what is compared stands near each other
_TICK, _NO_TICK = "✓ ", "  "
_STATUS = {Status.SUBSCRIBED: "$success", Status.UNSUBSCRIBED: "$error"}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both contacts; what is `united` from both sides or the same is not picked."""

    name: str
    label: str
    first: Content
    second: Content
    pickable: bool = True
    united: bool = False


def compared_rows(
    first: Contact, second: Contact, left: Sequence[str], custom_names: Mapping[int, str]
) -> list[Row]:
    """The fields that one of both has, their lists, and the numbers `left` without a place."""
    rows = [
        Row(
            name,
            any_field_label(name, custom_names),
            _value(name, first),
            _value(name, second),
            field_value(first, name) != field_value(second, name),
        )
        for name in filled_fields(first, second)
    ]
    if first.lists or second.lists:
        ours, theirs = (Content(", ".join(map(safe, one.lists))) for one in (first, second))
        rows.append(Row("lists", field_label("lists"), ours, theirs, pickable=False, united=True))
    if left:
        label = ngettext("Number left", "Numbers left", len(left))
        numbers = ", ".join(map(spell, left))
        keep = _("as a note: {numbers}").format(numbers=numbers)
        let_go = _("let go: {numbers}").format(numbers=numbers)
        rows.append(Row(LEFT_OVER, label, Content(keep), Content(let_go)))
    return rows


def _value(name: str, contact: Contact) -> Content:
    text = field_value(contact, name)
    if name in tuple(Channel) and text:
        status = contact.mobile_status if name == Channel.MOBILE else contact.whatsapp_status
        sign = (f" {SIGNS[status].text}", _STATUS[status]) if status else ""
        return Content.assemble(spell(text), sign)
    if name == "birth_date":
        return Content(short_date(text))
    return Content(safe(text, _LONGEST, lines=name == "note"))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows laid out in `width` cells: labels, then two columns."""

    rows: Sequence[Row]
    width: int

    @property
    def label_width(self) -> int:
        """Cells of the labels, the gap after them included."""
        longest = max((Content(row.label).cell_length for row in self.rows), default=0)
        return min(longest, max(10, self.width // 4)) + GAP

    @property
    def column_width(self) -> int:
        """Cells of each column."""
        return max(8, min(_WIDEST, (self.width - self.label_width - GAP) // 2))

    def head(self, first: Contact, second: Contact) -> Content:
        """What becomes of each contact, above its column."""
        heads = []
        for contact, becomes in ((first, _("stays")), (second, _("goes"))):
            changed = _("changed {when}").format(when=ago(contact.updated_at))
            head = Content.assemble(_NO_TICK, (becomes, "bold"), (f" · {changed}", "$muted"))
            if head.cell_length > self.column_width:
                head = Content.assemble(_NO_TICK, (becomes, "bold"))
            heads.append(head.truncate(self.column_width, ellipsis=True, pad=True))
        return Content(" " * self.label_width) + heads[0] + Content(" " * GAP) + heads[1]

    def lines(self, row: Row, side: Side, style: str = "") -> list[Content]:
        """A row: what is taken is ticked, what is not is grey; `style` is that of the cursor."""
        cells = []
        for value, of_side in ((row.first, Side.FIRST), (row.second, Side.SECOND)):
            taken = bool(value) if row.united else row.pickable and side in (of_side, Side.BOTH)
            cells.append(self._cell(value, taken=taken, grey=row.pickable and not taken))
        height = max(map(len, cells))
        blank = Content(" " * self.column_width)
        label = Content.styled(row.label, "$muted").truncate(
            self.label_width - GAP, ellipsis=True, pad=True
        )
        lines = []
        for number in range(height):
            head = label if number == 0 else Content(" " * (self.label_width - GAP))
            left, right = (cell[number] if number < len(cell) else blank for cell in cells)
            space = Content(" " * GAP)
            line = head + space + left + space + right
            line = line.pad_right(max(0, self.width - line.cell_length))
            lines.append(line.stylize(style) if style else line)
        return lines

    def _cell(self, value: Content, *, taken: bool, grey: bool) -> list[Content]:
        room = max(1, self.column_width - len(_TICK))
        lines = value.wrap(room) if value else [BLANK]
        if len(lines) > _MOST_LINES:
            cut = lines[_MOST_LINES - 1].truncate(room - 1)
            lines = [*lines[: _MOST_LINES - 1], cut + Content("…")]
        if grey:
            lines = [line.stylize_before("$muted") for line in lines]
        sign = Content.styled(_TICK, "bold $accent") if taken else Content(_NO_TICK)
        heads = [sign, *[Content(_NO_TICK)] * (len(lines) - 1)]
        return [
            (head + line).truncate(self.column_width, pad=True)
            for head, line in zip(heads, lines, strict=True)
        ]
