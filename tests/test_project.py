"""What stands in the repository is what it says: commands, packages, files."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "contacthub_tui"
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _makefile_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "ARCHITECTURE.md"])
def test_every_make_command_in_the_documents_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= _makefile_targets()


def test_every_command_and_option_in_the_readme_exists_and_every_command_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.findall(r"`[^`\n]*`|^contacthub .*$", text, re.MULTILINE)
    named = set(re.findall(r"contacthub ([a-z]+)", " ".join(said)))
    helps = {name: _help(name) for name in named}
    assert not [name for name, shown in helps.items() if f"contacthub {name}" not in shown]
    assert named == set(re.findall(r"^    ([a-z]+) ", _help(), re.MULTILINE))
    options = set(re.findall(r"(--[a-z-]+)", " ".join(word for word in said if "pip" not in word)))
    assert options <= set(re.findall(r"--[a-z-]+", " ".join([_help(), *helps.values()])))


def _help(*command: str) -> str:
    """What a command says of itself; argparse asks for wide lines by an environment variable."""
    return subprocess.run(
        [sys.executable, "-m", "contacthub_tui", *command, "--help"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_every_file_linked_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"", text)
    assert linked
    assert all((ROOT / (one or other)).exists() for one, other in linked)


def test_files_carry_no_place_of_one_machine() -> None:
    places = [b"/wo" + b"rk/", b"/ro" + b"ot/", b"../sha" + b"red"]
    found = [
        f"{path.relative_to(ROOT)}: {place.decode()}"
        for path in _tracked()
        for place in places
        if place in path.read_bytes()
    ]
    assert not found


def test_every_package_is_pinned_and_no_address_is_told() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in PINS)
    pinned = {_plain(line.split("==")[0]) for line in PINS}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["build-system"]["requires"] + project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    assert {_plain(re.match(r"[\w.-]+", need)[0]) for need in wanted} <= pinned


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_wheel_holds_what_the_program_reads_and_nothing_of_the_workshop(
    tmp_path: Path,
) -> None:
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        str(path.relative_to(ROOT))
        for pattern in ("*.py", "*.mo", "*.tcss")
        for path in PACKAGE.rglob(pattern)
    }
    assert needed <= names
    assert "contacthub_tui/locale/fr/LC_MESSAGES/contacthub.mo" in names
    assert not [name for name in names if name.endswith((".po", ".pot"))]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"contacthub_tui"}


def test_no_file_of_the_program_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
