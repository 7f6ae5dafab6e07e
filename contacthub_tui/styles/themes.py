"""The themes. Enters: the theme asked for, the colours of the terminal. Leaves: a theme's name.

A theme defines few roles: accent is where you are, success a subscribed contact, error an
unsubscribed one or a failed row, warning what wants a look, `muted` what is secondary, `line` what
parts two panes. The 16-colour themes take the terminal's own colours for them.
"""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="contacthub-dark",
    dark=True,
    primary="#7aa2e3",
    secondary="#8f98a8",
    accent="#7aa2e3",
    success="#86c08a",
    error="#e87d77",
    warning="#e2b55a",
    foreground="#d9dce3",
    background="#15171c",
    surface="#1c1f26",
    panel="#242832",
    variables={
        "muted": "#8f98a8",
        "line": "#3a4050",
        "accent-text": "#10131a",
        "cursor-back": "#2b3a55",
        "cursor-text": "#d9dce3",
        "selected-back": "#22303f",
        "border": "#7aa2e3",
        "input-selection-background": "#7aa2e3 35%",
    },
)

LIGHT = Theme(
    name="contacthub-light",
    dark=False,
    primary="#1f5fae",
    secondary="#5c6470",
    accent="#1f5fae",
    success="#257a34",
    error="#b3332b",
    warning="#8a5a00",
    foreground="#1d2129",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e6e7e6",
    variables={
        "muted": "#5f6672",
        "line": "#c4c7cc",
        "accent-text": "#ffffff",
        "cursor-back": "#cfe0f5",
        "cursor-text": "#1d2129",
        "selected-back": "#e4eefa",
        "border": "#1f5fae",
        "input-selection-background": "#1f5fae 25%",
    },
)


def _sixteen(name: str, base: Theme) -> Theme:
    """The roles in the terminal's own colours, on Textual's theme of that kind."""
    dark = base.dark
    grey = "ansi_bright_black"
    return replace(
        base,
        name=name,
        secondary=grey,
        accent="ansi_cyan" if dark else "ansi_blue",
        warning="ansi_yellow" if dark else "ansi_magenta",
        variables={
            **base.variables,
            "muted": grey,
            "line": grey,
            "accent-text": "ansi_black" if dark else "ansi_bright_white",
            "cursor-back": "ansi_blue" if dark else "ansi_cyan",
            "cursor-text": "ansi_bright_white" if dark else "ansi_black",
            "selected-back": "ansi_default",
        },
    )


THEMES = (
    DARK,
    LIGHT,
    _sixteen("contacthub-dark-16", BUILTIN_THEMES["ansi-dark"]),
    _sixteen("contacthub-light-16", BUILTIN_THEMES["ansi-light"]),
)


def theme_name(theme: str, colours: str | None) -> str:
    """The theme for `dark` or `light` on a terminal whose colours Rich calls `colours`.

    None is a terminal without colours, or an operator who wants none (https://no-color.org).
    """
    suffix = "" if colours in ("256", "truecolor") else "-16"
    return f"contacthub-{theme}{suffix}"
