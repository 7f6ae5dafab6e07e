"""What stands above All contacts, and in its place where nobody is found.

Enters: what is shown, and how much of it is known. Leaves: texts.
"""

from dataclasses import dataclass, field

from textual.content import Content

from contacthub_tui.domain.contact_filters import FilterNames, parts_of
from contacthub_tui.domain.contact_query import ContactQuery, Sort
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.widgets.command import spell_key
from contacthub_tui.wording.filters import part_words

#: What each sort is called, as it is and turned round.
_SORT_NAMES = {
    Sort.NAME: (mark("by name"), mark("by name, from Z to A")),
    Sort.NUMBER: (mark("by number"), mark("by number, from the highest")),
    Sort.NEWEST: (mark("newest first"), mark("oldest first")),
    Sort.CHANGED: (mark("last changed first"), mark("longest unchanged first")),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a result: `stored` in all, None before they are counted; `total` found;
    `selected`, perhaps before the last search or filter; `counted` where the total is no longer a
    guess. `wide` where there is room to say more.
    """

    query: ContactQuery
    stored: int | None
    total: int
    selected: int
    counted: bool
    names: FilterNames = field(default_factory=FilterNames)
    wide: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether not everyone is asked for."""
        return bool(self.query.text) or self.query.is_filtered


def title_text(found: Found) -> Content:
    """What is shown, and how many."""
    if found.stored is None:
        return Content.styled(_("All contacts"), "bold")
    if found.selected:
        text = _selected_words(found)
        said = Content.styled(f"✓ {text}", "bold $accent")
        if not found.wide:
            return said
        keys = _("{all} all found · {none} none").format(all="A", none=spell_key("escape"))
        return Content.assemble(said, (f" · {keys}", "$muted"))
    title = Content.styled(_("All contacts"), "bold")
    if not found.is_narrowed and not found.counted:
        return title
    return Content.assemble(title, "  ", (number(found.stored), "$muted"))


def _selected_words(found: Found) -> str:
    selected = number(found.selected)
    if found.selected > found.total:
        # The selection outlives a search or a filter.
        return ngettext("{selected} selected", "{selected} selected", found.selected).format(
            selected=selected
        )
    return ngettext(
        "{selected} selected of {found} found",
        "{selected} selected of {found} found",
        found.selected,
    ).format(selected=selected, found=number(found.total))


def found_text(found: Found) -> Content:
    """How many were found, and their order."""
    sort = _(_SORT_NAMES[found.query.sort][found.query.descending])
    if not found.is_narrowed or not found.counted:
        return Content.styled(sort, "$muted")
    text = ngettext("{n} found", "{n} found", found.total).format(n=number(found.total))
    return Content.assemble(text, (f" · {sort}", "$muted"))


def nothing_text(found: Found) -> Content:
    """What stands below the titles where nobody is found: why, and what to do."""
    text, filters = found.query.text, parts_of(found.query)
    lines = [Content.styled(_why(found), "bold"), Content("")]
    if filters:
        lines += [
            Content.styled(part_words(part, found.query, found.names), "$accent")
            for part in filters
        ]
    else:
        about = _("Every word is looked for in names, aliases, emails and numbers.")
        lines.append(Content.styled(about, "$muted"))
    lines.append(Content(""))
    if text:
        lines.append(_key("escape", _("Empty the search")))
    elif filters:
        lines.append(_key("escape", _("Take the last filter off")))
    if filters:
        lines.append(_key("f", _("Change the filters")))
    return Content("\n").join(lines)


def _why(found: Found) -> str:
    text, filters = safe(found.query.text, 60), parts_of(found.query)
    if text and filters:
        return ngettext(
            "No contact matches “{text}” and this filter.",
            "No contact matches “{text}” and all of these filters.",
            len(filters),
        ).format(text=text)
    if filters:
        return ngettext(
            "No contact passes this filter.",
            "No contact passes all of these filters.",
            len(filters),
        )
    return _("No contact matches “{text}”.").format(text=text)


def _key(key: str, name: str) -> Content:
    return Content.assemble((spell_key(key), "bold $accent"), "  ", name)
