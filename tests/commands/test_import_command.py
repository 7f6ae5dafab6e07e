"""What `contacthub import` promises to scripts: objects, statuses, sentences, files."""

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.program import (
    PATIENCE,
    assert_one_sentence,
    contacthub,
    mobile,
    read_csv,
    write_csv,
)

KEYS = [
    "run", "state", "rows", "created", "updated", "unchanged", "duplicate", "failed", "warnings",
    "kept_unsubscribed", "columns", "seconds",
]  # fmt: skip
OUTCOMES = ("created", "updated", "unchanged", "duplicate", "failed")
ROWS = [
    ["Prénom", "Téléphone", "E-mail", "Division"],
    ["Zoé", "06 12 34 56 78", "zoe@example.org", "Nord"],
    ["Malo", "07 61 23 45 67", "malo", "=1+1"],
    ["Zoé", "+33612345678", "zoe@example.org", "Nord"],
    ["", "", "", ""],
    ["Inès", "12", "ines@example.org", "Sud"],
    ["Personne", "", "", "+Sud"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five rows: two contacts, one of them twice, two without a number; and a blank line."""
    return write_csv(tmp_path / "équipe.csv", ROWS)


# What it prints


def test_the_object_says_what_became_of_every_row(file: Path) -> None:
    answer = contacthub("import", file, "--json")
    assert answer.status == 0
    assert answer.err == ""
    said = answer.last
    assert list(said) == KEYS
    assert sum(said[name] for name in OUTCOMES) == said["rows"] == 5
    assert {name: said[name] for name in OUTCOMES} == {
        "created": 2, "updated": 0, "unchanged": 0, "duplicate": 1, "failed": 2,
    }  # fmt: skip
    assert said["run"] == 1
    assert said["state"] == "finished"
    assert said["warnings"] == 1
    assert said["kept_unsubscribed"] == 0
    assert said["columns"] == {
        "Prénom": "first_name", "Téléphone": "mobile", "E-mail": "email", "Division": None,
    }  # fmt: skip
    assert said["seconds"] > 0


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    contacthub("import", file)
    again = contacthub("import", file, "--json").last
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert again["run"] == 2


def test_a_dry_run_foretells_the_import_and_writes_nothing(file: Path, home: Path) -> None:
    url = f"sqlite:///{home / 'nowhere' / 'new.db'}"
    foretold = contacthub("import", file, "--dry-run", "--json", "--database", url)
    assert foretold.status == 0
    said = foretold.last
    assert (said["run"], said["state"]) == (None, "checked")
    assert not (home / "nowhere").exists()
    assert not list(home.glob("*.db*"))
    done = contacthub("import", file, "--json", "--database", url).last
    assert [said[name] for name in OUTCOMES] == [done[name] for name in OUTCOMES]
    assert said["columns"] == done["columns"]


def test_a_dry_run_against_a_store_leaves_it_as_it_is(file: Path, tmp_path: Path) -> None:
    contacthub("import", file)
    other = write_csv(tmp_path / "new.csv", [["Mobile", "Prénom"], [mobile(7), "Ann"]])
    said = contacthub(
        "import", other, "--dry-run", "--json", "--new-list", "Later", "--map", "Prénom=+Team"
    ).last
    assert said["created"] == 1
    assert contacthub("contacts", "ann").out == ""
    assert len(contacthub("import", "--runs").out.splitlines()) == 1
    assert contacthub("import", file, "--list", "Later", "--json").last["error"] == "unknown-list"


def test_without_json_people_read_counts_and_columns(file: Path) -> None:
    answer = contacthub("import", file)
    assert answer.status == 0
    assert "2 created" in answer.out
    assert "2 failed" in answer.out
    assert "Téléphone → mobile" in answer.out


def test_failed_rows_are_written_with_their_cells_row_and_reason(
    file: Path, tmp_path: Path
) -> None:
    failed = tmp_path / "failed.csv"
    assert contacthub("import", file, "--failed", failed, "--json").status == 0
    header, ines, nobody = read_csv(failed)
    assert header == [*ROWS[0], "Row", "Reason"]
    assert ines[:5] == ["Inès", "12", "ines@example.org", "Sud", "6"]
    assert nobody[4] == "7"
    # A spreadsheet runs nothing of it, and an import reads it back as it was.
    assert nobody[3] == "'+Sud"
    assert ines[5]
    assert nobody[5]
    assert ines[5] != nobody[5]


def test_failed_rows_once_mended_come_in(file: Path, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    contacthub("import", file, "--failed", failed)
    header, ines, _nobody = read_csv(failed)
    ines[1] = "06 98 76 54 32"
    write_csv(failed, [header, ines])
    assert contacthub("import", failed, "--json").last["created"] == 1
    assert contacthub("contacts", "inès").out == "+33698765432\tInès\tsubscribed\n"


def test_a_failed_file_that_cannot_be_written_is_said(file: Path, tmp_path: Path) -> None:
    answer = contacthub("import", file, "--failed", tmp_path / "no" / "failed.csv")
    assert answer.status == 1
    assert answer.err.endswith(".\n")
    assert "cannot be written" in answer.err
    assert contacthub("import", "--runs", "--json").out == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_failed_file_for_which_there_is_no_room_is_said_and_the_import_kept(file: Path) -> None:
    answer = contacthub("import", file, "--failed", "/dev/full", "--json")
    assert (answer.status, answer.last["error"]) == (1, "unwritable")
    assert answer.last["detail"]["run"] == 1
    assert contacthub("contacts", "malo").out.startswith("+33761234567")


# What it is asked for


def test_columns_go_where_they_are_sent(file: Path) -> None:
    said = contacthub(
        "import", file, "--json", "--map", "Division=+Team", "--map", "E-mail=", "--map",
        "Prénom=last_name",
    ).last  # fmt: skip
    assert said["columns"] == {
        "Prénom": "last_name", "Téléphone": "mobile", "E-mail": None, "Division": "Team",
    }  # fmt: skip
    found = json.loads(contacthub("contacts", "zoé", "--json").out)
    assert (found[0]["last_name"], found[0]["email"]) == ("Zoé", "")


@pytest.mark.parametrize("pair", ["Nothing=mobile", "Division=nothing"])
def test_a_mapping_that_cannot_be_is_refused(file: Path, pair: str) -> None:
    answer = contacthub("import", file, "--json", "--map", pair)
    assert answer.status == 1
    assert answer.last["error"] == "bad-mapping"


def test_an_unknown_list_is_refused_and_a_new_one_is_made(file: Path) -> None:
    refused = contacthub("import", file, "--list", "Équipe", "--json")
    assert refused.status == 1
    assert refused.last["error"] == "unknown-list"
    assert contacthub("contacts", "zoé").out == ""
    assert contacthub("import", file, "--new-list", "Équipe").status == 0
    assert contacthub("import", file, "--list", "equipe", "--json").last["unchanged"] == 2
    found = json.loads(contacthub("contacts", "zoé", "--json").out)
    assert found[0]["lists"] == ["Équipe"]


def test_who_is_unsubscribed_stays_so_when_imported_again(file: Path) -> None:
    first = contacthub("import", file, "--unsubscribe-all", "--json").last
    assert first["kept_unsubscribed"] == 0
    again = contacthub("import", file, "--json").last
    assert again["kept_unsubscribed"] == 2
    assert "unsubscribed" in contacthub("contacts", "malo").out


def test_an_import_is_undone_and_its_opt_outs_stay(file: Path) -> None:
    run = contacthub("import", file, "--unsubscribe-all", "--json").last["run"]
    undone = contacthub("import", "--undo", run, "--json")
    assert undone.status == 0
    assert undone.last["state"] == "undone"
    assert undone.last["removed"] == 2
    assert contacthub("contacts", "zoé").out == ""
    assert contacthub("import", file, "--json").last["kept_unsubscribed"] == 2
    twice = contacthub("import", "--undo", run)
    assert twice.status == 1
    assert_one_sentence(twice)


def test_every_import_is_listed_the_newest_first(file: Path, tmp_path: Path) -> None:
    contacthub("import", file)
    contacthub("import", tmp_path / "missing.csv")
    lines = [line.split("\t") for line in contacthub("import", "--runs").out.splitlines()]
    assert [line[0] for line in lines] == ["2", "1"]
    assert [line[4] for line in lines] == ["missing.csv", "équipe.csv"]
    said = [json.loads(line) for line in contacthub("import", "--runs", "--json").out.splitlines()]
    assert [run["state"] for run in said] == ["failed", "finished"]


def test_a_run_that_failed_is_resumed_once_its_file_is_there(file: Path) -> None:
    away = file.rename(file.with_suffix(".away"))
    assert contacthub("import", file).status == 1
    away.rename(file)
    resumed = contacthub("import", "--resume", 1, "--json")
    assert resumed.status == 0
    assert (resumed.last["run"], resumed.last["created"]) == (1, 2)
    again = contacthub("import", "--resume", 1)
    assert again.status == 1
    assert_one_sentence(again)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--undo", "x"],
        ["--undo", "1", "--resume", "1"],
        ["FILE", "--map", "Prénom"],
        ["FILE", "--region", "XX"],
        ["FILE", "--header-row", "0"],
        ["FILE", "--header-row", "1", "--no-header"],
        ["FILE", "--existing", "sometimes"],
        ["FILE", "--language", "de"],
        ["FILE", "--sorcery"],
    ],
)
def test_wrong_usage_has_status_2_and_does_nothing(
    file: Path, home: Path, arguments: list[str]
) -> None:
    answer = contacthub("import", *(file if word == "FILE" else word for word in arguments))
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
    assert not list(home.glob("*.db*"))


@pytest.mark.parametrize("before", [True, False])
def test_store_and_language_are_named_before_or_after_the_command(
    file: Path, tmp_path: Path, home: Path, before: bool
) -> None:
    flags = ["--database", f"sqlite:///{tmp_path}/mine.db", "--language", "fr"]
    words = ["import", file]
    answer = contacthub(*(flags + words if before else words + flags))
    assert answer.status == 0
    assert "2 créés" in answer.out
    assert (tmp_path / "mine.db").exists()
    assert not list(home.glob("*.db*"))


def test_errors_and_reasons_speak_french(file: Path, tmp_path: Path) -> None:
    refused = contacthub("import", tmp_path / "rien.csv", "--language", "fr", "--json")
    assert "n’existe pas" in refused.last["message"]
    failed = tmp_path / "échecs.csv"
    contacthub("import", file, "--failed", failed, LANG="fr_FR.UTF-8")
    header, ines, _nobody = read_csv(failed)
    assert header[-2:] == ["Ligne", "Motif"]
    assert "court" in ines[-1]


# Files that cannot be imported


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


_WORKBOOK = {
    "[Content_Types].xml": b"""<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "_rels/.rels": b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>""",
    "xl/workbook.xml": b"""<?xml version="1.0"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>""",
}
_SHEET = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>%s</sheetData></worksheet>"""


def _cell(reference: bytes, text: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (reference, text)


def _missing(folder: Path) -> Path:
    return folder / "nobody.csv"


def _folder(folder: Path) -> Path:
    (folder / "people.csv").mkdir()
    return folder / "people.csv"


def _nothing(folder: Path) -> Path:
    (folder / "nothing.csv").touch()
    return folder / "nothing.csv"


def _only_a_header(folder: Path) -> Path:
    return write_csv(folder / "header.csv", [["Prénom", "Téléphone"], ["", ""]])


def _no_numbers(folder: Path) -> Path:
    return write_csv(folder / "names.csv", [["Prénom", "Nom"], ["Zoé", "Vasseur"]])


def _truncated(folder: Path) -> Path:
    path = folder / "cut.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(500):
            sheet.write_row(row, 0, [f"Name {row}", mobile(row)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _protected(folder: Path) -> Path:
    """The frame of an encrypted workbook: a compound file whose directory names its parts.

    Header, one sector of allocation and one of directory (MS-CFB 2.2 to 2.6, MS-OFFCRYPTO 2.3).
    """
    free, end, allocation = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header = header[:512] + struct.pack("<I", free) * ((512 - len(header)) // 4)
    table = struct.pack("<II", allocation, end) + struct.pack("<I", free) * 126
    directory = b""
    for name, kind, right, child in (
        ("Root Entry", 5, free, 1),
        ("EncryptionInfo", 2, 2, free),
        ("EncryptedPackage", 2, free, free),
        ("", 0, free, free),
    ):
        text = name.encode("utf-16-le")
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ",
            text, len(text) + 2 if name else 0, kind, 1, free, right, child, b"", 0, 0, 0, end, 0,
        )  # fmt: skip
    path = folder / "secret.xlsx"
    path.write_bytes(header + table + directory)
    return path


def _picture(folder: Path) -> Path:
    path = folder / "picture.csv"
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + bytes(range(256)) * 40
    )
    return path


def _zip_bomb(folder: Path) -> Path:
    """A sheet a thousand times smaller than what it inflates to."""
    rows = (b"<row>" + _cell(b"A1", b"0" * 32_000) + b"</row>") * 2_000
    return _zip(folder / "bomb.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": _SHEET % rows})


def _lying_bomb(folder: Path) -> Path:
    """The same, with another size in the archive's directory (APPNOTE 4.4.9)."""
    path = _zip_bomb(folder)
    size = len(_SHEET % b"") + 2_000 * len(b"<row>" + _cell(b"A1", b"0" * 32_000) + b"</row>")
    packed = path.read_bytes()
    assert packed.count(struct.pack("<I", size)) == 2
    path.write_bytes(packed.replace(struct.pack("<I", size), struct.pack("<I", 4_000)))
    return path


def _entity_bomb(folder: Path) -> Path:
    """Entities that stand for ten of the one before, nine deep."""
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (depth, b"&l%d;" % (depth - 1) * 10) for depth in range(1, 10)
    )
    sheet = _SHEET % (b"<row>" + _cell(b"A1", b"&l9;") + b"</row>")
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">' + entities + b"]>" + sheet
    return _zip(folder / "laughs.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": bomb})


def _sparse(folder: Path) -> Path:
    """Two cells at the far corners of the largest sheet there is."""
    sheet = _SHEET % (
        b'<row r="1">' + _cell(b"A1", b"Mobile") + b"</row>"
        b'<row r="1048576">' + _cell(b"XFD1048576", b"+33612345678") + b"</row>"
    )
    return _zip(folder / "sparse.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": sheet})


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def _endless(folder: Path) -> Path:
    (folder / "zero.csv").symlink_to("/dev/zero")
    return folder / "zero.csv"


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (_missing, {"not-found"}),
        (_folder, {"unreadable"}),
        (_pipe, {"unreadable"}),
        (_endless, {"unreadable"}),
        (_nothing, {"empty"}),
        (_only_a_header, {"empty"}),
        (_no_numbers, {"no-phone-column"}),
        (_truncated, {"corrupt"}),
        (_protected, {"password-protected"}),
        (_picture, {"unsupported-format"}),
        (_zip_bomb, {"too-big"}),
        (_lying_bomb, {"corrupt", "too-big", "empty"}),
        (_entity_bomb, {"corrupt", "too-big", "empty", "no-phone-column"}),
        (_sparse, {"too-big", "no-phone-column"}),
    ],
)
def test_a_file_that_cannot_be_imported_ends_in_its_code(
    make: Callable[[Path], Path], codes: set[str], tmp_path: Path
) -> None:
    path = make(tmp_path)
    answer = contacthub("import", path, "--json", patience=PATIENCE)
    assert answer.status == 1
    assert answer.last["error"] in codes
    assert answer.last["message"].endswith(".")


@pytest.mark.parametrize("make", [_missing, _truncated, _protected])
def test_without_json_people_read_one_sentence(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    answer = contacthub("import", make(tmp_path), patience=PATIENCE)
    assert answer.status == 1
    assert_one_sentence(answer)


def test_a_name_that_would_command_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    answer = contacthub("import", tmp_path / "\x1b]0;owned\x07\x1b[2J.csv")
    assert answer.status == 1
    assert "\x1b" not in answer.err
    assert "\x07" not in answer.err
