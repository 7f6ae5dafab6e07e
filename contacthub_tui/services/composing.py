"""What is written before it is sent: drafts, one an operator and address, and the team's templates.

Enters: texts, names, who. Leaves: them, kept. Codes of refusals: template-name-empty,
template-name-too-long, template-name-taken, template-gone, message-empty, message-too-long.
"""

from dataclasses import dataclass

from contacthub_tui.domain.contact import Address
from contacthub_tui.domain.text import clean, name_key
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.outbox import fit_text
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.models import TemplateModel
from contacthub_tui.store.sql import execute, rows, value

#: The longest name of a template, in characters, and the most that a draft keeps.
MAX_NAME, MAX_DRAFT = 100, 20_000


@dataclass(frozen=True, slots=True)
class Template:
    """A text that is kept to be sent again, with its tags."""

    id: int
    name: str
    text: str
    updated_at: str
    updated_by: str


def all_templates() -> list[Template]:
    """Every template, in the order of their names."""
    with session():
        found = rows(
            "SELECT id, name, text, updated_at, updated_by FROM template ORDER BY folded_name"
        )
    return [Template(*row) for row in found]


def create_template(name: str, text: str, *, who: str) -> int:
    """Keep a new template; gives its id."""
    text = fit_text(text)
    with transaction():
        lock_preferences()
        name, key = _free_name(name)
        made = TemplateModel.create(
            name=name, folded_name=key, text=text, updated_at=now(), updated_by=who
        )
    return int(made.id)


def change_template(template_id: int, name: str, text: str, *, who: str) -> None:
    """Rename and rewrite a template."""
    text = fit_text(text)
    with transaction():
        lock_preferences()
        name, key = _free_name(name, template_id)
        done = execute(
            "UPDATE template SET name = ?, folded_name = ?, text = ?, updated_at = ?,"
            " updated_by = ? WHERE id = ?",
            (name, key, text, now(), who, template_id),
        )
        if int(done.rowcount) != 1:
            raise RefusedError("template-gone")


def delete_template(template_id: int) -> None:
    """Forget a template; what was sent with it stays."""
    with transaction():
        execute("DELETE FROM template WHERE id = ?", (template_id,))


def _free_name(name: str, own_id: int | None = None) -> tuple[str, str]:
    """The name as it is kept, and its key, where no other template has it."""
    name = " ".join(clean(name).split())
    key = name_key(name)
    if not key:
        raise RefusedError("template-name-empty")
    if len(name) > MAX_NAME:
        raise RefusedError("template-name-too-long", limit=MAX_NAME)
    held = value("SELECT id FROM template WHERE folded_name = ?", (key,))
    if held not in (None, own_id):
        raise RefusedError("template-name-taken", name=name)
    return name, key


def draft_for(address: Address, who: str) -> str:
    """What an operator has written to an address and not sent; empty where nothing."""
    with session():
        return str(
            value(
                "SELECT text FROM draft WHERE number = ? AND channel = ? AND who = ?",
                (address.number, str(address.channel), who),
            )
            or ""
        )


def keep_draft(address: Address, text: str, *, who: str) -> None:
    """Keep what an operator has written so far; nothing is forgotten but an empty text."""
    key = (address.number, str(address.channel), who)
    with transaction():
        if not text.strip():
            execute("DELETE FROM draft WHERE number = ? AND channel = ? AND who = ?", key)
            return
        execute(
            "INSERT INTO draft (number, channel, who, text, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (number, channel, who) DO UPDATE SET text = excluded.text,"
            " at = excluded.at",
            (*key, clean(text)[:MAX_DRAFT], now()),
        )
