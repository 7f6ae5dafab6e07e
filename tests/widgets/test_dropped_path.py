"""A path in whatever spelling a terminal hands it over."""

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.paste_kind import pasted_path

NAMES = st.text(
    alphabet=st.characters(exclude_characters="/\0", exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).filter(lambda name: name == name.strip())


@given(NAMES)
def test_every_spelling_of_a_path_is_that_path(name: str) -> None:
    path = Path("/no/such/folder") / name
    escaped = "".join(c if c.isalnum() or c in "/._-" else f"\\{c}" for c in str(path))
    for spelled in (shlex.quote(str(path)), escaped, path.as_uri(), escaped + " "):
        assert dropped_path(spelled) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/tmp/a.csv", "/tmp/a.csv"),
        ("/tmp/a.csv \r\n", "/tmp/a.csv"),
        ("'/tmp/nos clients.csv'", "/tmp/nos clients.csv"),
        ('"/tmp/nos clients.csv"', "/tmp/nos clients.csv"),
        ("'/tmp/l'\\''an.csv'", "/tmp/l'an.csv"),
        ("file:///tmp/nos%20clients.csv", "/tmp/nos clients.csv"),
        ("file://localhost/tmp/a.csv", "/tmp/a.csv"),
        ("/tmp/a.csv\n/tmp/b.csv", "/tmp/a.csv"),
        ("\n\n  /tmp/a.csv", "/tmp/a.csv"),
    ],
)
def test_spellings_seen(text: str, path: str) -> None:
    assert dropped_path(text) == Path(path)


def test_home_is_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/marie")
    assert dropped_path("~/a.csv") == Path("/home/marie/a.csv")


def test_a_backslash_in_the_name_of_a_file_that_is_there_stays(tmp_path: Path) -> None:
    odd = tmp_path / "a\\b.csv"
    odd.touch()
    assert dropped_path(str(odd)) == odd


@pytest.mark.parametrize("text", ["", "   ", "\n", "a\0b", "x" * 5_000, "file://elsewhere/a.csv"])
def test_what_spells_no_path_is_none(text: str) -> None:
    assert dropped_path(text) is None


@given(st.text())
def test_anything_pasted_is_taken_calmly(text: str) -> None:
    dropped_path(text)


def test_a_file_with_an_end_of_a_line_in_its_name_is_no_cells(tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines.csv"
    odd.touch()
    for spelled in (str(odd), shlex.quote(str(odd)), str(odd).replace("\n", "\r")):
        assert pasted_path(spelled) == odd
    assert pasted_path("/nobody/one.csv\n/nobody/two.csv") == Path("/nobody/one.csv")
