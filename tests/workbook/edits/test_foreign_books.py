"""A real workbook is edited: whatever else is in it stays byte for byte, and what was laid over it can be lifted."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from fixtures.edited_files import edited_file
from fixtures.foreign_books import FIRST_ROW, FOREIGN_BOOKS, LAST_ROW, SHEET, TOTAL_ROW, foreign_book, signed_book
from lxml import etree

from xl_addin.formula.cells import Area, CellRef, address
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.signatures import is_signed
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetFormula,
    SetValue,
)
from xl_addin.workbook.reading.read import read_book

PART = "xl/worksheets/sheet1.xml"


def at(row: int, column: int) -> CellRef:
    return CellRef(SHEET, row, column)


ROWS = range(FIRST_ROW, LAST_ROW + 1)
TOTALS = [SetFormula(at(TOTAL_ROW, column), f"=SUM({Area(3, column, LAST_ROW, column)})") for column in (3, 4, 5)]
EDITS: dict[str, list[CellEdit]] = {
    "value": [SetValue(at(3, 3), 77), SetValue(at(4, 2), "=xã")],
    "formula": [SetFormula(at(3, 5), "=C3-D3")],
    "fill": [*(SetFormula(at(row, 5), f"=C{row}-D{row}") for row in ROWS), *TOTALS],
}
MARKING: list[Edit] = [
    Mark(SHEET, (Area.parse("C3"), Area.parse("E4:E8")), "FFC7CE"),
    Mark(SHEET, (Area.parse("D5"),), "FFEB9C"),
    AddComments(SHEET, {(3, 3): signed("Sai 5 đơn vị"), (4, 3): signed("Thiếu"), (5, 5): signed("Lệch")}),
    AddSheet("Kết quả kiểm tra", (("STT", "Ô"), (1, "C3")), heading=1, links={(2, 2): at(3, 3)}, widths=(6.0, 8.0)),
]
CLEARING: list[Edit] = [ClearMarks(SHEET), ClearComments(SHEET), DeleteSheet("Kết quả kiểm tra")]
# What is put at the top of the parts that lead to others, and the styles that new contents need.
LEADING = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
# Commas, quotation marks, UTF-8, from the first row on.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
CHAIN = "xl/calcChain.xml"


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The parts that are not the same in both."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def without(xml: bytes, *, cells: set[str] = frozenset(), tags: tuple[str, ...] = ()) -> bytes:
    """A sheet in canonical form without these cells, these elements and the stated used area."""
    root = etree.fromstring(xml)
    for element in list(root.iter("{*}c")):
        if element.get("r") in cells:
            element.getparent().remove(element)
    for element in [one for tag in ("dimension", *tags) for one in root.iter(f"{{*}}{tag}")]:
        element.getparent().remove(element)
    for row in root.iter("{*}row"):
        row.attrib.pop("spans", None)
    return etree.tostring(root, method="c14n2")


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_cells_change_and_nothing_else(name: str, kind: str, parts_of) -> None:
    edits = EDITS[kind]
    draft = Draft(open_package(foreign_book(name)))
    apply_edits(draft, edits)
    values = {edit.cell: 1.5 for edit in edits if isinstance(edit, SetFormula)}
    store_values(draft, values)
    before, after = parts_of(foreign_book(name)), parts_of(draft.data())
    assert PART in changed(before, after)
    assert changed(before, after) <= {PART, CHAIN, *LEADING}
    assert CHAIN not in after and b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    cells = {address(edit.cell.row, edit.cell.column) for edit in edits}
    assert without(before[PART], cells=cells) == without(after[PART], cells=cells)
    assert before[PART].split(b"<sheetData>")[0].split(b"<dimension")[0] in after[PART]
    assert after[PART].endswith(before[PART].split(b"</sheetData>")[1])
    read = read_book(draft)[SHEET]
    for edit in edits:
        place = edit.cell.row, edit.cell.column
        expected = (edit.formula, 1.5) if isinstance(edit, SetFormula) else (None, edit.value)
        assert (read.formula(*place), read.value(*place)) == expected


@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_what_is_laid_over_a_sheet_is_lifted_again(name: str, parts_of) -> None:
    marked = edited_file(foreign_book(name), MARKING)
    before, after = parts_of(foreign_book(name)), parts_of(marked)
    laid = ("conditionalFormatting", "legacyDrawing")
    own = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    new = {part for part in after if part not in before}
    listing = {"xl/worksheets/_rels/sheet1.xml.rels", "docProps/app.xml"}
    assert changed(before, after) - new <= {PART, *listing, *own, *LEADING}
    ranked = etree.fromstring(without(before[PART], tags=laid)), etree.fromstring(without(after[PART], tags=laid))
    for root in ranked:
        for rule in root.iter("{*}cfRule"):
            rule.attrib.pop("priority", None)
    assert etree.tostring(ranked[0]) == etree.tostring(ranked[1])
    cleared = parts_of(edited_file(marked, CLEARING))
    # The list of formats keeps the colours.
    assert changed(before, cleared) <= {
        "xl/styles.xml",
        "xl/workbook.xml",
        CHAIN,
        *(LEADING if CHAIN in before else ()),
    }
    assert cleared[PART] == before[PART]
    again = edited_file(edited_file(marked, CLEARING), MARKING)
    assert parts_of(again)["xl/styles.xml"] == after["xl/styles.xml"]


def test_all_of_them_are_opened_by_libreoffice(tmp_path: Path, libreoffice) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    names = dict(enumerate(FOREIGN_BOOKS))
    for number, name in names.items():
        edits = [*EDITS["value"], *EDITS["fill"], *MARKING]
        (tmp_path / f"{number}.xlsx").write_bytes(edited_file(foreign_book(name), edits))
    files = [str(tmp_path / f"{number}.xlsx") for number in names]
    command = [str(program), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", CSV, "--outdir", str(tmp_path / "csv"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for number, name in names.items():
        rows = list(csv.reader((tmp_path / "csv" / f"{number}.csv").open(encoding="utf-8")))
        if name == "autofilter":  # the row is hidden
            continue
        assert rows[2][1:4] == ["Xã 1", "77", "42"], name
        assert rows[2][4] == "35" or name == "calculated by hand", name
        assert rows[3][1] == "=xã", name


def test_a_signed_book_is_not_changed_but_one_with_signed_macros_is() -> None:
    data = signed_book()
    draft = Draft(open_package(data, file="đã ký.xlsx"))
    for write in (lambda: apply_edits(draft, EDITS["value"]), lambda: (store_values(draft, {}), draft.data())):
        draft.write("xl/theme/theme1.xml", b"<a/>")
        with pytest.raises(Problem) as caught:
            write()
        assert caught.value.file == "đã ký.xlsx"
        assert "chữ ký" in caught.value.text.vi
    assert Draft(open_package(data)).data() == data
    assert not is_signed(open_package(foreign_book("signed macros")))


@pytest.mark.parametrize(
    ("name", "row", "column", "says"),
    [
        ("pivot table", 4, 7, "PivotTable “Tổng hợp” (G3:H6)"),
        ("dynamic arrays", 5, 7, "tràn G3:G8 của công thức ở ô G3"),
        ("dynamic arrays", 3, 9, "công thức mảng I3:I8"),
        ("Excel table", 2, 8, "tiêu đề của một bảng Excel"),
        ("all kinds of cells", 6, 8, "gộp trong vùng G5:H6"),
        ("chart column", 1, 16_385, "ngoài trang tính"),
    ],
)
def test_what_cannot_be_written_is_said_in_the_officers_words(name: str, row: int, column: int, says: str) -> None:
    draft = Draft(open_package(foreign_book(name), file="sổ.xlsx"))
    with pytest.raises(Problem) as caught:
        apply_edits(draft, [SetValue(at(row, column), 1)])
    assert says in caught.value.text.vi
    assert caught.value.place == str(at(row, column))
    assert not draft.changed


@pytest.mark.parametrize("edit", [SetValue(at(3, 7), 5), SetFormula(at(3, 7), "=C3*2")])
def test_what_a_dynamic_array_spilled_goes_with_its_formula(edit: CellEdit) -> None:
    draft = Draft(open_package(foreign_book("dynamic arrays")))
    store_values(draft, {at(row, 7): row for row in ROWS})
    book = read_book(draft)
    assert book[SHEET].value(4, 7) == 4
    apply_edits(draft, [edit], book=book)
    after = read_book(draft)[SHEET]
    assert [after.value(row, 7) for row in ROWS[1:]] == [None] * 5
    assert (3, 7) not in after.arrays and (3, 7) not in after.spills
    assert (3, 8) in after.spills and (3, 9) in after.arrays
    cell = etree.fromstring(draft.read(PART)).find(".//{*}c[@r='G3']")
    assert cell is not None and cell.get("cm") is None
