"""Reads vCards as RFC 2426 and RFC 2425 say, knowing nothing of what wrote them.

Enters: the text of a file. Leaves: its cards, each a list of (name, parameters, value as written).
"""

import re

Line = tuple[str, str, str]


def read_cards(text: str) -> list[list[Line]]:
    """The cards of a file, whose lines all end with CR LF and have at most 75 octets."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert not any("\r" in line or "\n" in line for line in lines)
    cards: list[list[Line]] = []
    inside = False
    for line in lines:
        head, _, value = line.partition(":")
        name, _, parameters = head.partition(";")
        assert re.fullmatch(r"([A-Za-z0-9]+\.)?[A-Za-z0-9-]+", name), line
        if name == "BEGIN":
            assert not inside and value == "VCARD"
            cards.append([])
        elif name == "END":
            assert inside and value == "VCARD"
        else:
            cards[-1].append((name, parameters, value))
        inside = name != "END"
    assert not inside
    return cards


def parts(value: str, sign: str) -> list[str]:
    """The parts of a value between signs that are not escaped, unescaped."""
    found, at = [""], 0
    while at < len(value):
        if value[at] == "\\":
            found[-1] += {"n": "\n", "N": "\n"}.get(value[at + 1], value[at + 1])
            at += 2
            continue
        if value[at] == sign:
            found.append("")
        else:
            found[-1] += value[at]
        at += 1
    return found


def one(card: list[Line], name: str, sign: str = "") -> list[str]:
    """The parts of the only line of this name."""
    (value,) = [value for held, _parameters, value in card if held == name]
    return parts(value, sign) if sign else ["".join(parts(value, "\0"))]
