"""`xl-addin cascade`: books that tie from the top down, made anew only where something changes."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from fixtures.levels import SPEC, UNITS, write_levels

from xl_addin.campaign.cutting.manifest.model import checksum_of
from xl_addin.campaign.cutting.manifest.reading import read_manifest
from xl_addin.cli.main import commands
from xl_addin.problem import Problem
from xl_addin.verify.check import check_file

BOOKS = {
    "ba_cap.xlsx",
    "01 Tỉnh An Bình.xlsx",
    "02 Tỉnh Hòa Lạc.xlsx",
    "01 Tỉnh An Bình/0101 Xã Tân Phú.xlsx",
    "01 Tỉnh An Bình/0102 Xã Long Hà.xlsx",
    "02 Tỉnh Hòa Lạc/0201 Xã Tân Phú.xlsx",
}


def cascade(folder: Path, *arguments: str, spec: str = SPEC, units: str = UNITS) -> str:
    asked = write_levels(folder, spec, units)
    result = CliRunner().invoke(
        commands,
        ["cascade", asked[0], "--units", asked[1], "-o", str(folder / "out"), "--lang", "en", *arguments],
        standalone_mode=False,
    )
    if result.exception:
        raise result.exception
    return result.output


def refused(folder: Path, *arguments: str, spec: str = SPEC, units: str = UNITS) -> str:
    with pytest.raises(Problem) as caught:
        cascade(folder, *arguments, spec=spec, units=units)
    assert not (folder / "out").exists()
    return caught.value.line("en").replace(f"{folder}/", "")


def written(folder: Path) -> set[str]:
    return {str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*.xlsx")}


def column(folder: Path, book: str, letter: str) -> list[object]:
    """A column of a book's table: the units' rows, then the total."""
    sheet = openpyxl.load_workbook(folder / "out" / book, data_only=True).worksheets[0]
    found = []
    for row in range(9, 40):
        found.append(sheet[f"{letter}{row}"].value)
        if "Tổng cộng" in (sheet[f"B{row}"].value, sheet[f"C{row}"].value):
            return found
    raise AssertionError(book)


def test_every_unit_with_units_in_it_has_a_book_that_shares_what_it_was_given(tmp_path: Path) -> None:
    said = cascade(tmp_path)
    assert written(tmp_path) == BOOKS
    assert "the figures of column 3 (Dân số) are the sums of the xã in each" in said
    assert "Wrote 6 books" in said
    assert column(tmp_path, "ba_cap.xlsx", "D") == [602, 398, 1000]
    assert column(tmp_path, "01 Tỉnh An Bình.xlsx", "E") == [230, 372, 602]
    assert column(tmp_path, "01 Tỉnh An Bình/0101 Xã Tân Phú.xlsx", "D") == [120, 110, 230]
    assert column(tmp_path, "02 Tỉnh Hòa Lạc/0201 Xã Tân Phú.xlsx", "D") == [199, 199, 398]
    title = openpyxl.load_workbook(tmp_path / "out" / "02 Tỉnh Hòa Lạc/0201 Xã Tân Phú.xlsx").worksheets[0]["A5"].value
    assert title == "Xã Tân Phú"


def test_every_book_verifies_clean(tmp_path: Path) -> None:
    cascade(tmp_path)
    for book in BOOKS:
        checked = check_file(str(tmp_path / "out" / book))
        assert checked.problem is None
        assert [(one.code, one.message.en) for one in checked.diagnostics] == [], book


def test_a_book_says_what_its_unit_was_given_and_where(tmp_path: Path) -> None:
    cascade(tmp_path)
    manifest = read_manifest(tmp_path / "out" / "01 Tỉnh An Bình" / "0102 Xã Long Hà.xlsx").manifest
    [unit] = manifest.units
    assert (manifest.source, manifest.campaign.key) == ("01 Tỉnh An Bình.xlsx", "ba_cap")
    assert (unit.unit, unit.code, unit.quota) == ("Xã Long Hà", "0102", {"commune": {"5": 372}})
    assert unit.checksum == checksum_of(unit.quota, None, None)
    hidden = openpyxl.load_workbook(tmp_path / "out" / "01 Tỉnh An Bình.xlsx")["_xl_addin"]
    assert hidden.sheet_state == "veryHidden"


def test_a_change_at_the_top_is_shown_first_and_only_its_books_are_written(tmp_path: Path) -> None:
    cascade(tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    more = UNITS.replace(",Thôn 2,0201,499", ",Thôn 2,0201,509")
    said = cascade(tmp_path, "--dry-run", "--diff", units=more)
    assert "01 Tỉnh An Bình, province.4: 602 → 599" in said
    assert "02/0201 Thôn 2, hamlet.4: 199 → 202" in said
    assert "Would write" in said
    assert {path: path.read_bytes() for path in before} == before
    cascade(tmp_path, units=more)
    assert column(tmp_path, "ba_cap.xlsx", "D") == [599, 401, 1000]
    again = cascade(tmp_path, units=more)
    assert "Wrote 0 books" in again and "6 stay as they are" in again and "→" not in again


def test_a_change_among_a_communes_hamlets_leaves_all_other_books_alone(tmp_path: Path) -> None:
    cascade(tmp_path)
    moved = UNITS.replace("Thôn 1,0101,301", "Thôn 1,0101,300").replace("Thôn 2,0101,277", "Thôn 2,0101,278")
    assert "Wrote 1 books" in cascade(tmp_path, units=moved)


def test_a_book_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    cascade(tmp_path)
    path = tmp_path / "out" / "01 Tỉnh An Bình" / "0102 Xã Long Hà.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"].value = "UBND"
    book.save(path)
    changed = path.read_bytes()
    assert "Wrote 0 books" in cascade(tmp_path)
    with pytest.raises(Problem, match="was changed since"):
        cascade(tmp_path, "--param", "target=1100")
    assert path.read_bytes() == changed
    assert column(tmp_path, "ba_cap.xlsx", "D")[-1] == 1000
    assert "is kept as" in cascade(tmp_path, "--param", "target=1100", "--force", "--backup", "--jobs", "1")
    assert column(tmp_path, "ba_cap.xlsx", "D")[-1] == 1100


def test_one_book_has_all_levels_and_verifies_clean(tmp_path: Path) -> None:
    cascade(tmp_path, "--one-book")
    assert written(tmp_path) == {"ba_cap.xlsx"}
    book = openpyxl.load_workbook(tmp_path / "out" / "ba_cap.xlsx", data_only=True)
    rows = [(row[1].value, row[3].value) for row in book["Thôn"]["A9:D15"]]
    assert rows[:2] == [("Thôn 1, Xã Tân Phú, Tỉnh An Bình", 120), ("Thôn 2, Xã Tân Phú, Tỉnh An Bình", 110)]
    assert [row[4].value for row in book["Xã"]["A9:E12"]] == [230, 372, 398, 1000]
    checked = check_file(str(tmp_path / "out" / "ba_cap.xlsx"))
    assert [(one.code, one.message.en) for one in checked.diagnostics] == []


def test_a_unit_that_is_gone_keeps_its_book_and_is_told(tmp_path: Path) -> None:
    cascade(tmp_path)
    fewer = "\n".join(line for line in UNITS.splitlines() if "0102" not in line) + "\n"
    said = cascade(tmp_path, units=fewer)
    assert "0102 Xã Long Hà.xlsx: the unit is no longer listed" in said
    assert "01/0102 Xã Long Hà, commune.5: 372 → none" in said


def test_units_without_units_in_them_are_told(tmp_path: Path) -> None:
    said = cascade(tmp_path, units=UNITS + "0202,Xã Đồng Tâm,02,\n")
    assert "1 units have none in them, and so no book of their own: Xã Đồng Tâm" in said


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            (",Thôn 1,0101,301", ",Thôn 1,0109,301"),
            "don-vi.csv: row 7: unit Thôn 1 lies in 0109, but no unit in the list has that code or name; do you mean",
        ),
        (("01,Tỉnh An Bình,,", "01,Tỉnh An Bình,0101,"), "none is at the top: Tỉnh An Bình → Xã Tân Phú"),
        ((",Thôn 2,0101,", ",Thôn 1,0101,"), "don-vi.csv: row 8: unit Thôn 1 already stands in row 7"),
        (("0102,Xã Long Hà,", "0101,Xã Long Hà,"), "row 5: unit Xã Long Hà already stands in row 4"),
        ((",Thôn 1,0201,501", ",Thôn 1,Xã Tân Phú,501"), "Xã Tân Phú, which is the code or name of 2 units"),
        ((",Thôn 2,0101,277", ",Thôn 2,0101,"), "row 8, column 3 (Dân số): the figure is missing"),
        ((",Thôn 2,0101,277", "0199,Thôn 2,0101,277\n,Xóm,0199,3"), "Xóm is on level 4, the spec has 3"),
        (("Mã,Tên,Mã cấp trên", "A,B,C"), "there is no heading row of a list of units"),
    ],
)
def test_bad_lists_are_refused_and_nothing_is_written(change: tuple[str, str], expected: str, tmp_path: Path) -> None:
    assert change[0] in UNITS
    assert expected in refused(tmp_path, units=UNITS.replace(*change, 1))


def test_a_level_without_units_is_refused(tmp_path: Path) -> None:
    units = "\n".join(UNITS.splitlines()[:6]).replace(",\n", ",10\n") + "10\n"
    assert "the list has no unit of level thôn" in refused(tmp_path, units=units)


def test_a_share_that_cannot_be_met_names_unit_and_bound(tmp_path: Path) -> None:
    said = refused(tmp_path, "--param", "target=2789")
    assert said.startswith("don-vi.csv: Tỉnh!D11: ") and "2,511, less than the 2,789 to apportion (278 short)" in said
    capped = SPEC.replace('target: "{commune.5}", by: "3"', 'target: "{commune.5}", by: "3", at_least: 150')
    said = refused(tmp_path, spec=capped)
    assert said.startswith("don-vi.csv: Xã Tân Phú: Thôn!D") and "300, more than the 230 to apportion" in said


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('"{province.4}"', "target"), "table commune takes nothing from the level above"),
        (("    units: hamlets\n", "    units: communes\n"), "level thôn (set hamlets) has no table"),
        ((", parent: communes", ""), "are not one chain from the top down"),
    ],
)
def test_specs_that_do_not_share_down_are_refused(change: tuple[str, str], expected: str, tmp_path: Path) -> None:
    assert change[0] in SPEC
    assert expected in refused(tmp_path, spec=SPEC.replace(*change))


def test_headings_of_other_lists_are_given(tmp_path: Path) -> None:
    units = UNITS.replace("Mã,Tên,Mã cấp trên", "PCODE,ADM,UP")
    cascade(tmp_path, "--column", "code=PCODE", "--column", "name=ADM", "--column", "parent=UP", units=units)
    assert written(tmp_path) == BOOKS


def test_the_record_is_one_of_the_campaign(tmp_path: Path) -> None:
    cascade(tmp_path)
    said = json.loads((tmp_path / "out" / "cascade.json").read_bytes())
    assert set(said["books"]) == BOOKS
    assert said["units"]["01/0102"] == ["Xã Long Hà", {"commune.5": 372}]
    with pytest.raises(Problem, match="is of the campaign ba_cap"):
        cascade(tmp_path, spec=SPEC.replace("key: ba_cap", "key: khac"))
