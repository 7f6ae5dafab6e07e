"""Add a contact, or change one: what a form does, each in one transaction.

Enters: drafts. Leaves: contacts with their lists, preferences where an address had none, stops; or
what another operator changed meanwhile. Nothing here turns unsubscribed into subscribed.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from contacthub_tui.domain.consent import PreferenceChange, Source, Wish
from contacthub_tui.domain.contact import (
    TEXT_FIELDS,
    Address,
    Contact,
    CustomField,
    CustomKind,
    Status,
)
from contacthub_tui.domain.contact_edit import (
    FIXED_FIELDS,
    Conflict,
    Draft,
    custom_name,
    is_custom,
    merge,
    without_custom,
)
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.contacts import contacts_by_id
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.services.ledger import latest
from contacthub_tui.services.preferences import (
    grant,
    lock_preferences,
    now,
    statuses,
    unsubscribe,
)
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, execute_many, insert_many, new_ids, rows, rows_in

_COLUMNS = (
    "mobile", "whatsapp", *TEXT_FIELDS, "custom", "search", "sort_name", "updated_at", "updated_by"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AddressState:
    """What is kept of an address: the preference and its last change, and who else has it."""

    status: Status | None = None
    change: PreferenceChange | None = None
    holder: Contact | None = None


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """What a form shows: the contact (None for a new one), what it holds, what can be chosen."""

    contact: Contact | None
    draft: Draft
    lists: tuple[ListName, ...]
    fields: tuple[CustomField, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A contact that was saved.

    `theirs` are fields that another operator had changed and that are kept so. `lost_lists` and
    `lost_fields` (as `custom:7`) were chosen or filled in, and are no more. `stopped` are new
    numbers that are unsubscribed because the contact was so at another one.
    """

    contact_id: int
    theirs: tuple[str, ...] = ()
    lost_lists: tuple[int, ...] = ()
    lost_fields: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differs:
    """Nothing was saved: `who` changed the same fields at `at`. `stored` is the contact now,
    `merged` it with what was typed elsewhere.
    """

    conflicts: tuple[Conflict, ...]
    merged: Draft
    stored: OpenedForm
    who: str
    at: str


def open_form(contact_id: int | None) -> OpenedForm:
    """A form on a contact, or on a new one. Raises RefusedError contact-gone."""
    with session():
        fields = tuple(custom_fields())
        lists = list_names()
        if contact_id is None:
            return OpenedForm(None, Draft(), lists, fields)
        found = contacts_by_id([contact_id])
        if not found:
            raise RefusedError("contact-gone", contact=contact_id)
        return OpenedForm(found[0], _draft(found[0], fields), lists, fields)


def list_names() -> tuple[ListName, ...]:
    """Every list, by name. Call inside a session."""
    return tuple(ListName(i, n) for i, n in rows("SELECT id, name FROM contact_list ORDER BY 2"))


def address_state(address: Address, contact_id: int | None) -> AddressState:
    """What is kept of an address, and the other contact that has it, if one does."""
    changes = latest([address.number])
    with session():
        held = rows(
            f"SELECT id FROM contact WHERE {address.channel.value} = ?",  # noqa: S608 - our words
            (address.number,),
        )
        others = contacts_by_id([row[0] for row in held if row[0] != contact_id])
        status = statuses([address.number]).get(address)
    change = next((each for each in changes if each.address == address), None)
    return AddressState(status, change, others[0] if others else None)


def create_contact(draft: Draft, stopped: Collection[str], who: str) -> Saved:
    """Add a contact; numbers that are `stopped` are unsubscribed on every channel.

    Raises RefusedError: no-address; number-taken with the id of the contact that has it;
    field-retyped where a value no longer fits its custom field.
    """
    with transaction():
        lock_preferences()
        draft, lost_lists, lost_fields = _without_gone(draft)
        _check_addresses(draft, None)
        _check_kinds(Draft(), draft, custom_fields())
        (contact_id,) = new_ids("contact", 1)
        at = now()
        columns = ("id", *_COLUMNS, "created_at", "created_by")
        record = (contact_id, *_record(draft, at, who), at, who)
        insert_many("contact", columns, [record])
        met = _write_rest(contact_id, Draft(), draft, stopped, who)
    return Saved(contact_id, (), lost_lists, lost_fields, met)


def update_contact(
    contact_id: int,
    opened: Draft,
    typed: Draft,
    stopped: Collection[str],
    who: str,
) -> Saved | Differs:
    """Save what was typed since a contact was opened, beside what others saved meanwhile.

    Where it differs nothing is saved; who has picked saves again, as opened now. Raises
    RefusedError: contact-gone; no-address; number-taken with the id of the contact that has it;
    field-retyped where a value no longer fits its custom field.
    """
    with transaction():
        lock_preferences()
        form = open_form(contact_id)
        typed, lost_lists, lost_fields = _without_gone(typed)
        merged = merge(opened, form.draft, typed)
        if merged.conflicts and form.contact is not None:
            by, at = form.contact.updated_by, form.contact.updated_at
            return Differs(merged.conflicts, merged.draft, form, by, at)
        draft = merged.draft
        _check_addresses(draft, contact_id)
        _check_kinds(opened, draft, form.fields)
        if draft.values != form.draft.values:
            columns = ", ".join(f"{column} = ?" for column in _COLUMNS)
            execute(
                f"UPDATE contact SET {columns}, version = version + 1 WHERE id = ?",  # noqa: S608
                (*_record(draft, now(), who), contact_id),
            )
        met = _write_rest(contact_id, form.draft, draft, stopped, who)
    return Saved(contact_id, merged.theirs, lost_lists, lost_fields, met)


def _draft(contact: Contact, fields: Collection[CustomField]) -> Draft:
    values = {name: getattr(contact, name) or "" for name in FIXED_FIELDS}
    known = {field.id for field in fields}
    values |= {custom_name(i): text for i, text in contact.custom.items() if i in known}
    ids = rows("SELECT list_id FROM membership WHERE contact_id = ?", (contact.id,))
    kept = {name: text for name, text in values.items() if text}
    return Draft(kept, frozenset(row[0] for row in ids))


def _without_gone(typed: Draft) -> tuple[Draft, tuple[int, ...], tuple[str, ...]]:
    """What was typed without lists and custom fields that are no more, and those."""
    there = {row[0] for row in rows_in("SELECT id FROM contact_list WHERE id IN (…)", typed.lists)}
    known = {custom_name(field.id) for field in custom_fields()}
    gone = frozenset(name for name in typed.values if is_custom(name) and name not in known)
    kept = Draft(without_custom(typed, gone).values, typed.lists & there)
    return kept, tuple(sorted(typed.lists - there)), tuple(sorted(gone))


def _check_addresses(draft: Draft, contact_id: int | None) -> None:
    if not draft.addresses:
        raise RefusedError("no-address")
    for address in draft.addresses:
        channel = address.channel.value
        held = rows(f"SELECT id FROM contact WHERE {channel} = ?", (address.number,))  # noqa: S608
        if held and held[0][0] != contact_id:
            raise RefusedError(
                "number-taken", number=address.number, channel=channel, contact=held[0][0]
            )


def _check_kinds(opened: Draft, draft: Draft, fields: Collection[CustomField]) -> None:
    """A field may have another kind by now than when its value was typed."""
    for field in fields:
        value = draft.value(custom_name(field.id))
        typed = value != opened.value(custom_name(field.id))
        plain = field.kind is CustomKind.TEXT
        if value and typed and not plain and canonical(field.kind, value) != value:
            raise RefusedError("field-retyped", field=field.name)


def _record(draft: Draft, at: str, who: str) -> tuple[object, ...]:
    """The columns of a contact that a form writes, in their order."""
    mobile, whatsapp = draft.value("mobile") or None, draft.value("whatsapp") or None
    texts = {name: draft.value(name) for name in TEXT_FIELDS}
    custom = {str(field): text for field, text in draft.custom.items()}
    search, name = searchable(texts, draft.custom, mobile, whatsapp)
    held = json.dumps(custom, ensure_ascii=False)
    return (mobile, whatsapp, *texts.values(), held, search, name, at, who)


def _write_rest(
    contact_id: int, before: Draft, draft: Draft, stopped: Collection[str], who: str
) -> tuple[str, ...]:
    """The index of words, the lists, and the preferences of the addresses. Gives the numbers that
    are unsubscribed as their contact was at another one.
    """
    if before.values != draft.values:
        texts = {name: draft.value(name) for name in TEXT_FIELDS}
        mobile, whatsapp = draft.value("mobile") or None, draft.value("whatsapp") or None
        index_words([(contact_id, searchable(texts, draft.custom, mobile, whatsapp)[0])])
    execute_many(
        "INSERT INTO membership (list_id, contact_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(list_id, contact_id) for list_id in sorted(draft.lists - before.lists)],
    )
    execute_many(
        "DELETE FROM membership WHERE list_id = ? AND contact_id = ?",
        [(list_id, contact_id) for list_id in sorted(before.lists - draft.lists)],
    )
    numbers = [address.number for address in draft.addresses]
    had = statuses(numbers)
    for number in dict.fromkeys(numbers):
        if number in stopped:
            unsubscribe(number, who=who)
    # Whoever said stop is met at no other number, be it at one that the contact had or at one that
    # comes to it now. What is stopped by this form holds for the numbers it was chosen for.
    said_stop = {address.number for address, status in had.items() if status is Status.UNSUBSCRIBED}
    beside = (*before.addresses, *(each for each in draft.addresses if each.number in said_stop))
    wishes = [Wish(address, Status.SUBSCRIBED, beside=beside) for address in draft.addresses]
    grant(wishes, who=who, source=Source.OPERATOR)
    met = statuses([number for number in numbers if number not in stopped])
    return tuple(
        dict.fromkeys(
            address.number
            for address, status in met.items()
            if status is Status.UNSUBSCRIBED and address not in had
        )
    )
