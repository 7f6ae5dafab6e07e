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
    "gateway-port": (
        mark(
            "Nothing can listen at {listen} on this machine. Messages wait. End the program that "
            "does, or choose another port in the settings of the gateway."
        ),
        mark(
            "Nothing can listen there on this machine. Messages wait. End the program that does, "
            "or choose another port in the settings of the gateway."
        ),
    ),
    "credentials-missing": (
        mark(
            "The gateway needs credentials: {names}. Messages wait. Set them in the environment "
            "or write them into {path}, which only you may read."
        ),
        mark(
            "The gateway needs credentials. Messages wait. Set them in the environment or in "
            "credentials.toml."
        ),
    ),
    "credentials-open": (
        mark(
            "Others than you can read {path}, so it was not used. Messages wait. Close it with: "
            "chmod 600 {path}"
        ),
        mark(
            "Others than you can read the credentials, so they were not used. Messages wait. "
            "Close the file with chmod 600."
        ),
    ),
    "credentials-unreadable": (
        mark(
            "The credentials in {path} cannot be read. Messages wait. Write them as: [sinch], and "
            'below it key = "…" and secret = "…".'
        ),
        mark(
            "The credentials cannot be read. Messages wait. Write them as: [sinch], and below it "
            'key = "…" and secret = "…".'
        ),
    ),
    "credentials-path": (
        mark(
            "The secret path of Kannel must have 16 letters, digits, - and _ or more, and nothing "
            "else. Messages wait. Choose another one, and write it into Kannel’s get-url, too."
        ),
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
