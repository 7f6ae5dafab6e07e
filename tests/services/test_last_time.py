"""What was chosen for a file with the same headers is chosen again, but never an unsubscription."""

from pathlib import Path

from contacthub_tui.domain.import_run import DateOrder, Existing, ImportOptions, RunState
from contacthub_tui.services import imports, lists
from contacthub_tui.services.last_time import last_time
from contacthub_tui.store.database import Store


def _imported(options: ImportOptions, key: str = "k", state: RunState = RunState.FINISHED) -> None:
    run_id = imports.create_run(Path("a.csv"), options, "marie")
    imports.hold_run(run_id, "here:1:1")
    imports.keep_plan(run_id, "", key, "")
    imports.end_run(run_id, "here:1:1", state, seconds=0, error=None)


def test_the_last_finished_import_of_such_a_file_decides(store: Store) -> None:
    lists.create_list("VIP", who="marie")
    lists.create_list("Lyon", who="marie")
    _imported(ImportOptions(existing=Existing.OVERWRITE))
    _imported(
        ImportOptions(
            region="BE",
            lists=("vip",),
            new_lists=("Lyon", "Never made"),
            existing=Existing.SKIP,
            mobiles_only=True,
            date_order=DateOrder.MONTH_FIRST,
            unsubscribe_all=True,
            mapping=(("A", "mobile"),),
        )
    )
    _imported(ImportOptions(region="CH"), state=RunState.CANCELLED)
    _imported(ImportOptions(region="GB"), key="other")
    found = last_time("k")
    assert found is not None
    assert found.unsubscribed
    assert found.at
    assert found.options == ImportOptions(
        region="BE",
        lists=("VIP", "Lyon"),
        existing=Existing.SKIP,
        mobiles_only=True,
        date_order=DateOrder.MONTH_FIRST,
    )


def test_a_list_that_is_gone_is_left_out_and_other_headers_have_no_last_time(store: Store) -> None:
    gone = lists.create_list("VIP", who="marie")
    _imported(ImportOptions(lists=("VIP",)))
    lists.delete_list(gone)
    found = last_time("k")
    assert found is not None
    assert found.options.lists == ()
    assert last_time("never seen") is None
    assert last_time("") is None
