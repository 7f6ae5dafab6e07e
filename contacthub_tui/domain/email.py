"""E-mail addresses as people type them. Enters: a cell. Leaves: one address, or None.

The check is pragmatic: it finds what was mistyped, it does not implement RFC 5322.
"""

import re

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(
    rf"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*@(?:{_LABEL}\.)+[^\W\d_](?:[\w-]*[^\W_])"
)
_SEPARATORS = re.compile(r":::|[\s;,|<>()\[\]\"]+")

#: Longest address that mail can carry, in characters (RFC 5321, 4.5.3.1.3).
_LONGEST = 254


def read_email(text: str) -> str | None:
    """The first sound address of a cell, without `mailto:`, names and angle brackets around it.

    None when there is none: no or several @, no dot after it, a space inside.
    """
    if len(text) <= _LONGEST and _ADDRESS.fullmatch(text):
        return text
    if "@" not in text:
        return None
    for part in _SEPARATORS.split(text):
        address = part.strip("'`").rstrip(".")
        if address[:7].casefold() == "mailto:":
            address = address[7:].partition("?")[0]
        if len(address) <= _LONGEST and _ADDRESS.fullmatch(address):
            return address
    return None
