"""Group sends in words. Enters: states, counts. Leaves: labels and sentences."""

from collections.abc import Iterable

from contacthub_tui.domain.group_send import GroupSend, Quiet, SendState
from contacthub_tui.domain.message import MessageState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, day_of, mark, ngettext, number, pgettext, time_of_day

_STATES = {
    SendState.PREPARING: ("…", "muted", mark("Being prepared")),
    SendState.READY: ("▲", "attention", mark("Not started")),
    SendState.SENDING: ("⟳", "accent", mark("Being sent")),
    SendState.PAUSED: ("‖", "attention", mark("Paused")),
    SendState.CANCELLED: ("■", "muted", mark("Stopped")),
    SendState.FINISHED: ("✓", "good", mark("Finished")),
}


def send_state(state: SendState) -> tuple[str, str]:
    """`✓ Finished`, and its role."""
    sign, role, label = _STATES[state]
    return f"{sign} {_(label)}", role


def message_state(state: MessageState) -> str:
    """What a report calls the messages of a state."""
    return {
        MessageState.QUEUED: pgettext("messages", "Queued"),
        MessageState.CLAIMED: pgettext("messages", "Handing over"),
        MessageState.SENT: pgettext("messages", "Sent"),
        MessageState.DELIVERED: pgettext("messages", "Delivered"),
        MessageState.FAILED: pgettext("messages", "Failed"),
        MessageState.LEFT_OUT: pgettext("messages", "Left out"),
        MessageState.UNKNOWN: pgettext("messages", "Unknown"),
    }.get(state, str(state))


def people(count: int) -> str:
    """`1,204 people`"""
    return ngettext("{n} person", "{n} people", count).format(n=number(count))


def to_whom(names: Iterable[str], limit: int = 40) -> str:
    """The names of lists, or what was chosen, in a line."""
    return ", ".join(safe(name, limit) for name in names)


def about_send(send: GroupSend) -> str:
    """To whom a group send goes."""
    return to_whom(send.about) or _("chosen contacts")


_ZONES = {
    "Europe/Paris": mark("France"),
    "Indian/Reunion": mark("Réunion"),
    "Indian/Mayotte": mark("Mayotte"),
    "America/Guadeloupe": mark("Guadeloupe"),
    "America/Cayenne": mark("French Guiana"),
    "America/Martinique": mark("Martinique"),
}


def quiet_sentence(quiet: Quiet) -> str:
    """`held until 08:00, 3 Mar 2026: quiet hours (France)`"""
    zone = _ZONES.get(quiet.zone)
    return _("held until {time}, {day}: quiet hours ({country})").format(
        time=time_of_day(quiet.until),
        day=day_of(quiet.until),
        country=_(zone) if zone else safe(quiet.zone, 40),
    )
