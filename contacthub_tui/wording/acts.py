"""What is said of an act on many contacts: its title, what it will do, what it did."""

from collections.abc import Sequence
from pathlib import Path

from contacthub_tui.domain.bulk import Act, ActCode, Report, Restored
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number

_TITLES = {
    ActCode.ADD_TO_LISTS: mark("Add to lists"),
    ActCode.REMOVE_FROM_LISTS: mark("Remove from lists"),
    ActCode.DELETE: mark("Delete contacts"),
    ActCode.UNSUBSCRIBE: mark("Unsubscribe contacts"),
}
_VERBS = {
    ActCode.ADD_TO_LISTS: mark("Add"),
    ActCode.REMOVE_FROM_LISTS: mark("Remove"),
    ActCode.DELETE: mark("Delete"),
    ActCode.UNSUBSCRIBE: mark("Unsubscribe"),
}
_MOST_NAMES = 5


def act_title(code: ActCode) -> str:
    """The title of the dialog that asks."""
    return _(_TITLES[code])


def act_verb(code: ActCode) -> str:
    """The word on the button that does it."""
    return _(_VERBS[code])


def act_sentences(act: Act, count: int) -> list[str]:
    """What will be done to so many contacts, and what stays as it is."""
    match act.code:
        case ActCode.ADD_TO_LISTS:
            will = ngettext(
                "{n} contact will be added to {lists}.",
                "{n} contacts will be added to {lists}.",
                count,
            )
            stays = []
        case ActCode.REMOVE_FROM_LISTS:
            will = ngettext(
                "{n} contact will be removed from {lists}.",
                "{n} contacts will be removed from {lists}.",
                count,
            )
            stays = [_("The contacts themselves stay.")]
        case ActCode.DELETE:
            will = ngettext("{n} contact will be deleted.", "{n} contacts will be deleted.", count)
            stays = [
                _("Those who unsubscribed stay unsubscribed."),
                _("Until your next action, z brings them back."),
            ]
        case ActCode.UNSUBSCRIBE:
            will = ngettext(
                "{n} contact will be unsubscribed, on every channel.",
                "{n} contacts will be unsubscribed, on every channel.",
                count,
            )
            stays = [
                _("Nothing is sent to their numbers any more, whoever imports them again."),
                _("Only proof of consent takes that back, one by one."),
            ]
    return [will.format(n=number(count), lists=_names(act)), *stays]


def act_report(act: Act, report: Report) -> str:
    """What was done, in one line."""
    return " · ".join([_done(act, report.touched), *_others(act, report)])


def restored_report(restored: Restored) -> str:
    """What came of bringing deleted contacts back, in one line."""
    if restored == Restored():
        return _("There is nothing left to bring back: something else was done meanwhile")
    said = [
        ngettext("{n} contact is back", "{n} contacts are back", restored.back).format(
            n=number(restored.back)
        )
    ]
    if restored.without:
        said.append(
            ngettext(
                "without {numbers}, which another contact has by now",
                "without {numbers}, which other contacts have by now",
                len(restored.without),
            ).format(numbers=_numbers(restored.without))
        )
    if restored.taken:
        said.append(
            ngettext(
                "still deleted, since another contact has its number by now: {numbers}",
                "still deleted, since other contacts have their numbers by now: {numbers}",
                len(restored.taken),
            ).format(numbers=_numbers(restored.taken))
        )
    if restored.left:
        said.append(
            ngettext("{n} not yet: z goes on", "{n} not yet: z goes on", restored.left).format(
                n=number(restored.left)
            )
        )
    return " · ".join(said)


def exported_report(path: Path, count: int | None, far_host: str) -> str:
    """What was written and where, in one line; `far_host` is a machine that is not the operator's.

    Without a count the export was stopped.
    """
    if count is None:
        return _("The export was stopped; nothing was written")
    text = ngettext(
        "{n} contact was written to {path}", "{n} contacts were written to {path}", count
    ).format(n=number(count), path=safe(str(path), 300))
    if far_host:
        text += _(" · the file is on {host}, where ContactHub runs").format(host=safe(far_host))
    return text


def _numbers(numbers: Sequence[str]) -> str:
    return _shortened([spell(each) for each in numbers])


def _done(act: Act, count: int) -> str:
    match act.code:
        case ActCode.ADD_TO_LISTS:
            did = ngettext(
                "{n} contact was added to {lists}", "{n} contacts were added to {lists}", count
            )
        case ActCode.REMOVE_FROM_LISTS:
            did = ngettext(
                "{n} contact was removed from {lists}",
                "{n} contacts were removed from {lists}",
                count,
            )
        case ActCode.DELETE:
            did = ngettext("{n} contact was deleted", "{n} contacts were deleted", count)
        case ActCode.UNSUBSCRIBE:
            did = ngettext("{n} contact was unsubscribed", "{n} contacts were unsubscribed", count)
    return did.format(n=number(count), lists=_names(act))


def _others(act: Act, report: Report) -> list[str]:
    """Those that it did not change, and why."""
    said = []
    if report.already:
        said.append(_already(act.code, report.already))
    if report.gone:
        said.append(
            ngettext("{n} was deleted meanwhile", "{n} were deleted meanwhile", report.gone).format(
                n=number(report.gone)
            )
        )
    if report.left:
        said.append(
            ngettext(
                "stopped before the last {n}", "stopped before the last {n}", report.left
            ).format(n=number(report.left))
        )
    return said


def _already(code: ActCode, count: int) -> str:
    match code:
        case ActCode.REMOVE_FROM_LISTS:
            said = ngettext("{n} was not there", "{n} were not there", count)
        case ActCode.UNSUBSCRIBE:
            said = ngettext("{n} was unsubscribed already", "{n} were unsubscribed already", count)
        case _:
            said = ngettext("{n} was there already", "{n} were there already", count)
    return said.format(n=number(count))


def _names(act: Act) -> str:
    return _shortened([safe(name, 40) for name in act.list_names])


def _shortened(names: list[str]) -> str:
    shown = names[:_MOST_NAMES]
    if more := len(names) - len(shown):
        shown.append(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
    return ", ".join(shown)
