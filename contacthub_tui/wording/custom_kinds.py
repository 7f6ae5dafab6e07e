"""What the kinds of custom fields are called. Enters: kinds. Leaves: a word, and what it holds."""

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.i18n import _, mark, pgettext

_KINDS: dict[CustomKind, tuple[str, str]] = {
    CustomKind.TEXT: (mark("Text"), mark("anything")),
    CustomKind.NUMBER: (mark("Number"), mark("an amount, points, a client number")),
    CustomKind.DATE: (mark("Date"), mark("a day of the calendar")),
    CustomKind.YES_NO: (mark("Yes or no"), mark("one of the two")),
    CustomKind.URL: (mark("Web address"), mark("a page or a profile")),
}


def custom_kind_label(kind: CustomKind) -> str:
    """The kind in a word or two."""
    if kind is CustomKind.NUMBER:
        return pgettext("amount", "Number")
    return _(_KINDS[kind][0])


def custom_kind_about(kind: CustomKind) -> str:
    """What values of the kind are, as a few words."""
    return _(_KINDS[kind][1])
