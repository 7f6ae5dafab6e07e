"""Text that a spreadsheet would run as a formula. A value enters; a harmless cell leaves, and back.

An export neutralises, an import restores; what went out comes back equal. The rule is OWASP's for
CSV injection: a cell must not begin with `=`, `+`, `-`, `@`, a tab or a carriage return.
"""

_RUN = frozenset("=+-@\t\r")


def neutralise(text: str) -> str:
    """The cell to write for a text: what a spreadsheet would run gets a leading apostrophe.

    A text that already begins with apostrophes before such a sign gets one more, so that
    `restore` gives it back.
    """
    return "'" + text if _runs(text) else text


def restore(cell: str) -> str:
    """The text that `neutralise` made the cell of. Any other cell stays as it is."""
    return cell[1:] if cell[:1] == "'" and _runs(cell[1:]) else cell


def _runs(text: str) -> bool:
    return text.lstrip("'")[:1] in _RUN
