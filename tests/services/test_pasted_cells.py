"""Cells that were pasted are kept for their import alone, and read by their owner alone."""

import os
import stat
import time
from pathlib import Path

import pytest

from contacthub_tui import paths
from contacthub_tui.domain.import_run import ImportOptions, RunState
from contacthub_tui.errors import RefusedError
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import imports
from contacthub_tui.services.pasted_cells import MOST, clear_cells, forget_cells, keep_cells
from contacthub_tui.store.database import Store
from contacthub_tui.wording import file_words

CELLS = "Prénom\tMobile\rZoé\t06 12 34 56 78\r"


def test_cells_become_a_file_that_only_its_owner_reads(store: Store) -> None:
    path = keep_cells(store.url, CELLS)
    assert path.read_bytes() == "Prénom\tMobile\nZoé\t06 12 34 56 78\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("text", "code"), [(" \n\t", "cells-empty"), ("é" * (MOST // 2 + 1), "cells-too-big")]
)
def test_too_much_and_nothing_are_refused(store: Store, text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        keep_cells(store.url, text)
    assert caught.value.code == code
    assert not list(paths.pasted_dir().rglob("*.tsv"))


def test_their_import_removes_them_when_it_has_finished(store: Store) -> None:
    path = keep_cells(store.url, CELLS)
    run_id = imports.create_run(path, ImportOptions(), "marie")
    assert run_import(run_id).counts.created == 1
    assert not path.exists()
    assert file_words(imports.get_run(run_id).file_name) == "pasted cells"


def test_an_unfinished_import_keeps_its_cells_and_no_other_stays_for_ever(store: Store) -> None:
    needed, ended, old, fresh = (keep_cells(store.url, CELLS) for _ in range(4))
    for path in (needed, old):
        os.utime(path, (time.time() - 200_000,) * 2)
    imports.create_run(needed, ImportOptions(), "marie")
    run_id = imports.create_run(ended, ImportOptions(), "marie")
    imports.hold_run(run_id, "here:1:1")
    imports.end_run(run_id, "here:1:1", RunState.FINISHED, seconds=0, error=None)
    clear_cells(store.url)
    assert [path.exists() for path in (needed, ended, old, fresh)] == [True, False, False, True]


def test_only_pasted_cells_are_ever_removed(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "clients.tsv"
    own.write_text(CELLS)
    forget_cells(own)
    assert own.exists()
