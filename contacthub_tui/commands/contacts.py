"""`contacthub contacts TEXT`: find contacts; also an address-book query of a mail program."""

import argparse
import json

from contacthub_tui.commands.session import begin, opened
from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.text import safe
from contacthub_tui.services.contacts import ContactQuery, found_contacts


def run(arguments: argparse.Namespace) -> int:
    """Print a line a contact: number, name, status, tab-separated; or one JSON array."""
    with opened(begin(arguments)):
        found = found_contacts(ContactQuery(text=arguments.text))
        if arguments.json:
            print(json.dumps([_as_json(contact) for contact in found]))
            return 0
        for contact in found:
            number = contact.mobile or contact.whatsapp or ""
            name = f"{contact.first_name} {contact.last_name}".strip() or contact.alias
            print("\t".join((number, safe(name), str(contact.status))))
    return 0


def _as_json(contact: Contact) -> dict[str, object]:
    return {
        "id": contact.id,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "mobile": contact.mobile,
        "whatsapp": contact.whatsapp,
        "status": str(contact.status),
        "email": contact.email,
        "lists": list(contact.lists),
        "alias": contact.alias,
        "birth_date": contact.birth_date,
        "location": contact.location,
        "state": contact.state,
        "country": contact.country,
        "note": contact.note,
    }
