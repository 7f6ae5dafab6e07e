"""Keys that are typed while a screen is on its way. Enters: keys. Leaves: the same keys, in the
order in which they were typed, once the screen is there.

Textual gives a key to what has the focus at that moment, while the key of a command acts only when
it has come up to the app: what is typed behind a key that opens a screen would act on the screen
that is left.
"""

from typing import ClassVar

from textual import events
from textual.app import App
from textual.timer import Timer

_LONGEST = 2.0  # seconds that keys are held at most, whatever becomes of the screen


class TypedAhead(App[str], inherit_bindings=False):
    """An app that holds keys back from the key of an opening command until `let_keys_go`."""

    #: The actions that open a screen to type into.
    OPENING: ClassVar[frozenset[str]] = frozenset()

    _held: list[events.Key] | None = None  # None: keys act at once
    _limit: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        # A key that was forwarded comes up from a widget: it was typed before.
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._held is not None:
                self._held.append(event)
                return
            if self._is_opening(event.key):
                self._held = []
                self._limit = self.set_timer(_LONGEST, self.let_keys_go)
        await super().on_event(event)

    def _is_opening(self, key: str) -> bool:
        active = self.screen.active_bindings.get(key)
        return active is not None and active.enabled and active.binding.action in self.OPENING

    def let_keys_go(self) -> None:
        """Let the keys act that are held, after all that is to be done by now: a focus is set."""
        if self._limit is not None:
            self._limit.stop()
            self._limit = None
        self.call_later(self._act_on_held)

    async def _act_on_held(self) -> None:
        while self._held:
            await super().on_event(self._held.pop(0))
        self._held = None
