"""What is selected, and how many."""

from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.widgets.selection import Selection

TOTAL = 20
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("toggle"), st.integers(0, TOTAL - 1)),
        st.tuples(st.just("add"), st.integers(0, TOTAL - 1)),
        st.tuples(st.sampled_from(["everything", "clear"]), st.just(0)),
    )
)


@given(STEPS)
def test_the_count_is_that_of_the_selected_rows(steps: list[tuple[str, int]]) -> None:
    selection = Selection()
    model: set[int] = set()
    for step, key in steps:
        if step == "toggle":
            selection.toggle(key)
            model ^= {key}
        elif step == "add":
            selection.add([key])
            model |= {key}
        elif step == "everything":
            selection.add_everything()
            model = set(range(TOTAL))
        else:
            selection.clear()
            model = set()
    assert {key for key in range(TOTAL) if key in selection} == model
    assert selection.count(TOTAL) == len(model)
