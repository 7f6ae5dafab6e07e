"""The commands that all places with a table share. Enters: the group of the place, and what is its
own about them. Leaves: their declarations.
"""

from textual.binding import Binding

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import GROUP_TABLE, command

#: Through the rows of a table.
MOVES: tuple[Binding, ...] = tuple(
    command(keys, f"go('{where}')", name, sentence, group=GROUP_TABLE, show=False)
    for keys, where, name, sentence in (
        ("down,j", "down", mark("Down"), mark("One row down.")),
        ("up,k", "up", mark("Up"), mark("One row up.")),
        ("pagedown,ctrl+f", "page_down", mark("Page down"), mark("One page down.")),
        ("pageup,ctrl+b", "page_up", mark("Page up"), mark("One page up.")),
        ("home,g", "first", mark("First"), mark("To the first row.")),
        ("end,G", "last", mark("Last"), mark("To the last row.")),
    )
)


def search_command(sentence: str, group: str) -> Binding:
    """To the search; `sentence` tells by what is found."""
    return command(
        "slash",
        "search",
        mark("Search"),
        sentence,
        group=group,
        priority=True,  # before the letters that follow at once get to the table
    )


def sort_commands(sentence: str, group: str) -> tuple[Binding, Binding]:
    """Through the orders, which `sentence` names, and each turned round."""
    return (
        command("s", "sort", mark("Sort"), sentence, group=group),
        command(
            "S", "reverse", mark("Reverse"), mark("Turn the order round."), show=False, group=group
        ),
    )


def reload_command(group: str) -> Binding:
    """What others changed, without waiting for it."""
    return command(
        "ctrl+r", "reload", mark("Reload"), mark("Look at the store anew."), show=False, group=group
    )


BACK = command("escape", "back", mark("Back"), mark("One step back."))
