"""What gateways and refused wishes on messages say."""

from contacthub_tui.i18n import mark

SENDING_SENTENCES: dict[str, tuple[str, ...]] = {
    # GatewayError
    "gateway-away": (
        mark("The gateway cannot be reached. Messages wait and are sent when it is back."),
    ),
    "gateway-busy": (
        mark("The gateway asks for patience. Messages wait and are sent a little later."),
    ),
    "gateway-refuses": (
        mark(
            "The gateway refuses the credentials. Messages wait. Check the key and secret of the "
            "gateway."
        ),
    ),
    "gateway-unclear": (
        mark(
            "The gateway answered something that was not understood. What came in stays with it. "
            "It is asked again."
        ),
    ),
    "gateway-unknown": (
        mark("There is no gateway “{name}”. Nothing was sent. Choose another one in Settings."),
        mark("There is no such gateway. Nothing was sent. Choose another one in Settings."),
    ),
    # RefusedError
    "lease-lost": (
        mark(
            "Another program sends and receives now. Nothing was sent twice. This one waits until "
            "the other ends."
        ),
    ),
    "address-unsubscribed": (
        mark(
            "{number} is unsubscribed. Nothing was sent. Only a new consent of the person, written "
            "down by hand, changes that."
        ),
    ),
    "message-empty": (mark("The message is empty. Nothing was sent. Write something."),),
    "message-too-long": (
        mark("The message has {parts} parts, and at most {limit} can be sent. Shorten it."),
    ),
    "message-not-unknown": (
        mark("Somebody has decided on this message meanwhile. Nothing was changed."),
    ),
    "template-name-empty": (
        mark("A template needs a name with letters or digits. Nothing was changed."),
    ),
    "template-name-too-long": (
        mark("The name of a template has at most {limit} characters. Nothing was changed."),
    ),
    "template-name-taken": (
        mark("There is a template “{name}” already. Nothing was changed. Choose another name."),
    ),
    "template-gone": (mark("Somebody has deleted this template meanwhile. Nothing was changed."),),
    "send-nobody": (
        mark("Nobody of those chosen can get this message. Nothing was sent. Choose others."),
    ),
    "send-gone-on": (
        mark("This group message is no longer in that state. Nothing was changed. Look again."),
    ),
    "send-no-reason": (
        mark("Quiet hours are overridden with a reason only. Nothing was changed. Write it down."),
    ),
    "send-being-prepared": (
        mark("Another program prepares this group message. Nothing was changed. Wait a moment."),
    ),
}
