"""What the steps of the import wizard share.

Enters: the draft (what was chosen so far) and the findings (what is known of the file), kept up to
date by the wizard. Leaves: `Chosen` with another draft, and `Forward` where a step is done.
"""

from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from contacthub_tui.domain.import_draft import FileFindings, ImportDraft


class WizardStep(Vertical):
    """One step. It follows `draft` and `findings` and decides nothing for the other steps."""

    draft: reactive[ImportDraft | None] = reactive(None, init=False)
    findings: reactive[FileFindings] = reactive(FileFindings(), init=False)

    @dataclass
    class Chosen(Message):
        """The operator chose something: the draft as it is now."""

        draft: ImportDraft

    class Forward(Message):
        """The operator is done here and wants the next step."""

    def lacking(self) -> str:
        """What is missing before the next step, as a sentence; empty when nothing is."""
        return ""

    def start(self) -> None:
        """The step is shown: put the focus where its work starts."""
        raise NotImplementedError
