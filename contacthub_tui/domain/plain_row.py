"""Rows of a file that need no thought: a mobile, values, and nothing else to weigh.

Enters: a candidate. Leaves: a flat tuple that a database can weigh many of at once, or None: the
planner must. A row is plain when no WhatsApp number, list, warning or problem comes with it; what
it does then depends on one thing, whether a contact has its mobile.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import Any

from contacthub_tui.domain.contact import TEXT_FIELDS, Status
from contacthub_tui.domain.contact_query import custom_words, search_words
from contacthub_tui.domain.import_plan import Candidate
from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.domain.text import fold

#: row, mobile, status, custom values (JSON), search words, their runs of digits, sort name, and
#: the values of `plain_fields`, in this order.
PlainRow = tuple[Any, ...]

_DIGIT_RUNS = re.compile(r"[0-9]{3,}")
#: The place of the first text in a plain row.
PLAIN_TEXTS = 7

#: Names repeat. So many are remembered with their folded forms.
_REMEMBERED = 8_192
_LONGEST_REMEMBERED = 40

_SUBSCRIBED = Status.SUBSCRIBED.value
_UNSUBSCRIBED = Status.UNSUBSCRIBED.value


def plain_fields(mapped: Iterable[str | None]) -> tuple[str, ...]:
    """The text fields that plain rows carry: those that some column of the file goes to."""
    filled = set(mapped)
    if "full_name" in filled:
        filled |= {"first_name", "last_name"}
    return tuple(field for field in TEXT_FIELDS if field in filled)


class _Names(dict[str, tuple[str, str]]):
    """A name, its search words and its folded form; filled as names are met, up to a bound."""

    def __missing__(self, name: str) -> tuple[str, str]:
        found = search_words(name), fold(name)
        if len(self) < _REMEMBERED and len(name) <= _LONGEST_REMEMBERED:
            self[name] = found
        return found


class _Customs(dict[str, str]):
    """A custom value and its search words; filled as values are met, up to a bound."""

    def __missing__(self, value: str) -> str:
        found = custom_words(value)
        if len(self) < _REMEMBERED and len(value) <= _LONGEST_REMEMBERED:
            self[value] = found
        return found


class PlainRows:
    """Makes plain rows of what was read of one file."""

    def __init__(self, fields: Sequence[str], options: ImportOptions) -> None:
        """`fields` are the file's `plain_fields`."""
        self.fields = tuple(fields)
        self.all_stop = options.unsubscribe_all
        self._names = _Names()
        self._customs: dict[str, _Customs] = {}

    def of(self, candidate: tuple[Any, ...]) -> PlainRow | None:
        """The plain row of a candidate, None when it is not plain."""
        row, mobile, whatsapp, others, status, values, custom, lists, warnings, problem, *_ = (
            candidate
        )
        if problem is not None or whatsapp or lists or warnings or not mobile:
            return None
        stops = self.all_stop or status == _UNSUBSCRIBED
        if stops and others:
            return None  # a stop stops these too
        texts = [[values.get(field, "")] for field in self.fields]
        customs = {key: [value] for key, value in custom.items()}
        return self.of_columns([row], [mobile], [stops], customs, texts)[0]

    def of_columns(
        self,
        rows: Sequence[int],
        mobiles: Sequence[str],
        stops: Sequence[bool],
        customs: Mapping[str, Sequence[str]],
        texts: Sequence[Sequence[str]],
    ) -> list[PlainRow]:
        """Plain rows of many rows at once, column by column.

        `customs` are those of custom fields, by their keys; `texts` in the order of `fields`.
        """
        column = dict(zip(self.fields, texts, strict=True))
        nothing = [""] * len(rows)
        name = self._names.__getitem__
        firsts = list(map(name, column.get("first_name", nothing)))
        lasts = list(map(name, column.get("last_name", nothing)))
        words = [first[0] + last[0] for first, last in zip(firsts, lasts, strict=True)]
        sorts = [
            f"{last[1]} {first[1]}" if last[1] and first[1] else last[1] or first[1]
            for first, last in zip(firsts, lasts, strict=True)
        ]
        if "alias" in column:
            aliases = list(map(name, column["alias"]))
            words = [held + alias[0] for held, alias in zip(words, aliases, strict=True)]
            sorts = [held or alias[1] for held, alias in zip(sorts, aliases, strict=True)]
        if "email" in column:
            emails = map(search_words, column["email"])
            words = list(map(add, words, emails))
        held = ["{}"] * len(rows)
        for key, values in customs.items():
            known = self._customs.setdefault(key, _Customs())
            words = list(map(add, words, map(known.__getitem__, values)))
        if customs:
            keys = list(customs)
            held = [_json(keys, values) for values in zip(*customs.values(), strict=True)]
        return list(
            zip(
                rows,
                mobiles,
                [_UNSUBSCRIBED if stop else _SUBSCRIBED for stop in stops],
                held,
                words,
                map(" ".join, map(_DIGIT_RUNS.findall, words)),
                [sort or f"~{mobile}" for sort, mobile in zip(sorts, mobiles, strict=True)],
                *texts,
                strict=True,
            )
        )


def _json(keys: Sequence[str], values: Sequence[str]) -> str:
    held = {key: value for key, value in zip(keys, values, strict=True) if value}
    return json.dumps(held, ensure_ascii=False) if held else "{}"


def candidate_of(plain: PlainRow, fields: Sequence[str]) -> Candidate:
    """The candidate that a plain row was, for the planner."""
    row, mobile, status, custom = plain[:4]
    values = {field: text for field, text in zip(fields, plain[PLAIN_TEXTS:], strict=True) if text}
    return Candidate(
        row, mobile, None, [], status, values, json.loads(custom), [], [], None, -1, []
    )
