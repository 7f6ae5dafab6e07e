"""Codes become sentences. Enters: errors, reasons and states. Leaves: text for an operator.

A sentence says what happened, what was kept and what to do. Several sentences for one code go from
the most telling to the plainest: the first one whose details are all there is taken.
"""

import re
from collections.abc import Iterable
from string import Formatter

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_run import RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _, mark, number, pgettext

_SENTENCES: dict[str, tuple[str, ...]] = {
    # FileError
    "not-found": (
        mark("There is no file {path}. Nothing was imported. Check its name and folder."),
        mark("There is no such file. Nothing was imported. Check its name and folder."),
    ),
    "unreadable": (
        mark(
            "{path} cannot be opened ({problem}). Nothing was imported. "
            "Check that you may read it and that it is a file."
        ),
        mark(
            "The file cannot be opened. Nothing was imported. "
            "Check that you may read it and that it is a file."
        ),
    ),
    "password-protected": (
        mark(
            "The file is protected by a password. Nothing was imported. "
            "Open it, save a copy without password, and import the copy."
        ),
    ),
    "corrupt": (
        mark(
            "The file is damaged and cannot be read. Nothing was imported. "
            "Open it in a spreadsheet, save it again as .xlsx or .csv, and import that."
        ),
    ),
    "unsupported-format": (
        mark(
            "This kind of file cannot be imported. Nothing was imported. "
            "Save it as .csv, .xlsx, .xls, .xlsb or .ods, and import that."
        ),
    ),
    "too-big": (
        mark(
            "The file is too big: {limit} is the most that can be read. Nothing was imported. "
            "Save only the columns and rows you need, or split it, and import the parts."
        ),
        mark(
            "The file is too big to be read. Nothing was imported. "
            "Save only the columns and rows you need, or split it, and import the parts."
        ),
    ),
    "empty": (
        mark(
            "Sheet “{sheet}” holds no rows. Nothing was imported. Choose another sheet: {sheets}."
        ),
        mark("The file holds no rows. Nothing was imported. Check that it is the right file."),
    ),
    "no-phone-column": (
        mark(
            "No column holds phone numbers. Nothing was imported. "
            "Say which one does; the columns are: {headers}."
        ),
        mark("No column holds phone numbers. Nothing was imported. Say which one does."),
    ),
    "bad-encoding": (
        mark(
            "The file cannot be read in the encoding {encoding}. Nothing was imported. "
            "Choose another encoding, or leave it out to have it found."
        ),
        mark(
            "The text of the file is in no known encoding. Nothing was imported. "
            "Save it as UTF-8, and import that."
        ),
    ),
    "unknown-list": (
        mark(
            "There is no list “{name}”. Nothing was imported. Create it first, or check its name."
        ),
        mark("There is no such list. Nothing was imported. Create it first, or check its name."),
    ),
    "bad-mapping": (
        mark(
            "The column “{column}” cannot go to “{field}”. Nothing was imported. "
            "Check both names; the columns are: {headers}."
        ),
        mark(
            "The file has no column “{column}”. Nothing was imported. The columns are: {headers}."
        ),
        mark("The column “{column}” cannot go to “{field}”. Nothing was imported. Check both."),
        mark("The columns are matched in a way that cannot be done. Nothing was imported."),
    ),
    # StoreError
    "locked": (
        mark(
            "Another program is writing to the database and did not finish in time. "
            "Nothing was changed. Try again in a moment."
        ),
    ),
    "read-only": (
        mark(
            "The database {place} cannot be written to. Nothing was changed. "
            "Get permission to write the file and its folder, or choose another database."
        ),
        mark(
            "The database cannot be written to. Nothing was changed. "
            "Get permission to write the file and its folder, or choose another database."
        ),
    ),
    "full": (
        mark(
            "The disk is full. All that was saved before is kept, the last change is not. "
            "Make room and try again."
        ),
    ),
    "newer-schema": (
        mark(
            "A newer ContactHub wrote this database. Nothing was changed. "
            "Update ContactHub to the newer version."
        ),
    ),
    "not-contacthub": (
        mark(
            "{place} is not a ContactHub database. It was left as it is. "
            "Choose another file with --database."
        ),
        mark(
            "This is not a ContactHub database. It was left as it is. "
            "Choose another with --database."
        ),
    ),
    "damaged": (
        mark(
            "The database {place} is damaged. Nothing was changed. Keep a copy of the file, "
            "then run “contacthub doctor”, which says how to mend it."
        ),
        mark(
            "The database is damaged. Nothing was changed. Keep a copy of it, "
            "then run “contacthub doctor”, which says how to mend it."
        ),
    ),
    "away": (
        mark(
            "The database {place} cannot be reached ({reason}). All that was saved before is kept. "
            "Check that it is there and that its address is right, then try again."
        ),
        mark(
            "The database {place} cannot be reached. All that was saved before is kept. "
            "Check that it is there and that its address is right, then try again."
        ),
        mark(
            "The database cannot be reached. All that was saved before is kept. "
            "Check that it is there and that its address is right, then try again."
        ),
    ),
    "bad-url": (
        mark(
            "“{url}” is no address of a database. Nothing was opened. "
            "Write sqlite:///path or postgresql://user@host/name."
        ),
        mark(
            "The address of the database cannot be read. Nothing was opened. "
            "Write sqlite:///path or postgresql://user@host/name."
        ),
    ),
    "no-driver": (
        mark(
            "The driver for PostgreSQL is not installed. Nothing was opened. "
            "Install it: pip install 'contacthub-tui[postgres]'."
        ),
    ),
    # SettingsError
    "bad-config": (
        mark(
            "The settings in {path} cannot be read ({problem}). The file was left as it is. "
            "Correct it, or delete it to start from the defaults."
        ),
    ),
    "bad-setting": (
        mark(
            "“{value}” is not a value for the setting “{name}” (from {origin}). "
            "Nothing was opened. Correct it there."
        ),
    ),
}

#: Every code of an error that has a sentence of its own.
CODES = frozenset(_SENTENCES)

_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@\s]*(?=@)")

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


def sentence(error: ContactHubError) -> str:
    """What happened, what was kept, what to do. An unknown code gives a general sentence."""
    detail = {name: _spelled(value) for name, value in error.detail.items() if value is not None}
    for pattern in _SENTENCES.get(error.code, ()):
        if _places(pattern) <= detail.keys():
            return _(pattern).format_map(detail)
    return _("This could not be done ({code}). What was saved before is kept.").format(
        code=safe(error.code)
    )


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


def _places(pattern: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(pattern) if name}


def _spelled(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(safe(str(part), 60) for part in value)
    return safe(_PASSWORD.sub(r"\1:…", str(value)))
