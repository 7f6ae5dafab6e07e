"""One setting on the screen, made from its declaration. Enters: the declaration, the value that is
kept. Leaves: the value that is meant now; what is wrong with it stands below it.
"""

from functools import partial

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.text import safe
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _
from contacthub_tui.settings.declared import Kind, Setting
from contacthub_tui.widgets.country_picker import CountryPicker
from contacthub_tui.widgets.form_field import FormField, complaint
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.word_list import WordList
from contacthub_tui.wording import sentence
from contacthub_tui.wording.countries import country_code, country_name

#: So many choices stand beside each other, more below each other.
_BESIDE = 2


def shown(setting: Setting, value: str) -> str:
    """A value as operators read it."""
    if setting.kind is Kind.COUNTRY:
        return country_name(value)
    if setting.kind is Kind.CHOICE:
        return _(dict(setting.choices).get(value, value))
    return safe(", ".join(value.splitlines()), 200)


class SettingField(FormField):
    """The field of a setting. `kept` is the value in the store, `value` the one that is meant."""

    def __init__(self, setting: Setting, kept: str) -> None:
        super().__init__(setting.name, lambda: _(setting.title), _editor(setting, kept))
        self.setting = setting
        self.kept = kept
        self._beside = ""
        self.set_reactive(FormField.says, self._about())

    @property
    def value(self) -> str:
        """What is meant; for a country that there is not, what is typed."""
        editor = self.editor
        if isinstance(editor, WordList):
            return "\n".join(editor.words)
        if isinstance(editor, CountryPicker):
            typed = editor.input.value.strip()
            return country_code(typed) or typed
        return editor.value if isinstance(editor, Input | OneOf) else ""

    @property
    def is_changed(self) -> bool:
        """Whether something else is meant than is kept."""
        return self.value.strip() != self.kept

    def keep(self, kept: str) -> None:
        """This is what the store has now; it is shown unless something else was meant."""
        if not self.is_changed:
            self.show_value(kept)
        self.kept = kept

    def show_value(self, value: str) -> None:
        """Mean this value."""
        editor = self.editor
        if isinstance(editor, WordList):
            editor.words = tuple(value.splitlines())
            editor.input.value = ""
        elif isinstance(editor, CountryPicker):
            editor.keep(country_name(value))
        elif isinstance(editor, Input | OneOf):
            editor.value = value

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """What is typed is another country, not more of the same."""
        if isinstance(self.editor, CountryPicker):
            self.editor.input.action_select_all()

    def start(self) -> None:
        """Go there."""
        for line in (*self.query(Input), *self.query(OneOf)):
            line.focus()
            return

    def check(self) -> str | None:
        """The value as it would be kept, None where it cannot be: that is said below it."""
        if isinstance(self.editor, WordList):
            self.editor.take_typed()
        try:
            checked = self.setting.check(self.value)
        except RefusedError as error:
            self.says = complaint(sentence(error))
            return None
        self.says = self._about()
        return checked

    def say(self, text: str) -> None:
        """Say something of it that wants a look."""
        self.says = complaint(text)

    def say_beside(self, text: str) -> None:
        """Say something beside what the setting is about."""
        self._beside = text
        self.says = self._about()

    def retranslate(self) -> None:
        """Say it in the language in force."""
        if isinstance(self.editor, CountryPicker) and not self.is_changed:
            self.editor.keep(country_name(self.kept))
        self.says = self._about()

    def _about(self) -> Content:
        about = Content.styled(_(self.setting.about), "$muted")
        return Content.assemble(about, " ", (self._beside, "$warning")) if self._beside else about


def _editor(setting: Setting, kept: str) -> Widget:
    if setting.kind is Kind.CHOICE:
        answers = [Answer(value, partial(_, title)) for value, title in setting.choices]
        return OneOf(answers, kept, upright=len(answers) > _BESIDE)
    if setting.kind is Kind.COUNTRY:
        return CountryPicker(country_name(kept))
    if setting.kind is Kind.WORDS:
        return WordList(kept.splitlines())
    return LineInput(kept)
