"""ContactHub TUI: a contacts-and-consent hub in the terminal."""

__version__ = "0.1.0"
