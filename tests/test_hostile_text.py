"""No text of a file, a name or a setting meets a widget or a terminal before it is harmless.

The source is read, not run: a new place that shows bare text fails here, with its line.
"""

from pathlib import Path

import pytest

from tests.bare_text import Bare, content_makers, printed_bare, shown_bare

PACKAGE = Path(__file__).parent.parent / "contacthub_tui"
SCREENS = (
    PACKAGE / "app.py",
    *sorted((PACKAGE / "screens").glob("*.py")),
    *sorted((PACKAGE / "widgets").glob("*.py")),
)
COMMANDS = (PACKAGE / "cli.py", *sorted((PACKAGE / "commands").glob("*.py")))

#: Written in the source, as commands, choices, titles and counts are; or checked where it is made.
HARMLESS = {
    "app.py": {
        "active.name",
        "active.sentence",
        "active.keys",
        "partial(self.run_action, active.action, active.node)",
    },
    "screens/gateway.py": {"sign"},
    # What a place says is lost with it is written in the source.
    "screens/group_send.py": {"self.lost"},
    "widgets/unsaved.py": {"self._lost"},
    "screens/help.py": {"_(group)", "active.name", "active.sentence", "active.keys"},
    "screens/lists.py": {"_(_SORT_NAMES[self._sort][self._turned])"},
    "screens/send_report.py": {"state"},  # of `send_state`
    # A field shows these through `widgets.harmless`.
    "screens/ledger_export.py": {"self._proposed"},
    "screens/resubscribe.py": {"preference_words(stop).plain"},
    "widgets/failed_export_dialog.py": {"self._proposed"},
    "widgets/new_field_dialog.py": {"self._name_proposed"},
    "widgets/template_dialog.py": {"self._begun"},
    "widgets/contact_editors.py": {"text", "value"},
    "widgets/custom_field_dialog.py": {"field.name"},
    "widgets/setting_field.py": {"_(self.setting.about)", "self._beside", "kept"},
    "widgets/list_dialog.py": {"one.name", "one.description"},
    "widgets/history_table.py": {"change.run_id"},
    "widgets/preference_words.py": {"SIGNS[status].text"},
    # Looked at wherever a `Confirm` or a `Field` is made.
    "widgets/compared_fields.py": {"SIGNS[status].text", "row.label"},  # of `any_field_label`
    "widgets/confirm.py": {"self._title", "self._verb", "self._sentences"},
    "widgets/bulk_dialog.py": {"first", "more"},  # of `act_sentences`
    # Endings and names of kinds; what a path could become, made harmless where it comes.
    "widgets/export_dialog.py": {"frozenset(KINDS)", "self._names", "_(name)"},
    "widgets/fields.py": {"field.label"},
    "widgets/search_bar.py": {"_(self._hint)"},
    "widgets/work_dialog.py": {"self.verb()"},  # of `act_verb`, or written in the source
    "widgets/contacts_head.py": {
        "_(_SORT_NAMES[found.query.sort][found.query.descending])",
        "name",
    },
    "widgets/filter_chips.py": {"words"},
    "widgets/filter_dialog.py": {"self.chosen.no_list"},
    # Letters of columns, words for codes, labels of `any_field_label` and of `safe` names.
    "widgets/column_about.py": {
        "letters(column.index)",
        "hint(column, row.turn)",
        "reasons(column, row.turn)",
    },
    "widgets/field_picker.py": {"choice.note", "choice.label"},
    "widgets/file_browser.py": {"self._entries", "_Entry(self.location.parent, '../')"},
    "widgets/file_found.py": {"text()"},  # given by what is looked at where it stands
    "widgets/fix_dialog.py": {"_(_LABELS[self._kind])"},
    "widgets/forecast_line.py": {"self._said().wrap(width)", "self._lacking()"},
    "widgets/options_step.py": {"text"},
    "widgets/run_acts.py": {"_(self._asked.doing)"},
    "widgets/run_progress.py": {"cell.text", "run.id"},
    "widgets/wizard_head.py": {
        "label",
        "name",
        "width",
        "line.cell_length",
        "next(iter(gaps), _GAPS[-1])",
    },
    "widgets/keys_bar.py": {"active.name", "active.keys"},
    "widgets/list_words.py": {"key", "name"},
    "widgets/notice.py": {"self.SIGN"},
    "widgets/navigation_bar.py": {"brand", "text", "texts"},  # titles of places, with counts
    # Days and reasons, and lines of a `Content` made of `safe` text; painted by the thread.
    "widgets/bubble.py": {"day", "said", "text"},
    "widgets/thread_view.py": {"piece.text"},
    # Widths, and the name of a field, `safe` where it is an operator's.
    "widgets/composer.py": {
        "right.cell_length",
        "self._field_name(merged.missing[0])",
    },
    "widgets/tag_offer.py": {"size.encoding"},  # the kind of letters
    "widgets/team_form.py": {"name"},  # of the screen
    "widgets/decision_bar.py": {"name"},
    "widgets/inbox_head.py": {
        "_(FILTER_NAMES[shown])",
        "_(_NOTHING.get(query.shown, ''))",
        "_(name)",
        "name",  # of a command, or of `name_in`
    },
    # Content made of `safe` cells.
    "widgets/row_panel.py": {
        "cell.text",
        "before.stylize('bold')",
        "before.stylize('$muted')",
        "after.stylize('bold $accent')",
    },
    "widgets/run_panel.py": {"cell.text", "run.id"},
    "widgets/selection.py": {"keys"},  # ids, put into a set
    "widgets/tally.py": {"n", "word", "total"},
    "widgets/welcome.py": {"key", "name", "about"},
    # Numbers in E.164, times, ids, words for codes.
    "commands/contacts.py": {"contact.mobile", "contact.whatsapp", "contact.status"},
    "commands/doctor.py": {"store.engine"},
    "commands/importing.py": {
        "held.id",
        "held.created_at",
        "imports.next_step(held)",
        "_summary(held.counts)",
        "_summary(counts)",
        "title",
    },
    "commands/preference.py": {"number", "_line(change)"},
}


def bare_places() -> dict[str, list[Bare]]:
    """Every place of the program that shows a text which may be data."""
    makers = set().union(*(content_makers(path.read_text("utf-8")) for path in SCREENS))
    found = {path: shown_bare(path.read_text("utf-8"), makers) for path in SCREENS}
    found |= {path: printed_bare(path.read_text("utf-8")) for path in COMMANDS}
    return {str(path.relative_to(PACKAGE)): places for path, places in found.items()}


def test_every_text_that_is_shown_is_harmless() -> None:
    new = [
        f"contacthub_tui/{name}:{place.line} shows {place.text!r}, which may be data: "
        "put it through `safe`, or say above why it is harmless"
        for name, places in bare_places().items()
        for place in places
        if place.text not in HARMLESS.get(name, set())
    ]
    assert not new, "\n".join(new)


def test_what_is_said_to_be_harmless_is_still_there() -> None:
    places = bare_places()
    gone = [
        (name, text)
        for name, texts in HARMLESS.items()
        for text in texts - {place.text for place in places.get(name, [])}
    ]
    assert not gone


@pytest.mark.parametrize(
    "line",
    [
        "yield Static(contact.name)",
        "yield Static(f'{contact.name}')",
        "yield Label(_('Name: {n}').format(n=contact.name))",
        "yield Static(_(contact.name), markup=False)",
        "yield Static('a' + contact.name)",
        "yield Static(given)",
        "self.query_one(Static).update(contact.name)",
        "self.query_one(Static).update(', '.join(contact.lists))",
        "self.app.notify(path.name)",
        "self.notify('done', title=path.name)",
        "table.add_row('1', contact.name)",
        "options.add_option(contact.name)",
        "yield Option(contact.name)",
        "yield Button(label=contact.name)",
        "self.border_title = contact.name",
        "self.query_one(Static).tooltip = contact.note",
        "yield Static(Content(contact.name))",
        "yield Static(Content.styled(contact.name, 'bold'))",
        "yield Static(Content.assemble('Name: ', (contact.name, 'bold')))",
        "yield Static(Content.from_markup('[b]$name', name=contact.name))",
        "yield Static(Content.from_text(contact.name))",
        "yield Static(Text.from_markup(safe(contact.name)))",
        "yield Field(Content(safe(contact.name)), contact.label)",
        "return Strip([Segment(contact.name)])",
        "text = contact.name\n    yield Static(text)",
        "text = 'a'\n    text += contact.name\n    yield Static(text)",
        "for name in contact.lists:\n        yield Static(name)",
        "text = _('x') if contact else contact.name\n    yield Static(text)",
        "yield Static(str(error))",
        "yield Static(given.strip()[:10])",
        "return [Piece(contact.name, role)]",
    ],
)
def test_a_new_place_with_bare_text_is_found(line: str) -> None:
    assert shown_bare(f"def compose(self, contact, given: str):\n    {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "yield Static('Name')",
        "yield Static(_('Name'), id=contact.key, classes=kind)",
        "yield Static(safe(contact.name), markup=False)",
        "yield Label(ngettext('{n} row', '{n} rows', count).format(n=number(count)))",
        "yield Static(Content.assemble((safe(contact.name), 'bold'), ' ', _('x')))",
        "yield Static(f'{safe(contact.name)} · {number(contact.id)}', markup=False)",
        "self.query_one(Static).update(Content(', '.join(safe(name) for name in contact.lists)))",
        "self.app.notify(error_sentence(error))",
        "text = _('a')\n    text += safe(contact.name)\n    yield Static(text)",
        "for name in map(safe, contact.lists):\n        yield Static(name)",
        "self.border_title = _('Contacts')",
        "yield Static(' ' * width + '─' * count)",
    ],
)
def test_harmless_text_is_let_through(line: str) -> None:
    assert not shown_bare(f"def compose(self, contact, count: int):\n    {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "print(path)",
        "print(f'Store: {path}')",
        "print(_('Store: {path}').format(path=path), file=sys.stderr)",
        "print('\\t'.join((safe(contact.name), contact.note)))",
        "print(json.dumps(contact.name, ensure_ascii=False))",
        "sys.stdout.write(contact.name)",
        "sys.stderr.write(str(error))",
        "print(error)",
        "print(*contact.lists)",
    ],
)
def test_a_new_line_of_output_with_bare_text_is_found(line: str) -> None:
    assert printed_bare(f"def run(contact, path):\n    {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "print()",
        "print(_('Done.'), file=sys.stderr, end=contact.end)",
        "print(sentence(error), file=sys.stderr)",
        "print(json.dumps({'name': contact.name}))",
        "print(_('Store: {path}').format(path=safe(str(path))))",
        "print(*map(safe, contact.lists))",
    ],
)
def test_harmless_output_is_let_through(line: str) -> None:
    assert not printed_bare(f"def run(contact, path):\n    {line}\n")
