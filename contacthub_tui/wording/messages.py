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
}


def reason_words(message: Message) -> str:
    """`✗ not delivered: the phone was not reached in time`."""
    known = _REASONS.get(message.reason)
    reason = _(known) if known else safe(message.reason, 200)
    left_out = message.state is MessageState.LEFT_OUT
    if not reason:
        return f"✗ {_('left out') if left_out else _('failed')}"
    said = _("left out: {reason}") if left_out else _("failed: {reason}")
    return f"✗ {said.format(reason=reason)}"
