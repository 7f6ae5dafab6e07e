"""What was found of a file, in words: its kind, encoding, delimiter, size. Enters: what the reader
calls them. Leaves: names in the language in force.
"""

import codecs
from collections.abc import Sequence

from contacthub_tui.domain.import_draft import FilePreview
from contacthub_tui.i18n import _, file_size, mark

_KINDS = {
    "csv": mark("Text"),
    "xlsx": mark("Excel (.xlsx)"),
    "xls": mark("Excel (.xls)"),
    "xlsb": mark("Excel (.xlsb)"),
    "ods": mark("OpenDocument"),
}
_DELIMITERS = {
    ",": mark("comma"),
    ";": mark("semicolon"),
    "\t": mark("tabulator"),
    "|": mark("vertical bar"),
}
_ENCODINGS = {
    "utf-8": mark("UTF-8"),
    "cp1252": mark("Windows-1252, Western Europe"),
    "iso8859-15": mark("Latin-9, Western Europe"),
    "mac-roman": mark("Mac Roman, Western Europe"),
    "cp850": mark("DOS 850, Western Europe"),
    "cp1250": mark("Windows-1250, Central Europe"),
    "iso8859-2": mark("Latin-2, Central Europe"),
    "cp1251": mark("Windows-1251, Cyrillic"),
    "koi8-r": mark("KOI8-R, Cyrillic"),
    "cp1253": mark("Windows-1253, Greek"),
    "cp1254": mark("Windows-1254, Turkish"),
    "utf-16": mark("UTF-16"),
}


def kind_name(preview: FilePreview, pasted: bool) -> str:
    """What kind of file it is."""
    return _("Pasted cells") if pasted else _(_KINDS.get(preview.kind, preview.kind))


def found_words(preview: FilePreview, pasted: bool) -> str:
    """Kind and size."""
    return f"{kind_name(preview, pasted)} · {file_size(preview.size)}"


def delimiter_choices(preview: FilePreview) -> list[tuple[str, str]]:
    """What can part columns, with its name; empty is a text of one column."""
    signs = list(_DELIMITERS)
    found = preview.delimiter or ""
    if found not in signs:
        signs.insert(0, found)
    return [(sign, _delimiter_name(sign)) for sign in signs]


def _delimiter_name(sign: str) -> str:
    if not sign:
        return _("none: one column")
    return _(_DELIMITERS[sign]) if sign in _DELIMITERS else sign


def encoding_choices(preview: FilePreview) -> list[tuple[str, str]]:
    """The encodings, those that could be meant first, with their names."""
    found = (preview.encoding,) if preview.encoding else ()
    names: Sequence[str] = (*preview.encodings, *found, *_ENCODINGS)
    known: dict[str, tuple[str, str]] = {}
    for name in names:
        key = encoding_key(name)
        known.setdefault(key, (key, _(_ENCODINGS[key]) if key in _ENCODINGS else name.upper()))
    return list(known.values())


def encoding_key(name: str) -> str:
    """One name for all spellings of an encoding."""
    try:
        key = codecs.lookup(name).name
    except LookupError:
        return name
    # Plain ASCII is UTF-8, too, and a mark at the start changes nothing that can be seen.
    key = {"ascii": "utf-8", "utf-8-sig": "utf-8"}.get(key, key)
    return key.removesuffix("-le").removesuffix("-be") if key.startswith("utf-") else key


def sheet_choices(preview: FilePreview) -> list[tuple[str, str]]:
    """The sheets, the hidden ones last and marked."""
    shown = [(sheet, sheet) for sheet in preview.sheets if sheet not in preview.hidden]
    hidden = [
        (sheet, _("{sheet} (hidden)").format(sheet=sheet))
        for sheet in preview.sheets
        if sheet in preview.hidden
    ]
    return shown + hidden
