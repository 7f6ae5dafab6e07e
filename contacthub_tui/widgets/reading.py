"""What is read rather than worked in: a part of the screen that scrolls, by keys that are told.

Enters: widgets. Leaves: nothing.
"""

from textual.containers import VerticalScroll

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import command

GROUP_READING = mark("Reading")


class Reading(VerticalScroll, inherit_bindings=False):
    """As tall as its place; the keys of a table move it by lines and pages."""

    BINDINGS = [
        command(keys, action, name, sentence, group=GROUP_READING, show=False)
        for keys, action, name, sentence in (
            ("down,j", "scroll_down", mark("Down"), mark("Scroll down.")),
            ("up,k", "scroll_up", mark("Up"), mark("Scroll up.")),
            (
                "pagedown,ctrl+f",
                "page_down",
                mark("Page down"),
                mark("Scroll down by a page."),
            ),
            ("pageup,ctrl+b", "page_up", mark("Page up"), mark("Scroll up by a page.")),
            ("home,g", "scroll_home", mark("Start"), mark("Scroll to the start.")),
            ("end,G", "scroll_end", mark("End"), mark("Scroll to the end.")),
        )
    ]
