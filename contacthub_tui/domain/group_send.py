"""One message to many: whom it would reach, how it stands. Pure data; times as in `message`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contacthub_tui.domain.contact import Channel
from contacthub_tui.domain.message import MessageState


class SendState(StrEnum):
    """Where a group send stands. READY waits to be started; FINISHED has nothing left to send."""

    PREPARING = "preparing"
    READY = "ready"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Recipients of a zone whose quiet hours hold now, and when these end (UTC)."""

    zone: str
    recipients: int
    until: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a group send would do now.

    `chosen` contacts = `without_address` + `unsubscribed` + `recipients`. `memberships` is how many
    places in the chosen lists they have together, so that `memberships - chosen` are duplicates.
    `missing` counts recipients without a value, by field of a tag; `too_long` those whose text has
    more parts than can be sent, who are left out as well.
    """

    chosen: int = 0
    memberships: int = 0
    without_address: int = 0
    unsubscribed: int = 0
    recipients: int = 0
    too_long: int = 0
    parts: int = 0
    longest: int = 0
    missing: Mapping[str | int, int] = field(default_factory=dict)
    zones: Mapping[str, int] = field(default_factory=dict)
    quiet: tuple[Quiet, ...] = ()
    unknown_tags: tuple[str, ...] = ()

    @property
    def duplicates(self) -> int:
        """Places in lists of contacts who are in another of the chosen lists, too."""
        return max(0, self.memberships - self.chosen)


@dataclass(frozen=True, slots=True)
class GroupSend:
    """A group send as it is listed. `about` says to whom: names of lists, or what was searched."""

    id: int
    channel: Channel
    text: str
    about: tuple[str, ...]
    state: SendState
    recipients: int
    who: str
    created_at: str
    started_at: str = ""
    finished_at: str = ""
    override_reason: str = ""
    override_who: str = ""


@dataclass(frozen=True, slots=True)
class SendReport:
    """What became of the messages of a group send; the counts add up to all of them.

    `held` wait for the end of quiet hours, and are among the queued ones.
    """

    send: GroupSend
    counts: Mapping[MessageState, int]
    held: tuple[Quiet, ...] = ()

    @property
    def total(self) -> int:
        """All messages, those that are left out included."""
        return sum(self.counts.values())

    def count(self, *states: MessageState) -> int:
        """How many messages have one of some states."""
        return sum(self.counts.get(state, 0) for state in states)
