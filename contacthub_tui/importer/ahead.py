"""Take the next frame while the last one is written. Enters: a generator. Leaves: its items.

The database lets go of the interpreter while it works, so that a thread can unpack meanwhile.
"""

import queue
import threading
from collections.abc import Callable, Generator
from typing import TypeVar

Item = TypeVar("Item")

#: Seconds after which a producer looks whether anybody still waits.
_GLANCE = 0.5


def ahead(items: Generator[Item], give_up: Callable[[], object]) -> Generator[Item]:
    """The items in their order, one of them taken in advance; what is raised there is raised here.

    Closing it calls `give_up`, which must make `items` end, and waits for that.
    """
    ready: queue.SimpleQueue[tuple[Item | None, BaseException | None]] = queue.SimpleQueue()
    # A frame is large: the next is unpacked once the last one is taken, not to be held beside it.
    taken = threading.Semaphore()
    given_up = threading.Event()

    def produce() -> None:
        try:
            while not given_up.is_set():
                if taken.acquire(timeout=_GLANCE):
                    ready.put((next(items), None))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            ready.put((None, error))
        finally:
            items.close()

    producer = threading.Thread(target=produce, name="ahead", daemon=True)
    producer.start()
    try:
        while True:
            item, error = ready.get()
            taken.release()
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield item  # type: ignore[misc] # an item comes without an error
    finally:
        given_up.set()
        give_up()
        producer.join()
