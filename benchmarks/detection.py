"""How often files of contacts are understood without a word by hand: shares, and misses by name.

Enters: the known tables of the tests; with CONTACTHUB_SAMPLES set to a folder, its files too, whose
expected.json tells for each `file` what `expect` holds: columns, header_row, encoding. Leaves:
figures; what was missed goes to standard error. There is no peer.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figure import Figure
from contacthub_tui.errors import FileError
from tests.importer.known_outcomes import SHARES, Outcome, look, outcomes

_TITLES = {
    "mobile": "Mobile column right",
    "fields": "All columns of a file right",
    "header": "Header row right",
    "encoding": "Encoding right, of texts with accents",
}


def measure(rows: int, folder: Path) -> list[Figure]:
    """The shares; neither the rows nor the folder matter."""
    del rows, folder
    with TemporaryDirectory() as place:
        found = outcomes(Path(place))
    if samples := os.environ.get("CONTACTHUB_SAMPLES"):
        found += _samples(Path(samples))
    return [_figure(part, found) for part in SHARES]


def _figure(part: str, found: list[Outcome]) -> Figure:
    asked = [one for one in found if part in one.asked]
    missed = [one for one in asked if part in one.misses]
    for one in missed:
        print(f"{_TITLES[part]}: missed in {one.name}: {one.misses[part]}", file=sys.stderr)
    share = 1 - len(missed) / len(asked)
    return Figure(
        f"{_TITLES[part]}, of {len(asked)} files",
        f"{share:.1%}",
        "",
        None,
        f"{SHARES[part]:.0%}",
        share >= SHARES[part],
    )


def _samples(folder: Path) -> list[Outcome]:
    told = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wanted = [(one["file"], one.get("expect") or {}, one.get("region", "FR")) for one in told]
    return [
        _sample(folder / name, expect, expect.get("region", region))
        for name, expect, region in wanted
        if expect.get("outcome") == "rows"
    ]


def _sample(path: Path, expect: dict[str, Any], region: str) -> Outcome:
    """One sample: what is told of it is asked. A field of null may be any."""
    fields = expect.get("columns") or {}
    phones = {name for name, field in fields.items() if field in ("mobile", "whatsapp")}
    parts = {"mobile": phones, "fields": fields}
    asked = {part for part, held in parts.items() if held}
    asked |= {part for part in ("header", "encoding") if expect.get(_KEYS[part]) is not None}
    try:
        info, columns, _code = look(path, region)
    except FileError as error:
        return Outcome(path.name, frozenset(asked), dict.fromkeys(asked, error.code))
    held = {column.header: column.field for column in columns}
    misses: dict[str, str] = {}
    for part in ("header", "encoding"):
        said, is_so = expect.get(_KEYS[part]), getattr(info, _KEYS[part])
        if part in asked and is_so not in (said, "ascii"):
            misses[part] = f"{is_so}, not {said}"
    wrong = [name for name, field in fields.items() if field and held.get(name) != field]
    if wrong:
        misses["fields"] = ", ".join(wrong)
    if phones.intersection(wrong):
        misses["mobile"] = ", ".join(phones.intersection(wrong))
    return Outcome(path.name, frozenset(asked), misses)


_KEYS = {"header": "header_row", "encoding": "encoding"}
