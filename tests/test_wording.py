"""Every code that the product raises becomes a sentence, in both languages, harmless to show."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import contacthub_tui
from contacthub_tui import errors, i18n, wording
from contacthub_tui.domain.contact import CustomKind, Status
from contacthub_tui.domain.import_run import MAPPABLE, RowProblem, RowWarning, RunState
from contacthub_tui.errors import ContactHubError, FileError, RefusedError, StoreError
from contacthub_tui.widgets.results_table import REASON_WIDTH
from contacthub_tui.wording.custom_kinds import custom_kind_label

PACKAGE = Path(contacthub_tui.__file__).parent
ERRORS = [error.__name__ for error in ContactHubError.__subclasses__()]


def _raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Every `FileError("code", name=…)` in the source: its code and the names of its details."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ERRORS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                names = frozenset(word.arg for word in node.keywords if word.arg)
                yield str(node.args[0].value), names


def _documented() -> list[str]:
    """The codes that the docstrings of errors.py list."""
    lists = [getattr(errors, name).__doc__.partition(":")[2] for name in ERRORS]
    return re.findall(r"[a-z]+(?:-[a-z]+)*(?=[,.\n])", " ".join(lists))


@pytest.fixture(params=i18n.LANGUAGES)
def _language(request: pytest.FixtureRequest) -> None:
    i18n.set_language(request.param)


def test_the_codes_are_found() -> None:
    assert {"not-found", "bad-mapping", "locked", "no-driver", "bad-config"} <= set(_documented())
    assert "bad-url" in {code for code, _names in _raised()}


@pytest.mark.usefixtures("_language")
def test_every_code_has_a_sentence_of_its_own() -> None:
    codes = {code for code, _names in _raised()} | set(_documented())
    missing = [code for code in sorted(codes) if code not in wording.CODES]
    assert not missing


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize(("code", "names"), sorted(set(_raised()), key=str))
def test_a_sentence_is_found_for_the_details_that_are_given(
    code: str, names: frozenset[str]
) -> None:
    said = wording.sentence(ContactHubError(code, **dict.fromkeys(names, "VALUE")))
    assert said != wording.sentence(ContactHubError("no such code")), said
    assert "{" not in said


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize("code", sorted(set(_documented())))
def test_a_sentence_says_what_happened_and_what_to_do(code: str) -> None:
    names = ("path", "place", "problem", "limit", "name", "value", "origin")
    said = wording.sentence(ContactHubError(code, **dict.fromkeys(names, "x")))
    assert len(re.findall(r"[.!?](?:\s|$)", said)) >= 2, said


def test_an_unknown_code_gives_a_general_sentence() -> None:
    said = wording.sentence(ContactHubError("no-such-thing"))
    assert "no-such-thing" in said and said.endswith(".")


def test_details_are_made_harmless() -> None:
    error = FileError("not-found", path="\x1b]52;c;ZXZpbA==\x07{limit}\u202e.csv")
    said = wording.sentence(error)
    assert "\x1b" not in said and "\u202e" not in said and "{limit}" in said


def test_a_password_in_a_database_address_is_not_shown() -> None:
    error = StoreError("bad-url", url="postgresql://marie:s3cret@host/hub")
    said = wording.sentence(error)
    assert "s3cret" not in said and "marie" in said


def test_numbers_and_lists_in_a_sentence_follow_the_language() -> None:
    i18n.set_language("fr")
    said = wording.sentence(FileError("no-phone-column", headers=("Nom", "Ville")))
    assert "Nom, Ville" in said
    said = wording.sentence(FileError("too-big", reason="columns", limit=1000))
    assert "1\u202f000" in said


def test_of_very_many_columns_only_the_first_are_named() -> None:
    said = wording.sentence(FileError("no-phone-column", headers=[f"C{n}" for n in range(9000)]))
    assert "C11, …" in said and "C12" not in said


def test_the_number_of_an_import_can_be_typed_in_again() -> None:
    assert "Import 12345 " in wording.sentence(RefusedError("undone", run=12345))


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize("code", [*RowProblem, *RowWarning])
def test_every_problem_of_a_row_has_a_reason_short_enough_for_a_table(code: str) -> None:
    said = wording.row_reason(code)
    assert said != code
    assert len(said) <= REASON_WIDTH


@pytest.mark.usefixtures("_language")
def test_every_field_state_and_status_has_a_label() -> None:
    assert all(wording.field_label(field) != field for field in MAPPABLE)
    assert all(wording.state_label(state) for state in RunState)
    assert all(wording.status_label(status) for status in Status)


def test_a_kind_of_custom_field_is_no_phone_number_in_french() -> None:
    i18n.set_language("fr")
    assert custom_kind_label(CustomKind.NUMBER) == "Nombre"
    assert i18n._("Number") == "Numéro"


def test_a_custom_field_is_shown_by_its_own_name_made_harmless() -> None:
    assert wording.field_label("Div\x1bis\u202eion") == "Division"
