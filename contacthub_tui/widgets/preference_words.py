"""Preferences and their changes in words and signs. Enters: a status, a change. Leaves: content."""

from collections.abc import Iterable

from textual.content import Content

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import _, short_date
from contacthub_tui.widgets.contact_columns import SIGNS
from contacthub_tui.wording import change_reason, field_label, source_label

_COLOURS = {Status.SUBSCRIBED: "$success", Status.UNSUBSCRIBED: "$error"}


def sign(status: Status | None) -> Content:
    """`●` or `■` in its colour, `–` where nothing is stored."""
    if status is None:
        return Content.styled("–", "$muted")
    return Content.styled(SIGNS[status].text, _COLOURS[status])


def preference_words(change: PreferenceChange | None) -> Content:
    """`■ unsubscribed since 3 Mar 2025`, by the change that made it so."""
    status = change.after if change else None
    return Content.assemble(sign(status), " ", _since(change))


def why_words(change: PreferenceChange) -> str:
    """Where a change came from, and the reason that was given, on one line."""
    return ", ".join(filter(None, (source_label(change), change_reason(change))))


def standing_lines(numbers: Iterable[str], why: Iterable[PreferenceChange]) -> list[Content]:
    """What stands for some numbers, a line for each channel that has a preference."""
    held = {change.address: change for change in why}
    lines = []
    for number in numbers:
        said = Content(spell(number))
        for channel in Channel:
            change = held.get(Address(channel, number))
            if change is None:
                continue
            label = Content.styled(f"   {field_label(str(channel)):9}", "$muted")
            because = Content.styled(f"  {why_words(change)}", "$muted")
            lines.append(said + label + preference_words(change) + because)
            said = Content(" " * said.cell_length)
        if said.plain.strip():
            lines.append(said + Content.styled(f"   {_('no preference')}", "$muted"))
    return lines


def _since(change: PreferenceChange | None) -> str:
    if change is None:
        return _("no preference")
    if change.after is Status.SUBSCRIBED:
        return _("subscribed since {date}").format(date=short_date(change.at[:10]))
    return _("unsubscribed since {date}").format(date=short_date(change.at[:10]))
