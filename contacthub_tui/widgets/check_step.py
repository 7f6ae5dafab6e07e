"""The check step of the import wizard."""

from contacthub_tui.widgets.wizard_step import WizardStep


class CheckStep(WizardStep, can_focus=True):
    """To come."""

    def __init__(self, database: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._database = database

    def start(self) -> None:
        self.focus()
