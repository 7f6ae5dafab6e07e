"""What can be known of a number pattern without trying it. Enters: libphonenumber's expressions.

They are made of digits, classes, `\\d`, counts, groups and bars. Whatever else stands in one makes
the answer the careful one.
"""

import re

_LAST_DIGITS = re.compile(r"\\d(?:\{(\d+)(?:,\d+)?\})?$")
_ATOM = re.compile(r"\[[^\]]*\]|\\d|\d")
_PLAIN = re.compile(r"(?:\[[^\]]*\]|\\d|\d|\(\?:|[()|?])*")


def free_digits(pattern: str) -> int:
    """How many last digits decide nothing in a text of given length that must match as a whole.

    Every branch of the pattern ends in so many `\\d`, which take any digit.
    """
    return min(map(_free_at_end, _branches(pattern)))


def reach(pattern: str | None) -> int:
    """An upper bound of how many characters a pattern looks at; 99 where that takes thought."""
    if not pattern:
        return 0
    return len(_ATOM.findall(pattern)) if _PLAIN.fullmatch(pattern) else 99


def _free_at_end(branch: str) -> int:
    last = _LAST_DIGITS.search(branch)
    if last:
        before = branch[: last.start()]
        return int(last[1] or 1) + (_free_at_end(before) if before else 0)
    if branch.endswith(")") and not branch.endswith("\\)"):
        start = _start_of_group(branch)
        if branch.startswith("(?:", start):
            return free_digits(branch[start + 3 : -1])
    return 0


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, as far as they stand in no group."""
    found, depth, start, in_class = [], 0, 0, False
    for place, sign in enumerate(pattern):
        if in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and depth == 0:
            found.append(pattern[start:place])
            start = place + 1
    return [*found, pattern[start:]]


def _start_of_group(branch: str) -> int:
    """Where the group begins that ends with the branch. Classes hold no brackets of groups."""
    depth = 0
    for place in range(len(branch) - 1, -1, -1):
        depth += (branch[place] == ")") - (branch[place] == "(")
        if depth == 0:
            return place
    return 0
