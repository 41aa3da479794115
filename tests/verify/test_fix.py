"""Fixing a whole file: what changes, what must not, what is refused."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import with_stored_values
from fixtures.tables import make_sheet

from xl_addin.campaign.making.publish import published_workbook
from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.spec.model import Spec
from xl_addin.verify import remedy
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.fix import fix_book
from xl_addin.verify.fixes import total_range
from xl_addin.verify.remedy import Remedy
from xl_addin.verify.verify import verify, verify_book
from xl_addin.workbook.edits.edit import SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

GOLDEN_TOTALS = {"H20": 132_809, "I20": 101_774}


@pytest.fixture(scope="module")
def faulty() -> bytes:
    """A table with a wrong range, a typed result, a text number, a decomposed name and a summed ratio."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Đơn vị", "Số người được giao", "Số người đã làm", "Số người còn lại", "Tỷ lệ (%)"])
    sheet.append([1, 2, 3, 4, "5=3-4", "6=4/3*100"])
    for row, (name, given, done) in enumerate([("An", 1000, 400), ("Bình", 2000, 500), ("Cát", 3000, 900)], 3):
        sheet.append([row - 2, f"Xã {name}", given, done, f"=C{row}-D{row}", f"=D{row}/C{row}*100"])
    sheet.append([4, unicodedata.normalize("NFD", "Xã Đông"), "4.000", 800, 3200, "=D6/C6*100"])
    sheet.append([None, "Tổng", "=SUM(C3:C5)", "=SUM(D3:D6)", "=SUM(E3:E6)", "=SUM(F3:F6)"])
    sheet["H1"] = "Ngoài bảng"
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "C3"
    book.create_sheet("Trang khác")["A1"] = "=1+1"
    book.save(target := io.BytesIO())
    return target.getvalue()


def test_everything_that_is_safe_is_mended_and_the_file_verifies_clean(faulty: bytes) -> None:
    fixed = fix_book(Case.open(faulty, file="bảng.xlsx"))
    assert {one.code for one in fixed.fixed} == {"F202", "F204", "I401", "U504", "V304"}
    assert fixed.remaining == () == fixed.unsafe
    cells = {edit.cell for edit in fixed.edits}
    assert {str(cell): one.code for cell, one in fixed.reasons.items() if cell in cells} == {
        "Sheet!B6": "U504",
        "Sheet!C6": "I401",
        "Sheet!C7": "F204",
        "Sheet!E6": "F202",
        "Sheet!F7": "V304",
    }
    sheet = read_book(fixed.data)["Sheet"]
    assert [sheet.value(7, column) for column in (3, 4, 5, 6)] == [10000, 2600, 7400, 26]


def test_nothing_else_in_the_file_changes(faulty: bytes) -> None:
    fixed = fix_book(Case.open(faulty, file="bảng.xlsx"))
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (faulty, fixed.data))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    # The other sheet and the workbook only get fresh values and the request to recalculate.
    assert set(before.namelist()) == set(after.namelist())
    assert changed <= {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
    }
    touched = {edit.cell for edit in fixed.edits if isinstance(edit, SetValue | SetFormula | SetNumberFormat)}
    for old in read_book(faulty).sheets:
        new = read_book(fixed.data)[old.name]
        assert _without_cells(old) == _without_cells(new)
        for index, column in old.columns.items():
            for row in column.values.keys() | column.formulas.keys():
                if not any((cell.sheet, cell.row, cell.column) == (old.name, row, index) for cell in touched):
                    assert old.formula(row, index) == new.formula(row, index)
                    assert old.number_format(row, index) == new.number_format(row, index)
                    if old.formula(row, index) is None:
                        assert old.value(row, index) == new.value(row, index)


def _without_cells(sheet: Sheet) -> Sheet:
    return replace(sheet, columns={})


def test_every_formula_of_a_fixed_book_has_its_value(faulty: bytes) -> None:
    assert read_book(faulty)["Trang khác"].value(1, 1) is None
    assert read_book(fix_book(Case.open(faulty, file="bảng.xlsx")).data)["Trang khác"].value(1, 1) == 2


def test_a_stale_value_alone_is_nothing_to_mend(faulty: bytes) -> None:
    clean = fix_book(Case.open(faulty, file="bảng.xlsx")).data
    stale = with_stored_values(clean, {CellRef("Sheet", 3, 5): 1})
    fixed = fix_book(Case.open(stale, file="bảng.xlsx"))
    assert (fixed.edits, fixed.fixed, [one.code for one in fixed.remaining]) == ((), (), ["F206"])
    assert fixed.data == stale


def test_a_file_without_mistakes_comes_back_as_it_is(faulty: bytes) -> None:
    clean = fix_book(Case.open(faulty, file="bảng.xlsx")).data
    again = fix_book(Case.open(clean, file="bảng.xlsx"), unsafe=True)
    assert (again.data, again.edits, again.fixed) == (clean, (), ())


def test_only_what_was_asked_for(faulty: bytes) -> None:
    fixed = fix_book(Case.open(faulty, file="bảng.xlsx"), wanted=lambda finding: finding.code == "U504")
    assert [one.code for one in fixed.fixed] == ["U504"]
    # The summed ratio shows only once the totals it is calculated from are numbers.
    assert {one.code for one in fixed.remaining} == {"F202", "F204", "I401"}


def test_parts_that_nobody_knows_stay_as_they_are(faulty: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(faulty)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item))
        new.writestr("xl/connections.xml", b"<connections/>")
    fixed = fix_book(Case.open(target.getvalue(), file="bảng.xlsx"))
    assert fixed.edits
    with zipfile.ZipFile(io.BytesIO(fixed.data)) as archive:
        assert archive.read("xl/connections.xml") == b"<connections/>"


def test_the_published_table_with_its_spec_becomes_the_one_done_right(spec: Spec) -> None:
    fixed = fix_book(Case.open(published_workbook(spec), file="cong-bo.xlsx", spec=spec), unsafe=True)
    sheet = read_book(fixed.data)["Giai đoạn 1"]
    assert {cell: sheet.value(20, " ABCDEFGHI".index(cell[0])) for cell in GOLDEN_TOTALS} == GOLDEN_TOTALS
    assert not [one for one in fixed.remaining if one.code in ("V302", "V303", "V304")]


def test_findings_say_whether_they_can_be_mended(calculated: Callable[..., Sheet]) -> None:
    found = verify_book(Book("book.xlsx", (calculated({(7, 3): "=SUM(C3:C5)", (4, 3): -5}),))).diagnostics
    assert {(one.code, one.fixable) for one in found} == {("F204", True), ("I403", False)}


def test_no_fix_forgets_its_tests() -> None:
    folder = Path(__file__).parents[2] / "xl_addin" / "verify" / "fixes"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "fresh_values"}
    assert modules == {path.stem.removeprefix("test_") for path in (Path(__file__).parent / "fixes").glob("test_*.py")}


def by_excel(data: bytes) -> bytes:
    """The same book with the traces that Excel leaves where it has calculated everything."""
    draft = Draft(open_package(data))
    workbook = draft.read("xl/workbook.xml").decode()
    workbook = re.sub(r"<calcPr[^>]*/>", '<calcPr calcId="191029"/>', workbook)
    workbook = re.sub(r"(<workbook\b[^>]*>)", r'\1<fileVersion appName="xl" lastEdited="7"/>', workbook, count=1)
    draft.write("xl/workbook.xml", workbook.encode())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    program = "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>"
    draft.write("docProps/app.xml", f'<Properties xmlns="{kind}">{program}</Properties>'.encode())
    return draft.data()


@pytest.mark.parametrize("excels_own", [True, False])
def test_what_excel_calculated_otherwise_than_we_is_a_note_and_stays(faulty: bytes, excels_own: bool) -> None:
    other = with_stored_values(faulty, {CellRef("Trang khác", 1, 1): 5})
    case = Case.open(by_excel(other) if excels_own else other, file="bảng.xlsx")
    [found] = [one for one in verify(case).diagnostics if one.code == "F206" and one.sheet == "Trang khác"]
    assert found.severity == (Severity.NOTE if excels_own else Severity.WARNING)
    assert "recalc" in found.advice.vi or excels_own
    fixed = fix_book(case)
    assert {one.code for one in fixed.fixed} >= {"F202", "F204"}
    # Nothing that was mended leads there: it stays what it was, whoever is right.
    assert read_book(fixed.data)["Trang khác"].value(1, 1) == 5


def test_an_edit_that_would_leave_its_finding_as_it_is_is_not_made(
    faulty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def useless(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
        for one in findings:
            yield Remedy(one, (SetFormula(CellRef("Sheet", 7, 3), "=SUM(C3:C4)"),), safe=True)

    monkeypatch.setattr(total_range, "remedies", useless)
    remedy._all_fixes.cache_clear()
    fixed = fix_book(Case.open(faulty, file="bảng.xlsx"))
    remedy._all_fixes.cache_clear()
    assert "F204" in {one.code for one in fixed.remaining}
    assert CellRef("Sheet", 7, 3) not in {edit.cell for edit in fixed.edits}


def test_a_subtotal_over_subtotals_leaves_them_out_whatever_its_case() -> None:
    rows = [["Ngày", "Tổ", "Số"], ["d2", "Một", 75], ["d3", "Một", 66], [None, "Cộng Một", "=Subtotal(9,C2:C3)"]]
    rows += [["d5", "Hai", 27], ["d6", "Hai", 46], [None, "Cộng Hai", "=Subtotal(9,C5:C6)"]]
    rows += [["Tổng cộng", None, "=Subtotal(9,C2:C6)"]]
    assert not [one for one in verify_book(Book("b.xlsx", (make_sheet(rows),))).diagnostics if one.code == "F204"]
