"""Two people's changes of one contact are joined field by field, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.contact_edit import Conflict, Draft, merge

NAMES = ("first_name", "mobile", "custom:7")
DRAFTS = st.builds(
    Draft,
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(("a", "b"))),
    st.frozensets(st.integers(1, 3)),
)


@given(DRAFTS, DRAFTS, DRAFTS)
def test_nothing_that_one_of_them_changed_is_lost(
    opened: Draft, stored: Draft, typed: Draft
) -> None:
    merged = merge(opened, stored, typed)
    conflicts = {each.field: each for each in merged.conflicts}
    for name in NAMES:
        before, theirs, mine = (draft.value(name) for draft in (opened, stored, typed))
        if name in conflicts:
            assert conflicts[name] == Conflict(name, theirs, mine)
            assert len({before, theirs, mine}) == 3 or before not in (theirs, mine)
            assert theirs != mine
        elif theirs != before:
            assert merged.draft.value(name) == theirs
        else:
            assert merged.draft.value(name) == mine
    for each in (1, 2, 3):
        before, theirs, mine = (each in draft.lists for draft in (opened, stored, typed))
        assert (each in merged.draft.lists) == (mine if theirs == before else theirs)


@given(DRAFTS, DRAFTS)
def test_who_edits_alone_saves_what_was_typed(opened: Draft, typed: Draft) -> None:
    merged = merge(opened, opened, typed)
    assert merged == type(merged)(Draft(dict(typed.values), typed.lists))
