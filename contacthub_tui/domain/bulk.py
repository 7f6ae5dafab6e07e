"""What is done to many contacts at once: to whom, what, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.errors import ContactHubError


class ActCode(StrEnum):
    """What can be done to chosen contacts."""

    ADD_TO_LISTS = "add-to-lists"
    REMOVE_FROM_LISTS = "remove-from-lists"
    UNSUBSCRIBE = "unsubscribe"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Act:
    """One of them with what it needs. Who speaks of it finds the words in `wording.acts`.

    `list_ids` are lists that there are, `new_lists` names of those to be made, `list_names` the
    names of all of them; `reason` is why someone unsubscribes.
    """

    code: ActCode
    list_ids: tuple[int, ...] = ()
    new_lists: tuple[str, ...] = ()
    list_names: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The contacts of some `ids`; where there are none, all that `query` finds but `without`.

    The order is that of `query` in both cases.
    """

    ids: frozenset[int] = frozenset()
    query: ContactQuery = field(default_factory=ContactQuery)
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the chosen contacts; the four numbers add up to all of them.

    `touched` were changed, `already` were so before, `gone` had been deleted meanwhile, `left` were
    not reached, since it was cancelled or an `error` stopped it. `deletion` names what can be taken
    back.
    """

    touched: int = 0
    already: int = 0
    gone: int = 0
    left: int = 0
    deletion: int | None = None
    error: ContactHubError | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of bringing deleted contacts back.

    `without` holds the addresses that some lack now, `taken` those of contacts that could not come
    back: others have them by now, so the contact itself is still kept. `left` were not reached
    since it was cancelled.
    """

    back: int = 0
    without: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    left: int = 0

    def __add__(self, other: "Restored") -> "Restored":
        return Restored(
            self.back + other.back,
            self.without + other.without,
            self.taken + other.taken,
            self.left + other.left,
        )
