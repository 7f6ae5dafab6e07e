"""What became of messages, in words. Enters: a message with a code. Leaves: a sentence."""

from contacthub_tui.domain.message import Message, MessageState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark

#: Why a message failed or was left out, by the codes of the outbox and of gateways.
_REASONS = {
    "unsubscribed": mark("the number unsubscribed before it was sent"),
    "cancelled": mark("the group message was cancelled"),
    "gateway-away": mark("the gateway could not be reached"),
    "busy": mark("the gateway took no more messages"),
    "gateway-refuses": mark("the gateway refused the credentials"),
    "gateway-unclear": mark("the gateway answered something that was not understood"),
    "rejected": mark("the gateway refused it"),
    "not-a-number-in-service": mark("no phone has this number"),
    "blocked": mark("the carrier blocks messages to this number"),
    "expired": mark("the phone was not reached in time"),
    "undelivered": mark("it did not reach the phone"),
    "phone-off": mark("the phone was off"),
    "refused-by-carrier": mark("the carrier refused it"),
    "text-refused": mark("the gateway refused its text"),
    "channel-not-carried": mark("the gateway does not carry this channel"),
    "no-answer": mark("the gateway did not answer"),
    "gateway-failed": mark("the gateway did not answer"),
    "dispatcher-died": mark("the program that sent it ended in between"),
}


def reason_words(message: Message) -> str:
    """`✗ not delivered: the phone was not reached in time`."""
    reason = reason_text(message.reason)
    left_out = message.state is MessageState.LEFT_OUT
    if not reason:
        return f"✗ {_('left out') if left_out else _('failed')}"
    said = _("left out: {reason}") if left_out else _("failed: {reason}")
    return f"✗ {said.format(reason=reason)}"


def reason_text(code: str) -> str:
    """`the phone was not reached in time`; a code that is not known as it is."""
    known = _REASONS.get(code)
    return _(known) if known else safe(code, 200)
