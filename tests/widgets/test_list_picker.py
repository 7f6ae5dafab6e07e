"""Lists are found as one types, chosen and given up by keys, and made where that is allowed."""

from textual.app import App, ComposeResult

from contacthub_tui.domain.list_name import ListName
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.notice import Notice

NAMES = ("VIP", "Été à Lyon", "Lyon", "[/b] \x1b")
MANY = [ListName(number, name) for number, name in enumerate(NAMES)]
MANY += [ListName(number, f"Liste {number:05d}") for number in range(10, 5_000)]


class Shown(App[None]):
    """A picker and what can have the focus after it."""

    def __init__(self, *, may_create: bool = False, chosen: tuple[ListName, ...] = ()) -> None:
        super().__init__()
        self.picker = ListPicker(MANY, chosen, may_create=may_create)
        self.other = ListPicker()

    def get_css_variables(self) -> dict[str, str]:
        names = ("muted", "line", "cursor-back", "cursor-text")
        return {**super().get_css_variables(), **dict.fromkeys(names, "#888888")}

    def compose(self) -> ComposeResult:
        yield self.picker
        yield self.other
        yield Notice()


class AtTheBottom(Shown):
    """The same where there is no room below."""

    CSS = "ListPicker { margin-top: 15; }"


def names(picker: ListPicker) -> list[str]:
    return [each.name for each in picker.chosen]


async def test_lists_are_found_without_accents_and_several_are_chosen() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"ete", "enter", *"lyon", "enter", *"00777", "enter")
        assert names(app.picker) == ["Été à Lyon", "Lyon", "Liste 00777"]
        await pilot.press("backspace", *"lyon", "enter")
        assert names(app.picker) == ["Été à Lyon"]
        assert not app.picker.is_open


async def test_the_choices_open_by_down_and_close_by_escape_without_choosing() -> None:
    app = Shown(chosen=(MANY[0],))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "down", "enter")
        assert names(app.picker) == ["VIP", "[/b] \x1b"]
        await pilot.press("down", "escape")
        assert not app.picker.is_open
        assert len(app.picker.chosen) == 2


async def test_what_is_meant_is_taken_on_leaving_and_what_is_not_stays_to_be_asked_about() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"vip", "tab")
        assert names(app.picker) == ["VIP"]
        await pilot.press("shift+tab", *"liste", "tab")
        assert names(app.picker) == ["VIP"]
        assert app.picker.pending == "liste"


async def test_a_new_list_is_offered_only_where_it_may_be_made() -> None:
    for may_create in (True, False):
        app = Shown(may_create=may_create)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press(*"Marché", "enter")
            made = [ListName(None, "Marché")] if may_create else []
            assert list(app.picker.chosen) == made


async def test_the_mouse_takes_and_gives_up() -> None:
    app = Shown(chosen=(MANY[2],))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down")
        await pilot.click("Matches", offset=(4, 1))
        assert len(app.picker.chosen) == 2
        await pilot.press("escape")
        await pilot.click("_Chips", offset=(1, 0))
        assert MANY[2] not in app.picker.chosen


async def test_choices_without_room_below_cover_neither_what_is_typed_nor_the_keys() -> None:
    app = AtTheBottom()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"li")
        assert app.picker.is_open
        shown = app.picker.query_one("Matches").region
        assert shown.bottom == app.picker.input.region.y
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        assert app.picker.query_one("Matches").region.y == app.picker.input.region.bottom
