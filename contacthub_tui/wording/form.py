"""What a form says below its fields. Enters: problems and kinds as codes. Leaves: sentences."""

from contacthub_tui.domain.form_value import FieldProblem
from contacthub_tui.domain.import_run import DateOrder, RowProblem
from contacthub_tui.domain.phone_number import NumberKind
from contacthub_tui.i18n import _, mark

_PROBLEMS: dict[FieldProblem | RowProblem, str] = {
    RowProblem.NO_NUMBER: mark("There is no phone number in this."),
    RowProblem.NOT_A_NUMBER: mark("This is not a phone number."),
    RowProblem.DIGITS_LOST: mark("A spreadsheet has lost digits of this number."),
    RowProblem.TOO_SHORT: mark("This number has too few digits."),
    RowProblem.TOO_LONG: mark("This number has too many digits."),
    RowProblem.UNKNOWN_COUNTRY: mark("No country has this calling code."),
    RowProblem.INVALID: mark("Its country has no such number."),
    RowProblem.LANDLINE: mark("This is a fixed line."),
    FieldProblem.TOO_LONG_TEXT: mark("This is too long to be kept whole. Shorten it."),
    FieldProblem.SEVERAL_NUMBERS: mark("These are several numbers. Keep one."),
    FieldProblem.BAD_EMAIL: mark("An email address looks like name@example.org."),
    FieldProblem.SEVERAL_EMAILS: mark("These are several addresses. Keep one."),
    FieldProblem.NO_SUCH_DAY: mark("The calendar has no such day."),
    FieldProblem.FUTURE_DAY: mark("This day is still to come."),
    FieldProblem.BAD_NUMBER: mark("This is not a number."),
    FieldProblem.BAD_YES_NO: mark("This is neither yes nor no."),
    FieldProblem.BAD_URL: mark("A web address looks like https://example.org."),
}

_DATE_PATTERNS: dict[DateOrder, str] = {
    DateOrder.DAY_FIRST: mark("dd/mm/yyyy"),
    DateOrder.MONTH_FIRST: mark("mm/dd/yyyy"),
    DateOrder.YEAR_FIRST: mark("yyyy-mm-dd"),
}

_KINDS: dict[NumberKind, str] = {
    NumberKind.MOBILE: mark("mobile"),
    NumberKind.MAYBE_MOBILE: mark("mobile or fixed line"),
    NumberKind.LANDLINE: mark("fixed line, may not receive texts"),
    NumberKind.OTHER: mark("special number, may not receive texts"),
}


def problem_sentence(problem: FieldProblem | RowProblem, order: DateOrder) -> str:
    """Why a text is no value of its field; `order` is how dates are typed."""
    if problem is FieldProblem.BAD_DATE:
        return _("Type a date as {pattern}.").format(pattern=date_pattern(order))
    return _(_PROBLEMS[problem])


def date_pattern(order: DateOrder) -> str:
    """How a date is typed: `dd/mm/yyyy`."""
    return _(_DATE_PATTERNS[order])


def kind_label(kind: NumberKind) -> str:
    """What a phone number is, as a few words."""
    return _(_KINDS[kind])
