"""What bytes do to a terminal. Enters: all that a program wrote. Leaves: the kinds of what acted.

Two programs that show different text in the same screens write the same kinds (ECMA-48, and
xterm's control sequences for OSC).
"""

import re

_KINDS = re.compile(
    r"""
      (?P<csi> (?:\x1b\[ | \x9b) (?P<private>[<-?]?) (?P<numbers>[0-9:;]*) (?P<final>[ -/]*[@-~]))
    | (?P<osc> (?:\x1b\] | \x9d) (?P<code>[^;\x07\x1b\x9c]{0,40}))
    | (?P<string> \x1b[PX^_] | [\x90\x98\x9e\x9f])
    | (?P<escape> \x1b[ -/]*[0-~]?)
    | (?P<control> [\x00-\x08\x0b-\x1f\x7f-\x9f])
    | (?P<byte> [\udc80-\udcff])
    | (?P<unseen> [\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]
                | [\ufff9-\ufffb\U000e0000-\U000e0fff])
    | (?P<marks> [\u0300-\u036f]{5,})
    """,
    re.VERBOSE,
)

#: Sequences whose numbers are commands, not places or colours: modes, reports, window, cursor.
_TELLING = set("hlntqucp")


def kinds(written: bytes) -> set[str]:
    """The distinct kinds of what acts on a terminal or misleads its reader."""
    text = written.decode("utf-8", "surrogateescape")
    return {_kind(found) for found in _KINDS.finditer(text)}


def _kind(found: re.Match[str]) -> str:
    if found["csi"]:
        final = found["final"]
        numbers = found["numbers"] if final[-1] in _TELLING or found["private"] else ""
        return f"CSI {found['private']}{numbers}{final}"
    if found["osc"]:
        return f"OSC {found['code']}"
    if found["marks"]:
        return "more than four marks"
    return f"{found.lastgroup} {found.group()!r}"
