"""What stands above the conversations, above the thread, and where there is nothing to show.

Enters: what is shown. Leaves: content.
"""

from textual.content import Content

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import ConversationFilter, ConversationQuery
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, number, pgettext
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import spell_key
from contacthub_tui.widgets.preference_words import sign

FILTER_NAMES = {
    ConversationFilter.ALL: mark("all"),
    ConversationFilter.UNREAD: mark("unread"),
    ConversationFilter.OPEN: mark("open"),
    ConversationFilter.CLOSED: mark("closed"),
    ConversationFilter.UNDECIDED: mark("to decide"),
}
_NOTHING = {
    ConversationFilter.UNREAD: mark("Everything is read."),
    ConversationFilter.OPEN: mark("No conversation is open."),
    ConversationFilter.CLOSED: mark("No conversation is closed."),
    ConversationFilter.UNDECIDED: mark("Nothing waits for your decision."),
}


def title_text(total: int | None) -> Content:
    """The name of the place, and how many conversations it shows."""
    count = "" if total is None else number(total)
    return Content.assemble((_("Inbox"), "bold"), "  ", (count, "$muted"))


def shown_text(shown: ConversationFilter, wide: bool) -> Content:
    """The filters, the one in force in the colour of where one is."""
    if not wide:
        return Content.assemble((_(FILTER_NAMES[shown]), "bold $accent"))
    return Content.styled("  ", "").join(
        Content.styled(_(name), "bold $accent" if each is shown else "$muted")
        for each, name in FILTER_NAMES.items()
    )


def who_text(talk: Talk | None, name: str) -> Content:
    """Whom the thread is with: name, number, channel, whether it may be written to."""
    if talk is None:
        return Content("")
    number_said = spell(talk.address.number)
    parts = [Content.styled(name or number_said, "bold")]
    if name:
        parts.append(Content.styled(number_said, "$muted"))
    if talk.address.channel is Channel.WHATSAPP:
        parts.append(Content.styled("WhatsApp", "$muted"))
    if talk.change is not None:
        parts.append(sign(talk.change.after))
    if talk.conversation is not None and talk.conversation.closed:
        parts.append(Content.styled(pgettext("conversation", "closed"), "$muted"))
    return Content("  ").join(parts)


def name_in(talk: Talk | None) -> str:
    """The name of whoever has the address, empty where nobody has."""
    if talk is None or talk.details is None:
        return ""
    contact = talk.details.contact
    return safe(f"{contact.first_name} {contact.last_name}".strip() or contact.alias, 200)


def named(talk: Talk | None, address: Address) -> str:
    """The name, else the number."""
    return name_in(talk) or spell(address.number)


def nothing_text(query: ConversationQuery, empty: bool) -> Content:
    """What stands where no conversation is shown: why, and what to do."""
    if empty:
        return Content.assemble(
            (_("No messages yet."), "bold"),
            "\n\n",
            (
                _("What people write to you comes in here, and your answers stand beside it."),
                "$muted",
            ),
            "\n\n",
            _key("m", _("Write a message")),
        )
    text = safe(query.text.strip(), 60)
    if text:
        said = _("No conversation matches “{text}”.").format(text=text)
        about = _("Names, numbers and every word of the messages are looked through.")
        return Content.assemble(
            (said, "bold"), "\n\n", (about, "$muted"), "\n\n",
            _key("escape", _("Empty the search")),
        )  # fmt: skip
    return Content.assemble(
        (_(_NOTHING.get(query.shown, "")), "bold"),
        "\n\n",
        _key("escape", _("Show all conversations")),
    )


def _key(key: str, name: str) -> Content:
    return Content.assemble((spell_key(key), "bold $accent"), "  ", name)
