"""Short words for codes: why a row fails, what a field, a state and a preference are called."""

import re

from contacthub_tui.domain.consent import PreferenceChange, Source
from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_run import PASTED, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, number, pgettext

#: What a merge writes where the stop of a number goes over to another one of the same person.
_MERGED_WITH = re.compile(r"merged with (\+\d+)")
#: What is written of a new number of somebody who said stop at another one.
_BLOCKED = mark("blocked by the gateway")
_STOPPED_AT = re.compile(r"unsubscribed at (\+\d+)")

_ROW_REASONS: dict[str, str] = {
    # RowProblem
    "no-number": mark("no number"),
    "not-a-number": mark("not a phone number"),
    "digits-lost": mark("digits lost by the spreadsheet"),
    "too-short": mark("number too short"),
    "too-long": mark("number too long"),
    "unknown-country": mark("unknown country code"),
    "invalid": mark("no such number in its country"),
    # What the planner says of a row whose number an earlier one had
    "duplicate": mark("number already in the file"),
    # RowProblem and RowWarning
    "landline": mark("fixed line, may not receive texts"),
    # RowWarning
    "bad-email": mark("not an email address, left out"),
    "bad-date": mark("not a date, left out"),
    "bad-status": mark("status not understood, no effect"),
    "bad-number": mark("not a number, left out"),
    "bad-yes-no": mark("neither yes nor no, left out"),
    "bad-url": mark("not a web address, left out"),
    "unknown-list": mark("no such list, left out"),
    "whatsapp-unreadable": mark("WhatsApp unreadable, left out"),
    "whatsapp-taken": mark("WhatsApp already taken, left out"),
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


_ORIGIN_LABELS: dict[Source, str] = {
    Source.OPERATOR: mark("Operator"),
    Source.IMPORT: mark("File import"),
    Source.INCOMING: mark("Incoming message"),
    Source.GATEWAY: mark("Gateway"),
}


def file_words(name: str, limit: int = 500) -> str:
    """The name of an imported file, harmless; of pasted cells what they are."""
    return _("pasted cells") if name == PASTED else safe(name, limit)


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


def origin_label(source: Source) -> str:
    """What kind of thing changed a preference, as a word."""
    return _(_ORIGIN_LABELS[source])


def change_reason(change: PreferenceChange, limit: int = 500, lines: bool = False) -> str:
    """The reason that a change of a preference was given; what the store wrote is translated."""
    if change.reason == _BLOCKED:
        return _(_BLOCKED)
    for pattern, said in (
        (_MERGED_WITH, _("merged with {number}")),
        (_STOPPED_AT, _("unsubscribed at {number}")),
    ):
        if found := pattern.fullmatch(change.reason):
            # Few commands say it, and the numbers of all countries take long to load.
            from contacthub_tui.domain.phone import spell  # noqa: PLC0415

            return said.format(number=spell(found[1]))
    return safe(change.reason, limit, lines)


def source_label(change: PreferenceChange) -> str:
    """Where a change of a preference came from, as a few words."""
    who = safe(change.who)
    if change.source is Source.IMPORT:
        if change.file_name and change.row:
            return _("imported ({file}, row {row})").format(
                file=file_words(change.file_name), row=number(change.row)
            )
        if change.file_name:
            return _("imported ({file})").format(file=file_words(change.file_name))
        return _("imported by {who}").format(who=who) if who else _("imported")
    if change.source is Source.INCOMING:
        return _("answered by text")
    if change.source is Source.GATEWAY:
        return _("told by the gateway")
    return _("by {who}").format(who=who) if who else _("by hand")
