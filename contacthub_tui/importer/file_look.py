"""Look at a file for the wizard, in a process of its own that survives nothing and harms nobody.

Enters: a path and how to read it, then how its columns go to fields. Leaves: `FileFindings` that
grow, told from a thread.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_draft import FileFindings
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions


class FileLook:
    """One file at a time. No method waits; `tell` is called from another thread."""

    def __init__(self, tell: Callable[[FileFindings], None]) -> None:
        self._tell = tell

    def look(self, path: Path, read: ReadOptions, region: str) -> None:
        """Look at a file from its beginning; what was told of another is forgotten."""

    def match(
        self,
        options: ImportOptions,
        custom_fields: Sequence[CustomField],
        remembered: Mapping[str, Mapping[str, str | None]],
    ) -> None:
        """Match the columns of the file that is looked at."""

    def close(self) -> None:
        """End the process. Nothing is told any more."""
