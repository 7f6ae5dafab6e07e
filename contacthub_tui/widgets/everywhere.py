"""The places, and the commands that act wherever the operator is. Enters: nothing. Leaves: both."""

from textual.binding import Binding

from contacthub_tui.i18n import mark, pgettext
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.navigation_bar import PlaceName

PLACES = (
    PlaceName("contacts", "1", mark("Contacts"), mark("Everyone there is, and the search.")),
    PlaceName("lists", "2", mark("Lists"), mark("Every list of contacts.")),
    PlaceName(
        "inbox",
        "3",
        mark("Inbox"),
        mark("Every conversation, and what nobody has read."),
        short=lambda: pgettext("short", "Inbox"),
    ),
    PlaceName("imports", "4", mark("Imports"), mark("Every import, and what it did.")),
    PlaceName("settings", "5", mark("Settings"), mark("What the team and you have chosen.")),
)

_LEAVE = mark("Leave; an import at work goes on.")

#: Textual's screens take these keys first; so it is screens that declare them. With priority, or
#: keys that come right after would still go to the field that is left. The app leaves tab to a
#: field that has a use of its own for it.
FOCUS = (
    command(
        "tab",
        "app.focus_next",
        mark("Next pane"),
        mark("Go to the next pane or field."),
        show=False,
        priority=True,
    ),
    command(
        "shift+tab",
        "app.focus_previous",
        mark("Previous pane"),
        mark("Go to the pane or field before."),
        show=False,
        priority=True,
    ),
)

COMMANDS: tuple[Binding, ...] = (
    command("i", "import_file", mark("Import"), mark("Bring a file of contacts in.")),
    *(
        command(place.key, f"go('{place.name}')", place.title, place.about, show=False)
        for place in PLACES
    ),
    command(
        "f7",
        "custom_fields",
        mark("Custom fields"),
        mark("What the team wants to know of its contacts beyond what all have."),
        show=False,
    ),
    command(
        "f9",
        "gateway",
        mark("Gateway"),
        mark("What carries the messages: choose it, try it, see how it does."),
        show=False,
    ),
    command(
        "f8",
        "group_sends",
        mark("Group sends"),
        mark("Every message to many, what became of it, and new ones."),
        show=False,
    ),
    command(
        "f2",
        "switch_theme",
        mark("Light or dark"),
        mark("Change between the light and the dark theme."),
        show=False,
    ),
    command(
        "f3",
        "switch_language",
        mark("English or French"),
        mark("Change the language."),
        show=False,
    ),
    command(
        "ctrl+p",
        "command_palette",
        mark("Commands"),
        mark("Find a command by its name."),
        show=False,
        priority=True,
    ),
    command("q", "quit", mark("Quit"), _LEAVE),
    command("ctrl+q", "quit", mark("Quit"), _LEAVE, show=False, priority=True),
    command("question_mark,f1", "help", mark("Help"), mark("Every key that acts here.")),
)
