"""The file step of the import wizard."""

from contacthub_tui.widgets.wizard_step import WizardStep


class FileStep(WizardStep, can_focus=True):
    """To come."""

    def start(self) -> None:
        self.focus()
