"""What the Lists screen says of lists: what they are for, what deleting and merging them does.
Enters: lists, what was done. Leaves: texts.
"""

from textual.content import Content

from contacthub_tui.domain.contact_list import ContactList
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ngettext, number
from contacthub_tui.widgets.merge_dialog import MergedInto

_LONGEST_NAME = 60


def empty_text() -> Content:
    """What lists are for, and what to do now."""
    choices = {"a": _("Make a list"), "i": _("Import a file into a list")}
    longest = max(Content(name).cell_length for name in choices.values())
    return Content("\n").join(
        [
            Content.styled(_("No lists yet"), "bold"),
            Content(""),
            Content.styled(_("A list gathers contacts under a name: VIP, Lyon."), "$muted"),
            Content.styled(_("It shows how many of them may be messaged."), "$muted"),
            Content(""),
            *(
                Content.assemble((key, "bold $accent"), "   ", f"{name:{longest}}")
                for key, name in choices.items()
            ),
        ]
    )


def delete_sentences(one: ContactList) -> list[str]:
    """What deleting a list does, with how many contacts."""
    stay = ngettext(
        "{n} member stays as a contact, with its preference.",
        "{n} members stay as contacts, with their preferences.",
        one.members,
    ).format(n=number(one.members))
    nobody = _("It has no members.")
    return [stay if one.members else nobody, _("The list itself cannot be brought back.")]


def merged_sentence(source: ContactList, done: MergedInto) -> str:
    """What a merge did."""
    added = ngettext(
        "{n} contact joined “{into}”.", "{n} contacts joined “{into}”.", done.merged.added
    ).format(n=number(done.merged.added), into=short_name(done.into))
    rest = _("“{source}” is deleted.") if done.merged.whole else _("“{source}” is as it was.")
    return f"{added} {rest.format(source=short_name(source))}"


def short_name(one: ContactList) -> str:
    """The name of a list, harmless, as long as a sentence can hold it."""
    return safe(one.name, _LONGEST_NAME)
