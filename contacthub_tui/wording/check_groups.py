"""What a check of a file found, in words: what a group of rows is, and what can be done about it.

Enters: the names of groups, as `domain.import_check` has them. Leaves: labels and advice.
"""

from contacthub_tui.domain.import_check import KEPT_GROUP, STOPPED_GROUP
from contacthub_tui.i18n import _, mark
from contacthub_tui.wording.labels import row_reason

_LABELS: dict[str, str] = {
    "created": mark("Rows that make a new contact"),
    "updated": mark("Rows that change a contact"),
    "unchanged": mark("Rows that change nothing"),
    "duplicate": mark("Duplicates inside the file"),
    "failed": mark("Rows that do not come in"),
    KEPT_GROUP: mark("Unsubscribed, and stay so"),
    STOPPED_GROUP: mark("Unsubscribed by this file"),
}

_ADVICE: dict[str, str] = {
    "duplicate": mark(
        "The first row with a number comes in, later ones do not; where one of them says stop, "
        "that counts. Join the rows in the file where the later one knows more."
    ),
    KEPT_GROUP: mark(
        "These people said stop before. Their contacts come in and stay unsubscribed: no import "
        "changes that."
    ),
    STOPPED_GROUP: mark(
        "These numbers will not be messaged any more, and undoing the import will not bring them "
        "back. If that is not meant, look at the status column, and at Options."
    ),
    "failed:no-number": mark(
        "No phone column has anything there. Fill the numbers in, or look in Columns whether a "
        "column of numbers was left out."
    ),
    "failed:not-a-number": mark(
        "The cell holds something else than a number. Put the number there, or look in Columns "
        "whether it is the right column."
    ),
    "failed:digits-lost": mark(
        "The spreadsheet has shortened these numbers, to 3.36E+10 for instance; their digits are "
        "gone. Format the column as text there, type the numbers again, and save."
    ),
    "failed:too-short": mark(
        "Digits are missing. Complete the numbers in the file, or look in Options whether numbers "
        "without a country code are of another country."
    ),
    "failed:too-long": mark(
        "There are more digits than a number has. Perhaps two stand in one cell: part them by a "
        "comma. Or look in Options whether numbers without a country code are of another country."
    ),
    "failed:unknown-country": mark(
        "No country has this code. Correct the beginning of these numbers in the file."
    ),
    "failed:invalid": mark(
        "Numbers like these are not given out there. Correct them in the file, or look in Options "
        "whether numbers without a country code are of another country."
    ),
    "failed:landline": mark(
        "Only mobiles are to come in, and these are fixed lines. Options can let them in."
    ),
    "warning:landline": mark(
        "These come in, but a fixed line may not receive texts. Options can leave them out."
    ),
    "warning:bad-email": mark(
        "These come in without their email. Correct it in the file, or later in the contact."
    ),
    "warning:bad-date": mark(
        "These come in without their date: there is no such day, or it is yet to come. Correct it "
        "in the file, or later in the contact."
    ),
    "warning:bad-status": mark(
        "It is neither a yes nor a stop, so it does nothing. Whoever wants no messages has to be "
        "unsubscribed by a clear word: write unsubscribed there."
    ),
    "warning:bad-number": mark("These come in without what a column of numbers should hold."),
    "warning:bad-yes-no": mark("These come in without an answer: write yes or no there."),
    "warning:bad-url": mark("These come in without their web address: it begins with http."),
    "warning:unknown-list": mark("These come in, but join no list of such a name."),
    "warning:whatsapp-unreadable": mark(
        "These come in without WhatsApp: what stands there is no number."
    ),
    "warning:whatsapp-taken": mark(
        "These come in without WhatsApp: the number is already that of somebody else."
    ),
    "warning:cut": mark("These come in with a value that is cut: it is longer than a field holds."),
}


def group_label(group: str) -> str:
    """What a group of rows is, short enough for a column of a table."""
    label = _LABELS.get(group)
    if label:
        return _(label)
    reason = row_reason(group.partition(":")[2])
    return reason[:1].upper() + reason[1:]


def group_advice(group: str) -> str:
    """Why rows are in a group, and what to do about it."""
    advice = _ADVICE.get(group)
    return _(advice) if advice else ""
