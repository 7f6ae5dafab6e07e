"""Text that a spreadsheet would run as a formula. A value enters; a harmless cell leaves, and back.

An export neutralises, an import restores; what went out comes back equal. The rule is OWASP's for
CSV injection: a cell must not begin with `=`, `+`, `-`, `@`, their full-width forms, a tab or an
end of line. A spreadsheet that parts cells with another sign than the file does (in French with a
semicolon) makes cells of the parts of a text; those must not begin with a formula either.
"""

import re
from collections.abc import Sequence

_PARTS = ",;\t\r\n"

#: The apostrophes before a sign that is run, where a cell begins or could. Inside a text, plus and
#: minus mostly begin a number or the line of a list: there they count before what calls something.
_FORMULA = re.compile(
    r"^()('*)(?=[=@＝＠+＋\-－\t\r\n])"
    rf"|([{_PARTS}][\s\"]*)('*)(?=[=@＝＠]|[+＋\-－][^{_PARTS}]*[(|!])"
)


#: Between texts that are looked at together: no text that is stored holds it, and it is no space.
_BORDER = "\0"
#: Finds something in every text that `_FORMULA` finds something in, and in some others.
_SUSPECT = re.compile(rf"(?:^|[{_BORDER}{_PARTS}])[\s\"']*[=@＝＠+＋\-－\t\r\n]")


def neutralise(text: str) -> str:
    """The cell to write for a text: what a spreadsheet would run gets a leading apostrophe.

    A text that already has apostrophes before such a sign gets one more, so that `restore` gives
    it back.
    """
    return _FORMULA.sub(r"\1\3'\2\4", text)


def neutralised(cells: Sequence[str]) -> Sequence[str]:
    """The cells for many texts: `neutralise` of each, and quick where none needs it."""
    # Where nothing that may be run follows a border of cells, nothing has to be looked at.
    return list(map(neutralise, cells)) if _SUSPECT.search(_BORDER.join(cells)) else cells


def restore(cell: str) -> str:
    """The text that `neutralise` made the cell of. Any other cell stays as it is."""
    return _FORMULA.sub(_without_one, cell)


def _without_one(found: re.Match[str]) -> str:
    before, quotes, *_rest = (part for part in found.groups() if part is not None)
    return before + quotes[1:]
