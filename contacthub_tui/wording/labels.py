"""Short words for codes: why a row fails, what a field, a state and a preference are called."""

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_run import RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, pgettext

_ROW_REASONS: dict[str, str] = {
    # RowProblem
    "no-number": mark("no number"),
    "not-a-number": mark("not a phone number"),
    "digits-lost": mark("digits lost by the spreadsheet"),
    "too-short": mark("too short for a phone number"),
    "too-long": mark("too long for a phone number"),
    "unknown-country": mark("unknown country code"),
    "invalid": mark("no such phone number in its country"),
    "taken": mark("number of another contact"),
    # RowProblem and RowWarning
    "landline": mark("fixed line, may not receive texts"),
    # RowWarning
    "bad-email": mark("not an email address, left out"),
    "bad-date": mark("not a date, left out"),
    "bad-status": mark("neither subscribed nor unsubscribed, left out"),
    "bad-number": mark("not a number, left out"),
    "bad-yes-no": mark("neither yes nor no, left out"),
    "bad-url": mark("not a web address, left out"),
    "unknown-list": mark("no such list, left out"),
    "whatsapp-unreadable": mark("WhatsApp number cannot be read, left out"),
    "whatsapp-taken": mark("WhatsApp number of another contact, left out"),
    "cut": mark("too long, cut"),
}

_FIELD_LABELS: dict[str, str] = {
    "first_name": mark("First name"),
    "last_name": mark("Last name"),
    "full_name": mark("Full name"),
    "mobile": mark("Mobile"),
    "whatsapp": mark("WhatsApp"),
    "status": mark("Status"),
    "email": mark("Email"),
    "lists": mark("Lists"),
    "alias": mark("Alias"),
    "birth_date": mark("Date of birth"),
    "location": mark("Location"),
    "country": mark("Country"),
    "note": mark("Note"),
}

_STATE_LABELS: dict[RunState, str] = {
    RunState.WAITING: mark("Waiting"),
    RunState.RUNNING: mark("Running"),
    RunState.FINISHED: mark("Finished"),
    RunState.CANCELLED: mark("Cancelled"),
    RunState.FAILED: mark("Failed"),
    RunState.INTERRUPTED: mark("Interrupted"),
    RunState.UNDOING: mark("Being undone"),
    RunState.UNDONE: mark("Undone"),
}

_STATUS_LABELS: dict[Status, str] = {
    Status.SUBSCRIBED: mark("Subscribed"),
    Status.UNSUBSCRIBED: mark("Unsubscribed"),
}


def row_reason(code: str) -> str:
    """Why a row fails or carries a warning, short enough for a column of a table."""
    reason = _ROW_REASONS.get(code)
    return _(reason) if reason else safe(code)


def field_label(field: str) -> str:
    """The name of a contact's field, as the form shows it."""
    if field == "state":
        return pgettext("contact", "State")
    label = _FIELD_LABELS.get(field)
    return _(label) if label else safe(field)


def state_label(state: RunState) -> str:
    """The state of an import run."""
    return _(_STATE_LABELS[state])


def status_label(status: Status) -> str:
    """A preference, as a word."""
    return _(_STATUS_LABELS[status])
