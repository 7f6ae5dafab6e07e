"""What an error says: what happened, what was kept, what to do.

A code may have more telling sentences for some of its details, under `code/detail`. Several
sentences under one name go from the most telling to the plainest: the first one whose details are
all there is taken.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from string import Formatter

from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _, number
from contacthub_tui.wording.file_errors import FILE_SENTENCES
from contacthub_tui.wording.list_errors import LIST_SENTENCES
from contacthub_tui.wording.other_errors import OTHER_SENTENCES
from contacthub_tui.wording.sending_errors import SENDING_SENTENCES
from contacthub_tui.wording.settings_errors import SETTINGS_SENTENCES

_SENTENCES = (
    FILE_SENTENCES | LIST_SENTENCES | OTHER_SENTENCES | SENDING_SENTENCES | SETTINGS_SENTENCES
)

#: Every code of an error that has a sentence of its own.
CODES = frozenset(name for name in _SENTENCES if "/" not in name)

#: The details that tell the cases of one code apart.
_CASES = ("reason", "problem", "what")

_MOST_NAMES = 12
_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@\s]*(?=@)")


def sentence(error: ContactHubError) -> str:
    """What happened, what was kept, what to do. An unknown code gives a general sentence."""
    given = {name: value for name, value in error.detail.items() if value not in (None, "", [], ())}
    for pattern in _patterns(error):
        if _places(pattern) <= given.keys():
            detail = {name: _spelled(name, value) for name, value in given.items()}
            return _(pattern).format_map(detail)
    return _("This could not be done ({code}). What was saved before is kept.").format(
        code=safe(error.code)
    )


def _patterns(error: ContactHubError) -> Iterator[str]:
    for name in _CASES:
        yield from _SENTENCES.get(f"{error.code}/{error.detail.get(name)}", ())
    yield from _SENTENCES.get(error.code, ())


def _places(pattern: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(pattern) if name}


def _spelled(name: str, value: object) -> str:
    if isinstance(value, int):
        return str(value) if name == "run" else number(value)  # a run is typed in again
    if isinstance(value, Iterable) and not isinstance(value, str):
        names = [safe(str(part), 60) for part in islice(value, _MOST_NAMES + 1)]
        return ", ".join([*names[:_MOST_NAMES], "…"] if len(names) > _MOST_NAMES else names)
    return safe(_PASSWORD.sub(r"\1:…", str(value)))
