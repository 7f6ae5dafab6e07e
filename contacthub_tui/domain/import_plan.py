"""What each row of a file does to the contacts that are there. Pure: nothing is read or written.

Enters: candidates (rows as read) and the contacts that hold their addresses. Leaves: contacts to
create, changes to make, wishes for preferences, and a verdict for every row.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.contact import TEXT_FIELDS, Address, Channel, Status
from contacthub_tui.domain.import_run import Counts, Existing, ImportOptions, RowWarning
from contacthub_tui.domain.text import name_key


class Candidate(NamedTuple):
    """A row as read: values that a pipe can carry (lists, dicts, text, numbers, None).

    `others` are further valid numbers of the row, as [channel, number]. `warnings` hold
    [code, column index, value]. `problem` is a RowProblem or "duplicate"; `cells` are the original
    ones where the row must be reviewed, else empty.
    """

    row: int
    mobile: str | None
    whatsapp: str | None
    others: list[list[str]]
    status: str | None
    values: dict[str, str]
    custom: dict[str, str]
    lists: list[str]
    warnings: list[list[object]]
    problem: str | None
    problem_column: int
    cells: list[str]


#: What parts the names of lists in a cell, where all of it is not the name of one.
_LIST_SIGNS = re.compile(r"[,;|]")

#: The `problem` of a row whose address an earlier row of the file had.
DUPLICATE = "duplicate"


@dataclass(slots=True)
class Known:
    """A contact that is stored, as far as an import may change it."""

    id: int
    mobile: str | None
    whatsapp: str | None
    fields: dict[str, str]
    custom: dict[str, str]
    lists: set[int]


@dataclass(slots=True)
class Created:
    """A contact to make. `row` is where it came from."""

    row: int
    mobile: str | None
    whatsapp: str | None
    fields: dict[str, str]
    custom: dict[str, str]
    lists: set[int]


@dataclass(slots=True)
class Changed:
    """What a row changes of a known contact: field to (before, after); lists it joins."""

    row: int
    contact: Known
    fields: dict[str, tuple[str | None, str | None]]
    lists: set[int]


@dataclass(slots=True)
class RowNote:
    """A row to keep for review or undo."""

    row: int
    outcome: str
    reason: str = ""
    column: int = -1
    warnings: list[list[object]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    contact: Known | Created | None = None
    change: Changed | None = None


@dataclass(slots=True)
class Batch:
    """What a run of rows comes to. `kept` are the rows of numbers that stay unsubscribed."""

    created: list[Created] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every row of one import.

    `mapped` are the fields that some column goes to (`custom:…` for custom fields), which is what
    an overwriting import may clear; `column_fields` says which field each column goes to.
    `list_ids` maps keys of names (`name_key`) to lists, `always` are the lists every row joins.
    """

    options: ImportOptions
    mapped: frozenset[str]
    column_fields: Mapping[int, str]
    list_ids: Mapping[str, int]
    always: frozenset[int]


class Planner:
    """Plans rows one after the other against the contacts known so far."""

    def __init__(
        self,
        rules: Rules,
        known: Iterable[Known],
        unsubscribed: frozenset[Address],
        *,
        note_all: bool = False,
    ) -> None:
        """`known` are the contacts that hold any address of these rows; `unsubscribed` the
        addresses that were unsubscribed before this import began. With `note_all` every row gets
        a note, else those that are to be reviewed or undone."""
        self._rules = rules
        self._note_all = note_all
        self._unsubscribed = unsubscribed
        self._by_mobile: dict[str, Known] = {}
        self._by_whatsapp: dict[str, Known] = {}
        self._created: dict[Address, Created] = {}
        for contact in known:
            self._remember(contact)
        self.batch = Batch()

    def plan(self, candidates: Sequence[Candidate]) -> Batch:
        """Plan every row; gives the whole batch with its counts."""
        tally = dict.fromkeys(Counts.__slots__, 0)
        tally["rows"] = len(candidates)
        for candidate in candidates:
            if candidate.problem is not None:
                outcome = self._set_aside(candidate)
            else:
                outcome, warned, kept = self._bring_in(candidate)
                tally["warnings"] += warned
                tally["kept_unsubscribed"] += kept
            tally[outcome] += 1
        self.batch.counts = Counts(**tally)
        return self.batch

    def _set_aside(self, candidate: Candidate) -> str:
        outcome = "duplicate" if candidate.problem == DUPLICATE else "failed"
        self.batch.notes.append(
            RowNote(
                candidate.row,
                outcome,
                reason=candidate.problem or "",
                column=candidate.problem_column,
                cells=candidate.cells,
            )
        )
        # A stop holds whatever else is wrong with its row.
        if stops(candidate, self._rules.options):
            self._wish_stops(candidate, self._holder(candidate))
        return outcome

    def _holder(self, candidate: Candidate) -> Known | Created | None:
        """The contact that a row set aside is about, known or new: its first number decides."""
        for address in _addresses(candidate)[:1] or _others(candidate):
            by_number = self._by_mobile if address.channel is Channel.MOBILE else self._by_whatsapp
            if holder := by_number.get(address.number) or self._created.get(address):
                return holder
        return None

    def _bring_in(self, candidate: Candidate) -> tuple[str, bool, int]:
        warnings = list(candidate.warnings)
        contact, whatsapp = self._match(candidate, warnings)
        lists = set(self._rules.always)
        for name in candidate.lists:
            if (list_id := self._rules.list_ids.get(name_key(name))) is not None:
                lists.add(list_id)
                continue
            for part in filter(None, map(str.strip, _LIST_SIGNS.split(name))):
                list_id = self._rules.list_ids.get(name_key(part))
                if list_id is None:
                    warnings.append([RowWarning.UNKNOWN_LIST.value, -1, part])
                else:
                    lists.add(list_id)

        outcome, target, change = self._apply(candidate, contact, whatsapp, lists)
        self._wish(candidate, target, outcome, change)
        if warnings or change is not None or self._note_all:
            note = RowNote(candidate.row, outcome, warnings=warnings, contact=target, change=change)
            note.cells = candidate.cells
            self.batch.notes.append(note)
        kept = sum(
            Address(channel, number) in self._unsubscribed
            for channel, number in (
                (Channel.MOBILE, candidate.mobile),
                (Channel.WHATSAPP, candidate.whatsapp),
            )
            if number
        )
        if kept:
            self.batch.kept.append(candidate.row)
        return outcome, bool(warnings), kept

    def _match(
        self, candidate: Candidate, warnings: list[list[object]]
    ) -> tuple[Known | None, str | None]:
        """The contact a row is about, and the WhatsApp number it may have."""
        mobile, whatsapp = candidate.mobile, candidate.whatsapp
        by_mobile = self._by_mobile.get(mobile) if mobile else None
        by_whatsapp = self._by_whatsapp.get(whatsapp) if whatsapp else None
        if by_whatsapp is None or by_whatsapp is by_mobile:
            return by_mobile, whatsapp
        if by_mobile is None and (not mobile or not by_whatsapp.mobile):
            return by_whatsapp, whatsapp
        # Somebody with another mobile has this WhatsApp number: two people, not one.
        warnings.append([RowWarning.WHATSAPP_TAKEN.value, -1, whatsapp])
        return by_mobile, None

    def _apply(
        self, candidate: Candidate, contact: Known | None, whatsapp: str | None, lists: set[int]
    ) -> tuple[str, Known | Created, Changed | None]:
        if contact is None:
            created = Created(
                candidate.row,
                candidate.mobile,
                whatsapp,
                dict(candidate.values),
                dict(candidate.custom),
                lists,
            )
            self.batch.created.append(created)
            self._created |= dict.fromkeys(_addresses(created), created)
            return "created", created, None
        if self._rules.options.existing is Existing.SKIP:
            return "unchanged", contact, None
        changes = self._changes(candidate, contact, whatsapp)
        joins = lists - contact.lists
        if not changes and not joins:
            return "unchanged", contact, None
        self._change(contact, changes, joins)
        change = Changed(candidate.row, contact, changes, joins)
        self.batch.changed.append(change)
        return "updated", contact, change

    def _changes(
        self, candidate: Candidate, contact: Known, whatsapp: str | None
    ) -> dict[str, tuple[str | None, str | None]]:
        changes: dict[str, tuple[str | None, str | None]] = {}
        if candidate.mobile and candidate.mobile != contact.mobile:
            changes["mobile"] = (contact.mobile, candidate.mobile)
        if whatsapp and whatsapp != contact.whatsapp:
            changes["whatsapp"] = (contact.whatsapp, whatsapp)
        new = {**candidate.values, **{f"custom:{k}": v for k, v in candidate.custom.items()}}
        if self._rules.options.existing is Existing.OVERWRITE:
            # A cell that could not be read says nothing, so it clears nothing.
            unread = {self._rules.column_fields.get(warning[1]) for warning in candidate.warnings}  # type: ignore[call-overload]
            for name in self._rules.mapped - unread:
                new.setdefault(name, "")
        for name, after in new.items():
            before = _value(contact, name)
            if after != before:
                changes[name] = (before, after)
        return changes

    def _change(
        self, contact: Known, changes: dict[str, tuple[str | None, str | None]], joins: set[int]
    ) -> None:
        if contact.mobile and "mobile" in changes:
            self._by_mobile.pop(contact.mobile, None)
        if contact.whatsapp and "whatsapp" in changes:
            self._by_whatsapp.pop(contact.whatsapp, None)
        for name, (_, after) in changes.items():
            _set_value(contact, name, after)
        contact.lists |= joins
        self._remember(contact)

    def _remember(self, contact: Known) -> None:
        if contact.mobile:
            self._by_mobile[contact.mobile] = contact
        if contact.whatsapp:
            self._by_whatsapp[contact.whatsapp] = contact

    def _wish(
        self,
        candidate: Candidate,
        target: Known | Created,
        outcome: str,
        change: Changed | None,
    ) -> None:
        if stops(candidate, self._rules.options):
            self._wish_stops(candidate, target)
        elif outcome != "unchanged" or self._rules.options.existing is not Existing.SKIP:
            addresses = _addresses(target)
            held = (*addresses, *(_given_up(change) if change is not None else ()))
            beside = held if len(held) > 1 else ()
            self._wish_for(candidate.row, addresses, Status.SUBSCRIBED, beside)

    def _wish_stops(self, candidate: Candidate, target: Known | Created | None) -> None:
        """Stop every number of the row, and every number of the contact that it is about.

        Who says stop is not to be reached there on another channel either.
        """
        stopped = [
            *_addresses(candidate),
            *_others(candidate),
            *(_addresses(target) if target is not None else ()),
        ]
        numbers = dict.fromkeys(address.number for address in stopped)
        addresses = [Address(channel, number) for number in numbers for channel in Channel]
        self._wish_for(candidate.row, addresses, Status.UNSUBSCRIBED)

    def _wish_for(
        self,
        row: int,
        addresses: Iterable[Address],
        status: Status,
        beside: tuple[Address, ...] = (),
    ) -> None:
        self.batch.wishes += [Wish(address, status, row, beside) for address in addresses]


def stops(candidate: Candidate, options: ImportOptions) -> bool:
    """Whether a row stops its numbers."""
    return options.unsubscribe_all or candidate.status == Status.UNSUBSCRIBED.value


def _others(candidate: Candidate) -> list[Address]:
    return [Address(Channel(channel), number) for channel, number in candidate.others]


def _addresses(holder: Known | Created | Candidate) -> list[Address]:
    found = []
    if holder.mobile:
        found.append(Address(Channel.MOBILE, holder.mobile))
    if holder.whatsapp:
        found.append(Address(Channel.WHATSAPP, holder.whatsapp))
    return found


def _given_up(change: Changed) -> list[Address]:
    """The addresses that a contact had before a row gave it others."""
    had = ((channel, change.fields.get(channel, (None, None))[0]) for channel in Channel)
    return [Address(channel, number) for channel, number in had if number]


def _value(contact: Known, name: str) -> str:
    if name.startswith("custom:"):
        return contact.custom.get(name.removeprefix("custom:"), "")
    return contact.fields.get(name, "")


def _set_value(contact: Known, name: str, value: str | None) -> None:
    if name == "mobile":
        contact.mobile = value
    elif name == "whatsapp":
        contact.whatsapp = value
    elif name.startswith("custom:"):
        key = name.removeprefix("custom:")
        if value:
            contact.custom[key] = value
        else:
            contact.custom.pop(key, None)
    elif name in TEXT_FIELDS:
        contact.fields[name] = value or ""
