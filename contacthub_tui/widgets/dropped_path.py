"""A path as it arrives. Enters: text pasted, dropped or typed. Leaves: the path it means.

Terminals hand over a dropped file in the spelling of a shell (quoted, or with backslashes), as a
`file://` address with percent signs (RFC 8089), or as it is; often with a space behind.
"""

import shlex
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LONGEST = 4096  # PATH_MAX of Linux


def dropped_path(text: str) -> Path | None:
    """The path that the text spells; None where it spells none. Of several lines the first counts.

    Whether the file exists is not looked at, except where only that tells how to read the text:
    a backslash may escape or be part of a name.
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if not line or len(line) > _LONGEST or "\0" in line:
        return None
    if line.lower().startswith("file://"):
        address = urlsplit(line)
        line = unquote(address.path) if address.netloc in ("", "localhost") else ""
        return Path(line) if line else None
    if (line[0] in "'\"" or "\\" in line) and not Path(line).exists():
        with suppress(ValueError):  # a quote that is part of the name
            line = next(iter(shlex.split(line)), line)
    return _absolute(line)


def _absolute(text: str) -> Path | None:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~somebody who is not there
        return Path(text)
