"""Why two contacts may be one person, and what a merge does, in words.

Enters: codes, contacts, stops. Leaves: labels and sentences.
"""

from collections.abc import Iterable, Mapping, Sequence

from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.contact import Channel, Contact
from contacthub_tui.domain.likeness import Reason
from contacthub_tui.domain.merge import field_value, filled_fields
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext
from contacthub_tui.wording.labels import field_label

_REASONS: dict[Reason, str] = {
    Reason.SPELLING: mark("one number, two spellings"),
    Reason.OTHER_CHANNEL: mark("same number, other channel"),
    Reason.EMAIL: mark("same email"),
    Reason.NAME: mark("same name"),
    Reason.SWAPPED: mark("names swapped"),
    Reason.BIRTH_DATE: mark("same date of birth"),
    Reason.LOCATION: mark("same location"),
}

#: From this score on, out of 100, it is so sure.
_SURE = ((85, mark("very likely")), (60, mark("likely")), (0, mark("possible")))

#: Values that go which are told before a merge, and the characters of each.
_MOST_TOLD, _LONGEST = 6, 60


def reason_words(reasons: Iterable[Reason]) -> str:
    """The reasons in a row, the weightiest first."""
    return ", ".join(_(_REASONS[reason]) for reason in reasons)


def how_sure(score: int) -> str:
    """How sure a score of 0 to 100 is."""
    return _(next(words for least, words in _SURE if score >= least))


def any_field_label(name: str, custom_names: Mapping[int, str]) -> str:
    """The name of a field, `custom:7` for a custom one."""
    kind, _sign, key = name.partition(":")
    if not key:
        return field_label(kind)
    return safe(custom_names.get(int(key), ""), 40) or _("Custom field")


def goes_sentences(
    first: Contact, second: Contact, kept: Contact, custom_names: Mapping[int, str]
) -> list[str]:
    """Which values go with a merge; of numbers `left_sentences` tells."""
    lost = []
    for name in filled_fields(first, second):
        if name in tuple(Channel):
            continue
        stays = [field_value(kept, name)]
        if name == "note":
            stays = [value for value in (first.note, second.note) if value in kept.note]
        for value in dict.fromkeys((field_value(first, name), field_value(second, name))):
            if value and value not in stays:
                label = any_field_label(name, custom_names)
                lost.append(_("{field} “{value}”").format(field=label, value=safe(value, _LONGEST)))
    if not lost:
        return [_("Nothing that was filled in goes.")]
    told = ", ".join(lost[:_MOST_TOLD]) + (", …" if len(lost) > _MOST_TOLD else "")
    return [_("What goes: {values}.").format(values=told)]


def left_sentences(numbers: Sequence[str], *, in_note: bool) -> list[str]:
    """What becomes of numbers that have no place in the merged contact."""
    if not numbers:
        return []
    told = ", ".join(map(spell, numbers))
    if in_note:
        sentence = ngettext(
            "{numbers} is kept in the note only. Its preference stays for good.",
            "{numbers} are kept in the note only. Their preferences stay for good.",
            len(numbers),
        )
    else:
        sentence = ngettext(
            "{numbers} will belong to no contact. Its preference stays for good.",
            "{numbers} will belong to no contact. Their preferences stay for good.",
            len(numbers),
        )
    return [sentence.format(numbers=told)]


def stop_sentences(stops: Sequence[tuple[Wish, str]]) -> list[str]:
    """Which numbers a merge would unsubscribe, and for whose stop."""
    stopped: dict[str, dict[str, None]] = {}
    for wish, by in stops:
        stopped.setdefault(by, {})[wish.address.number] = None
    return [
        ngettext(
            "{by} is unsubscribed. They are one person, so a merge unsubscribes {numbers}, too.",
            "{by} is unsubscribed. They are one person, so a merge unsubscribes {numbers}, too.",
            len(numbers),
        ).format(by=spell(by), numbers=", ".join(map(spell, numbers)))
        for by, numbers in stopped.items()
    ]
