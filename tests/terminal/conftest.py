"""Programs in terminals, ended with the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.terminal import Terminal


@pytest.fixture
def terminals(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Begin programs in terminals; whatever is left of them ends with the test."""
    begun: list[Terminal] = []

    def begin(*arguments: str, **how: Any) -> Terminal:
        begun.append(Terminal(*arguments, **{"home": home, **how}))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()
