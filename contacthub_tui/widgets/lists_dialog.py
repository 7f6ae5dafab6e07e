"""A dialog that adds contacts to lists, or removes them. Enters: the chosen contacts. Leaves: what
was done (`Done`), None where nothing was begun.
"""

import asyncio
from collections.abc import Iterable

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, RadioSet

from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.i18n import _, ngettext, number
from contacthub_tui.services import lists
from contacthub_tui.widgets.bulk_dialog import BulkDialog
from contacthub_tui.widgets.choices import Choice
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.wording.acts import act_verb

_CODES = (ActCode.ADD_TO_LISTS, ActCode.REMOVE_FROM_LISTS)


class ListsDialog(BulkDialog):
    """Add or remove, and the lists; a list that is not there yet is made by its name."""

    AUTO_FOCUS = "ListPicker Input"

    def __init__(self, chosen: Chosen, who: str) -> None:
        super().__init__(Act(ActCode.ADD_TO_LISTS), chosen, who)

    def compose_choice(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield Label(_("Lists"))
            yield ListPicker(may_create=True)
        with Horizontal(classes="field"):
            yield Label("")
            with RadioSet(compact=True):
                for code in _CODES:
                    yield Choice(act_verb(code), code is self.act.code, name=code)

    def on_mount(self) -> None:
        self._load()

    @work(group="lists", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        known = await asyncio.to_thread(lists.all_lists)
        self.query_one(ListPicker).lists = [ListName(each.id, each.name) for each in known]

    @on(ListPicker.Changed)
    @on(RadioSet.Changed)
    def _something_chosen(self) -> None:
        pressed = self.query_one(RadioSet).pressed_button
        code = ActCode(pressed.name) if pressed and pressed.name else ActCode.ADD_TO_LISTS
        picked = self.query_one(ListPicker).chosen
        if code is ActCode.REMOVE_FROM_LISTS:
            picked = tuple(each for each in picked if each.id is not None)
        self.choose(
            Act(
                code,
                list_ids=tuple(each.id for each in picked if each.id is not None),
                new_lists=tuple(each.name for each in picked if each.id is None),
                list_names=tuple(each.name for each in picked),
            )
        )

    def is_ready(self) -> bool:
        return super().is_ready() and bool(self.act.list_names)

    def question_text(self) -> Content:
        if not self.count or self.act.list_names:
            return super().question_text()
        chosen = ngettext("{n} contact.", "{n} contacts.", self.count).format(n=number(self.count))
        return Content.assemble(
            (chosen, "bold"), " ", (_("Choose lists, or type the name of a new one."), "$muted")
        )
