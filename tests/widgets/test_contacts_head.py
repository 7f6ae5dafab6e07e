"""What stands above All contacts says nothing that cannot be."""

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.widgets.contacts_head import Found, title_text


def test_more_may_be_selected_than_a_search_finds() -> None:
    some, none = (Found(ContactQuery(text="zoe"), 100, total, 4, True) for total in (9, 0))
    assert title_text(some).plain == "✓ 4 selected of 9 found"
    assert title_text(none).plain == "✓ 4 selected"
