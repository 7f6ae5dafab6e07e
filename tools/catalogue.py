"""Keeps the catalogues in step with the code: `catalogue.py update`, `catalogue.py check`.

Enters: the package's source. Leaves: `contacthub.pot` (every message), `contacthub.po` (its French,
written by people) and `contacthub.mo` (what the program reads). The files hold no dates and no line
numbers, so that they change only when a message does.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "contacthub_tui"
TEMPLATE = PACKAGE / "locale" / "contacthub.pot"
FRENCH = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "contacthub.po"
COMPILED = FRENCH.with_suffix(".mo")

KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
NOTE_SIGN = "Translators:"

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
FRENCH_HEADER = HEADER + '"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'

#: What a French text does not hold: a plain space before a double sign or inside guillemets
#: (it would break there), a straight apostrophe, three dots.
BAD_FRENCH = re.compile(r" [:;!?»]|« |\w'\w|\.\.\.")


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit status."""
    if arguments == ["update"]:
        update()
    elif arguments != ["check"]:
        print("usage: catalogue.py update | check", file=sys.stderr)
        return 2
    problems = list(find_problems())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def update() -> None:
    """Bring all three files in step with the code, keeping every translation still needed."""
    template = extract()
    _write(TEMPLATE, _text(template, HEADER))
    french = _read(FRENCH)
    french.update(template, no_fuzzy_matching=True)
    _write(FRENCH, _text(french, FRENCH_HEADER))
    french = _read(FRENCH)
    if not _is_compiled(french):
        COMPILED.write_bytes(_compile(french))


def find_problems() -> Iterator[str]:
    """What keeps the product from being complete in both languages, one line each."""
    code, template, french = extract(), _read(TEMPLATE), _read(FRENCH)
    for message in code:
        if message.id and template.get(*_key(message)) is None:
            yield f"not in {TEMPLATE.name} (run: make messages): {message.id!r}"
    for message in template:
        if message.id and code.get(*_key(message)) is None:
            yield f"in {TEMPLATE.name}, but no longer in the code: {message.id!r}"
        if message.id and french.get(*_key(message)) is None:
            yield f"not in {FRENCH.name} (run: make messages): {message.id!r}"
    for message in french:
        if message.id:
            yield from _problems_of(message)
            if template.get(*_key(message)) is None:
                yield f"in {FRENCH.name}, but no longer in the code: {message.id!r}"
    for message in french.obsolete.values():
        yield f"obsolete in {FRENCH.name}: {message.id!r}"
    if not _is_compiled(french):
        yield f"{COMPILED.name} is not what {FRENCH.name} gives (run: make messages)"


def extract() -> Catalog:
    """Every message in the package's source."""
    catalog = Catalog(fuzzy=False)
    found = extract_from_dir(
        PACKAGE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=(NOTE_SIGN,)
    )
    for name, _line, message, comments, context in sorted(found, key=lambda hit: (hit[0], hit[1])):
        place = [(f"{PACKAGE.name}/{name}", 0)]
        catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def _problems_of(message: Message) -> Iterator[str]:
    ids, forms = _forms(message.id), _forms(message.string)
    if len(forms) < len(ids) or not all(forms):
        yield f"no French: {message.id!r}"
        return
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    wanted = _places(ids[-1])
    for index, form in enumerate(forms):
        of_one = len(ids) > 1 and index == 0  # "one contact" may leave the number out
        if _places(form) != wanted and not (of_one and _places(form) <= wanted):
            yield f"other placeholders: {message.id!r} -> {form!r}"
        if BAD_FRENCH.search(form):
            yield f"typography (no-break spaces, ’, …): {form!r}"


def _places(text: str) -> set[str]:
    try:
        return {name for _text, name, _spec, _how in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"a brace that is not closed"}


def _forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """The forms of a message, one or several: Babel gives text, a tuple or a list."""
    return (text,) if isinstance(text, str) else tuple(text)


def _key(message: Message) -> tuple[str, str | None]:
    return (_forms(message.id)[0], message.context)


def _compile(catalog: Catalog) -> bytes:
    output = io.BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def _is_compiled(catalog: Catalog) -> bool:
    """Whether the .mo says the same; its header may differ, it names the version of Babel."""
    there = COMPILED.read_bytes() if COMPILED.exists() else b""
    return bool(there) and _meaning(there) == _meaning(_compile(catalog))


def _meaning(compiled: bytes) -> list[tuple[object, ...]]:
    found = read_mo(io.BytesIO(compiled))
    return [(message.context, message.id, message.string) for message in found if message.id]


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="fr" if path == FRENCH else None, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="fr" if path == FRENCH else None)


def _text(catalog: Catalog, header: str) -> str:
    output = io.BytesIO()
    write_po(
        output,
        catalog,
        width=100,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return f"{header}\n{output.getvalue().decode().strip()}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
