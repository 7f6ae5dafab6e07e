"""Find contacts that may be one person, among any number of them, and tell them apart for good.

Enters: nothing but the store. Leaves: pairs, the surest first, each with its reasons.

Every contact is read once and leaves the hashes of its keys. Those that share one are read again
and compared; a key that many share is no sign, and is said instead.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.likeness import KeyKind, Reason, Sketch, keys, likeness
from contacthub_tui.services.contacts import contacts_by_id
from contacthub_tui.services.preferences import now
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows, rows_in, value

#: So many may share a name, an email: each of them is compared with each. Of more, only those are
#: that also share a town, a date of birth or an email.
MOST_ALIKE = 6
#: Pairs found in one search. Nobody works through more in a day.
MOST_PAIRS = 100_000
#: Names and emails left out that are told by name.
_TOLD = 3
_PART = 5_000
_GROUPS = 1_000
#: How much of a search is over when every contact has been read.
_READ = 0.8

_COLUMNS = ", ".join(Sketch._fields)
_TOO_MANY = (KeyKind.EMAIL, KeyKind.NAME)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one, the older one first; `score` from 0 to 100 says how sure."""

    first_id: int
    second_id: int
    reasons: tuple[Reason, ...]
    score: int


@dataclass(frozen=True, slots=True)
class TooCommon:
    """A name or an email that many contacts have, and how many."""

    kind: KeyKind
    text: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: its pairs; how many names and emails were too common, with those
    that most have; whether there may be more pairs than were kept.
    """

    pairs: tuple[Pair, ...] = ()
    too_common: int = 0
    commonest: tuple[TooCommon, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with its contacts as they are now; None for one that is gone."""

    pair: Pair
    first: Contact | None
    second: Contact | None


class SearchStoppedError(Exception):
    """The operator stopped the search."""


def find_pairs(on_progress: Callable[[float], None], is_stopped: Callable[[], bool]) -> Found:
    """Search the whole store. `on_progress` is told how much is done, from 0 to 1.

    Nothing is locked meanwhile: a pair may be stale when it is looked at. Raises
    SearchStoppedError soon after `is_stopped` says so, and StoreError.
    """
    hashes = {kind: (array("q"), array("q")) for kind in KeyKind}
    with session():
        last = value("SELECT max(id) FROM contact") or 0
    for sketches in _all_sketches():
        _go_on(is_stopped)
        for sketch in sketches:
            for kind, key in keys(sketch):
                of_kind, ids = hashes[kind]
                of_kind.append(hash(key))
                ids.append(sketch.id)
        on_progress(_READ * min(1.0, sketches[-1].id / last) if last else _READ)
    with session():
        told_apart = set(rows("SELECT first_id, second_id FROM distinct_pair"))
    seen: set[tuple[int, int]] = set()
    pairs: list[Pair] = []
    common: list[tuple[int, int, KeyKind]] = []
    for done, kind in enumerate(KeyKind):
        small, large = _groups(*hashes.pop(kind))
        if kind in _TOO_MANY:
            common += [(len(group), group[0], kind) for group in large]
        for start in range(0, len(small), _GROUPS):
            _go_on(is_stopped)
            part = small[start : start + _GROUPS]
            pairs += _compared(part, seen, told_apart)
            share = (done + start / len(small)) / len(KeyKind)
            on_progress(_READ + (1 - _READ) * share)
            if len(pairs) >= MOST_PAIRS:
                break
    pairs.sort(key=lambda pair: (-pair.score, pair.first_id, pair.second_id))
    on_progress(1.0)
    common.sort(reverse=True)
    commonest = tuple(_told(common[:_TOLD]))
    return Found(tuple(pairs[:MOST_PAIRS]), len(common), commonest, len(pairs) >= MOST_PAIRS)


def _go_on(is_stopped: Callable[[], bool]) -> None:
    if is_stopped():
        raise SearchStoppedError


def _all_sketches() -> Iterator[list[Sketch]]:
    after = 0
    while True:
        with session():
            found = rows(
                f"SELECT {_COLUMNS} FROM contact WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608
                (after, _PART),
            )
        if not found:
            return
        after = found[-1][0]
        yield [Sketch(*row) for row in found]


def _groups(hashes: "array[int]", ids: "array[int]") -> tuple[list[list[int]], list[list[int]]]:
    """The ids that share a key: groups that are compared, and groups that are too large."""
    seen: set[int] = set()
    shared: dict[int, list[int]] = {}
    for one in hashes:
        if one in seen:
            shared[one] = []
        else:
            seen.add(one)
    for one, contact_id in zip(hashes, ids, strict=True):
        if one in shared:
            shared[one].append(contact_id)
    groups = list(shared.values())
    small = [group for group in groups if len(group) <= MOST_ALIKE]
    return small, [group for group in groups if len(group) > MOST_ALIKE]


def _compared(
    groups: Sequence[Sequence[int]],
    seen: set[tuple[int, int]],
    told_apart: set[tuple[int, ...]],
) -> Iterator[Pair]:
    with session():
        found = rows_in(
            f"SELECT {_COLUMNS} FROM contact WHERE id IN (…)",  # noqa: S608
            {contact_id for group in groups for contact_id in group},
        )
    sketches = {row[0]: Sketch(*row) for row in found}
    for group in groups:
        for pair in combinations(sorted(set(group) & sketches.keys()), 2):
            if pair in seen or pair in told_apart:
                continue
            seen.add(pair)
            alike = likeness(sketches[pair[0]], sketches[pair[1]])
            if alike is not None:
                yield Pair(*pair, alike.reasons, alike.score)


def _told(common: Iterable[tuple[int, int, KeyKind]]) -> Iterator[TooCommon]:
    for count, contact_id, kind in common:
        with session():
            found = rows(
                "SELECT first_name, last_name, email FROM contact WHERE id = ?", (contact_id,)
            )
        for first, last, email in found:
            text = email if kind is KeyKind.EMAIL else f"{first} {last}".strip()
            yield TooCommon(kind, text, count)


def shown_pairs(pairs: Sequence[Pair]) -> list[ShownPair]:
    """Pairs with their contacts as they are now."""
    ids = {contact_id for pair in pairs for contact_id in (pair.first_id, pair.second_id)}
    with session():
        found = {contact.id: contact for contact in contacts_by_id(sorted(ids))}
    return [ShownPair(p, found.get(p.first_id), found.get(p.second_id)) for p in pairs]


def tell_apart(first_id: int, second_id: int, *, who: str) -> None:
    """Never propose these two again. Does nothing where one of them is gone."""
    pair = (min(first_id, second_id), max(first_id, second_id))
    with transaction():
        execute(
            "INSERT INTO distinct_pair (first_id, second_id, at, who)"
            " SELECT a.id, b.id, ?, ? FROM contact a, contact b WHERE a.id = ? AND b.id = ?"
            " ON CONFLICT DO NOTHING",
            (now(), who, *pair),
        )


def propose_again(first_id: int, second_id: int) -> None:
    """Take back that these two are two people."""
    with transaction():
        execute(
            "DELETE FROM distinct_pair WHERE first_id = ? AND second_id = ?",
            (min(first_id, second_id), max(first_id, second_id)),
        )
