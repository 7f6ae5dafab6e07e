"""The options step of the import wizard: lists, what becomes of existing contacts, and the country
of numbers.

Enters: the draft. Leaves: the draft with other options.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from textual import getters, on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Checkbox

from contacthub_tui.domain.import_run import Existing, ImportOptions
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.domain.text import name_key, safe
from contacthub_tui.i18n import _, when
from contacthub_tui.services import lists as list_service
from contacthub_tui.widgets.choices import Tick
from contacthub_tui.widgets.country_picker import CountryPicker
from contacthub_tui.widgets.form_field import BLANK, FormField, complaint
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.wizard_step import WizardStep
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording import field_label
from contacthub_tui.wording.countries import country_code, country_name


class OptionsStep(WizardStep):
    """A form of a few fields; each choice holds at once."""

    DEFAULT_CSS = """
    OptionsStep #last-time { width: 1fr; height: 1; margin-bottom: 1; }
    OptionsStep VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; max-width: 120; }
    OptionsStep FormField { margin-bottom: 0; }
    OptionsStep Input.-textual-compact { background: $surface; }
    OptionsStep Input.-textual-compact:focus { background: $cursor-back; }
    OptionsStep Input.-textual-compact:nocolor { text-style: underline; }
    OptionsStep Checkbox { width: auto; height: 1; }
    """

    picker = getters.query_one(ListPicker)
    country = getters.query_one(CountryPicker)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lists: Sequence[ListName] = ()
        self._is_loaded = False

    def compose(self) -> Iterable[Widget]:
        yield Words(self._last_time, id="last-time")
        answers = [Answer(each.value, _existing_words(each)) for each in Existing]
        with VerticalScroll(can_focus=False):
            yield FormField("lists", lambda: field_label("lists"), ListPicker(may_create=True))
            yield FormField("existing", lambda: _("Already there"), OneOf(answers, upright=True))
            yield FormField("region", lambda: _("Country"), CountryPicker())
            yield FormField("mobiles", lambda: _("Numbers"), Tick(compact=True, id="mobiles-only"))
            yield FormField("unsubscribe", _status, Tick(compact=True, id="unsubscribe-all"))

    def on_mount(self) -> None:
        self._label_ticks()
        self._load()

    def start(self) -> None:
        self._label_ticks()
        self._load()
        self.picker.input.focus()

    @work(group="lists", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        lists = await asyncio.to_thread(list_service.list_names)
        # The names of countries take a moment to be read.
        await asyncio.to_thread(country_name, "FR")
        self._lists = lists
        self._is_loaded = True
        self.picker.lists = self._lists
        self._follow()

    # What is shown

    def watch_draft(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Show the options of the draft, wherever they come from."""
        if self.draft is None or not self._is_loaded:
            return
        options = self.draft.options
        chosen = self._chosen_lists(options)
        self.picker.chosen = chosen
        if (there := _with_lists(options, chosen)) != options:
            self.post_message(self.Chosen(replace(self.draft, options=there)))
        self.query_one(OneOf).value = options.existing.value
        self.query_one("#mobiles-only", Tick).value = options.mobiles_only
        self.query_one("#unsubscribe-all", Tick).value = options.unsubscribe_all
        if not self.country.input.has_focus:
            self.country.keep(country_name(options.region))
        self._say()

    def _chosen_lists(self, options: ImportOptions) -> tuple[ListName, ...]:
        """The lists of the options; one that is gone is left out."""
        known = {name_key(each.name): each for each in self._lists}
        chosen = [known[key] for key in map(name_key, options.lists) if key in known]
        chosen += [known.get(name_key(n), ListName(None, n)) for n in options.new_lists]
        return tuple(dict.fromkeys(chosen))

    def _say(self) -> None:
        assert self.draft is not None
        options, last = self.draft.options, self.draft.last_time
        self.query_one("#last-time", Words).refresh()
        self._field("region").says = _quiet(
            _("Numbers without prefix are read as numbers of this country.")
        )
        self._field("mobiles").says = _quiet(
            _("A fixed line then fails; else it comes in with a warning.")
        )
        self._field("lists").says = BLANK
        unsubscribe = self._field("unsubscribe")
        if options.unsubscribe_all:
            unsubscribe.says = Content.assemble(
                ("■ ", "bold $error"),
                (
                    _(
                        "The addresses of this file will not be messaged. An undo of the import "
                        "does not bring them back."
                    ),
                    "$error",
                ),
            )
        elif last is not None and last.unsubscribed:
            unsubscribe.says = complaint(
                _("Last time they were unsubscribed. This is never chosen by itself.")
            )
        else:
            unsubscribe.says = BLANK

    def _field(self, name: str) -> FormField:
        return next(field for field in self.query(FormField) if field.name == name)

    def _label_ticks(self) -> None:
        """In the language in force."""
        self.query_one("#mobiles-only", Tick).label = _("Mobiles only")
        label = _("Unsubscribe all contacts in this file")
        self.query_one("#unsubscribe-all", Tick).label = label

    def _last_time(self) -> Content:
        if self.draft is None or self.draft.last_time is None:
            return Content.styled(_("What becomes of the contacts in the file."), "$muted")
        day = when(self.draft.last_time.at)
        return Content.styled(_("as last time ({day})").format(day=day), "$accent")

    # What is chosen

    def _choose(self, options: ImportOptions) -> None:
        """Chosen by hand: no longer as last time, unless it is the same."""
        if self.draft is None or options == self.draft.options:
            return
        self.post_message(self.Chosen(replace(self.draft, options=options, last_time=None)))

    @on(ListPicker.Changed)
    def _lists_chosen(self, event: ListPicker.Changed) -> None:
        event.stop()
        if self.draft is None or event.chosen != self.picker.chosen:
            return
        self._choose(_with_lists(self.draft.options, event.chosen))

    @on(OneOf.Changed)
    def _existing_chosen(self, event: OneOf.Changed) -> None:
        event.stop()
        if self.draft is not None and event.value == event.one_of.value:
            self._choose(replace(self.draft.options, existing=Existing(event.value)))

    @on(Checkbox.Changed)
    def _ticked(self, event: Checkbox.Changed) -> None:
        event.stop()
        if self.draft is None or event.value != event.checkbox.value:
            return
        if event.checkbox.id == "mobiles-only":
            self._choose(replace(self.draft.options, mobiles_only=event.value))
        else:
            self._choose(replace(self.draft.options, unsubscribe_all=event.value))

    @on(FormField.Left)
    def _left(self, event: FormField.Left) -> None:
        event.stop()
        if event.field.name != "region" or self.draft is None:
            return
        code = country_code(self.country.input.value.strip())
        if code:
            self._choose(replace(self.draft.options, region=code))
            self.country.keep(country_name(code))
        else:
            event.field.says = complaint(_("No such country. Choose one of the list."))

    def lacking(self) -> str:
        if self.picker.pending:
            return _("“{name}” is typed, but no list is chosen. Press enter to take it.").format(
                name=safe(self.picker.pending, 40)
            )
        if not country_code(self.country.input.value.strip()):
            return _("Choose the country of numbers without prefix.")
        return ""


def _with_lists(options: ImportOptions, chosen: Sequence[ListName]) -> ImportOptions:
    return replace(
        options,
        lists=tuple(each.name for each in chosen if each.id is not None),
        new_lists=tuple(each.name for each in chosen if each.id is None),
    )


def _existing_words(existing: Existing) -> Callable[[], str]:
    def words() -> str:
        return {
            Existing.UPDATE: _("Fill and update: empty cells change nothing"),
            Existing.SKIP: _("Skip: they stay as they are"),
            Existing.OVERWRITE: _("Overwrite: empty cells clear what is there"),
        }[existing]

    return words


def _status() -> str:
    return field_label("status")


def _quiet(text: str) -> Content:
    return Content.styled(text, "$muted")
