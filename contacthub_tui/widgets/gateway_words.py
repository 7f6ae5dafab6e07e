"""How sending stands, as sentences. Enters: an overview. Leaves: lines with their signs."""

from collections.abc import Sequence

from contacthub_tui.domain.message import MessageState
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import GatewayError
from contacthub_tui.i18n import _, ago, ngettext, number
from contacthub_tui.services.gateway_overview import Overview
from contacthub_tui.wording import sentence

#: A line: whether it is well (None: neither), and what it says.
Line = tuple[bool | None, str]


def standing(now: Overview, missing: GatewayError | None) -> Sequence[Line]:
    """Who sends, how the gateway does, what waits."""
    return (_who(now), *_state(now, missing), _queue(now))


def _who(now: Overview) -> Line:
    lease = now.lease
    if lease is None or not lease.alive:
        # While nothing waits that is no fault: whoever opens the screens will do it.
        well = False if now.queued else None
        return well, _("No program sends and receives now. ContactHub or contacthub dispatch do.")
    since = ago(lease.since)
    return True, _("A program sends and receives; it began {since}.").format(since=since)


def _state(now: Overview, missing: GatewayError | None) -> Sequence[Line]:
    lines: list[Line] = []
    state = now.state
    if state.trouble:
        detail = f" ({safe(state.detail, 100)})" if state.detail else ""
        told = sentence(GatewayError(state.trouble, names=state.detail, path=state.detail))
        when = ago(state.trouble_at)
        said = _("{when}: {trouble}").format(when=when, trouble=told)
        lines.append((False, said if state.detail in told else said + detail))
    elif state.worked_at:
        lines.append((True, _("It last answered {when}.").format(when=ago(state.worked_at))))
    elif missing is None:
        lines.append((None, _("It has not been asked for anything yet.")))
    if missing is not None:
        lines.append((False, _("On this machine: {trouble}").format(trouble=sentence(missing))))
    return lines


def _queue(now: Overview) -> Line:
    waiting = ngettext("{n} message waits.", "{n} messages wait.", now.queued)
    text = waiting.format(n=number(now.queued))
    if now.unknown:
        unknown = ngettext(
            "Of {n} message nobody knows whether it was sent.",
            "Of {n} messages nobody knows whether they were sent.",
            now.unknown,
        )
        return False, f"{text} {unknown.format(n=number(now.unknown))}"
    return None, text


def trial(state: MessageState, reason: str) -> Line:
    """What became of the message that tries the gateway; `reason` as it is read."""
    match state:
        case MessageState.QUEUED | MessageState.CLAIMED:
            return None, _("The message waits to be sent.")
        case MessageState.SENT:
            return None, _("The gateway has the message; whether it arrives is not known yet.")
        case MessageState.DELIVERED:
            return True, _("The message was delivered.")
        case MessageState.UNKNOWN:
            return False, _("Nobody knows whether the message was sent: no answer came.")
    return False, _("The message was not sent: {reason}.").format(reason=reason)
