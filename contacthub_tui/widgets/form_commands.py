"""The commands of a form. Enters: nothing. Leaves: their declarations."""

from textual.binding import Binding

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import command

GROUP_FORM = mark("Form")

FORM_COMMANDS: tuple[Binding, ...] = (
    command("ctrl+s", "save", mark("Save"), mark("Save the contact."), group=GROUP_FORM),
    command(
        "ctrl+o",
        "save_and_add",
        mark("Save and add another"),
        mark("Save the contact, and begin a new one."),
        group=GROUP_FORM,
    ),
    # What leads on acts before the letters that follow at once get to a field.
    *(
        command(keys, f"go_{where}", name, sentence, group=GROUP_FORM, show=False, priority=True)
        for keys, where, name, sentence in (
            ("tab", "on", mark("Next field"), mark("Go to the next field.")),
            ("shift+tab", "back", mark("Field before"), mark("Go to the field before.")),
        )
    ),
    *(
        command(keys, f"step_{where}", name, sentence, group=GROUP_FORM, show=False, priority=True)
        for keys, where, name, sentence in (
            ("enter,down", "on", mark("Next field"), mark("Go to the next field.")),
            ("up", "back", mark("Field before"), mark("Go to the field before.")),
        )
    ),
    command(
        "f6",
        "open_holder",
        mark("Open that contact"),
        mark("Open the contact that has this number already."),
        group=GROUP_FORM,
    ),
    command(
        "f4,h",
        "history",
        mark("History"),
        mark("Why its numbers may or may not be messaged."),
        group=GROUP_FORM,
    ),
    command(
        "escape",
        "back",
        mark("Back"),
        mark("Leave the form; asks where something is not saved."),
        group=GROUP_FORM,
    ),
)
