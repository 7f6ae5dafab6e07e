"""What a form says below a number and below its status. Enters: a number as read, what is kept of
it. Leaves: content.
"""

from textual.content import Content

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.form_value import Reading
from contacthub_tui.domain.phone import country_of
from contacthub_tui.domain.phone_number import NumberKind
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, short_date
from contacthub_tui.services.contact_edit import AddressState
from contacthub_tui.widgets.contact_columns import full_name
from contacthub_tui.widgets.form_field import BLANK, complaint
from contacthub_tui.widgets.preference_words import preference_words, sign, why_words
from contacthub_tui.wording.countries import country_name, names_are_read
from contacthub_tui.wording.form import kind_label


def number_says(reading: Reading, state: AddressState | None) -> Content:
    """`mobile, France`; a warning where no text may arrive, and who else has the number."""
    if not reading.value or reading.kind is None:
        return BLANK
    country = country_name(country_of(reading.value)) if names_are_read() else ""
    about = ", ".join(filter(None, (kind_label(reading.kind), country)))
    reachable = reading.kind in (NumberKind.MOBILE, NumberKind.MAYBE_MOBILE)
    said = Content.styled(safe(about), "$muted") if reachable else complaint(about)
    if state is not None and state.holder is not None:
        holder = full_name(state.holder) or state.holder.alias or _("Another contact")
        said += "\n" + complaint(_("{name} has this number.").format(name=safe(holder, 60)))
    return said


def fixed_status(
    has_number: bool, state: AddressState | None, other: AddressState | None = None
) -> Content | None:
    """What stands in place of the choice of a status; None where there is a choice.

    `other` is what is kept of the contact's other address.
    """
    if not has_number:
        return Content.styled("—", "$muted")
    if is_met(state, other):
        return Content.assemble(sign(Status.UNSUBSCRIBED), " ", _("unsubscribed"))
    if state is None or state.status is not Status.UNSUBSCRIBED:
        return None
    if state.change is None:
        return Content.assemble(sign(state.status), " ", _("unsubscribed"))
    return preference_words(state.change)


def is_met(state: AddressState | None, other: AddressState | None) -> bool:
    """Whether an address of which nothing is kept is stopped as its contact's other one is."""
    if state is None or other is None:
        return False
    return state.status is None and other.status is Status.UNSUBSCRIBED


def status_says(
    chosen: str, has_number: bool, state: AddressState | None, other: AddressState | None = None
) -> Content:
    """Since when and why a preference is so, and what the choice will do."""
    if not has_number:
        return BLANK
    if is_met(state, other):
        said = _("It will be unsubscribed too, as the contact is at the other number.")
        return Content.styled(said, "$muted")
    change = state.change if state else None
    if state is not None and state.status is Status.UNSUBSCRIBED:
        why = why_words(change) if change else ""
        said = _("It stays unsubscribed.")
        return Content.styled(safe(f"{why}. {said}" if why else said, 600), "$muted")
    if chosen == Status.UNSUBSCRIBED:
        return Content.styled(_("The number will be stopped on every channel."), "$error")
    if state is None or state.status is None or change is None:
        return BLANK
    since = _("since {date}").format(date=short_date(change.at[:10]))
    return Content.styled(safe(f"{since}, {why_words(change)}", 600), "$muted")
