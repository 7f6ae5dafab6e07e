"""A contact as a vCard, for phones. Enters: its fields. Leaves: the lines of a card.

Version 3.0 (RFC 2426): iOS, Android, Outlook and Google Contacts all import it, and 4.0 not all of
them. The only rules needed are escaping and folding, fewer than any library's; those that were
looked at either bring several others along or are no longer maintained.

What has no property of its own keeps its name in an `X-CONTACTHUB-…` property, which phones pass
over. Control characters other than line ends are left out: a card is text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_FOLDED = 75  # octets of a line, its end not counted (RFC 2426, 2.6)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def vcard(
    fields: Mapping[str, str],
    *,
    country: str = "",
    lists: Sequence[str] = (),
    custom: Iterable[tuple[str, str]] = (),
    stopped: bool = False,
) -> str:
    """The card of a contact, each line ended by CR LF.

    `fields` are those of a contact by name, `country` the name of its country, `custom` names of
    custom fields with their values; `stopped` where it is unsubscribed.
    """
    first, last = fields["first_name"], fields["last_name"]
    mobile, whatsapp = fields["mobile"], fields["whatsapp"]
    name = " ".join(filter(None, (first, last))) or fields["alias"] or fields["email"]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_text(last)};{_text(first)};;;",
        f"FN:{_text(name or mobile or whatsapp)}",
    ]
    if fields["alias"]:
        lines.append(f"NICKNAME:{_text(fields['alias'])}")
    if mobile:
        lines.append(f"TEL;TYPE=CELL:{_text(mobile)}")
    if whatsapp and whatsapp != mobile:
        # A label of one's own hangs on a group (https://www.rfc-editor.org/rfc/rfc2426, 2.1.2).
        lines += [f"item1.TEL:{_text(whatsapp)}", "item1.X-ABLabel:WhatsApp"]
    if fields["email"]:
        lines.append(f"EMAIL;TYPE=INTERNET:{_text(fields['email'])}")
    if _DATE.fullmatch(fields["birth_date"]):
        lines.append(f"BDAY:{fields['birth_date']}")
    if any((fields["location"], fields["state"], country)):
        place = ";".join(map(_text, (fields["location"], fields["state"], "", country)))
        lines.append(f"ADR:;;;{place}")
    if fields["note"]:
        lines.append(f"NOTE:{_text(fields['note'])}")
    if lists:
        lines.append(f"CATEGORIES:{','.join(map(_text, lists))}")
    lines += [f"X-CONTACTHUB-FIELD:{_text(title)};{_text(value)}" for title, value in custom]
    if stopped:
        lines.append("X-CONTACTHUB-STATUS:unsubscribed")
    lines.append("END:VCARD")
    return "".join(map(_folded, lines))


def _text(value: str) -> str:
    """A value with nothing in it that would end it, its line or its card."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", value)).translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no sign cut in two."""
    if len(line) * 4 <= _FOLDED or len(line.encode()) <= _FOLDED:
        return line + "\r\n"
    pieces, room = [""], _FOLDED
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append("")
            room = _FOLDED - 1  # the blank that begins it
        pieces[-1] += sign
        room -= size
    return "\r\n ".join(pieces) + "\r\n"
