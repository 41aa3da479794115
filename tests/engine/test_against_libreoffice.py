"""LibreOffice recalculates a generated workbook and agrees; the file's stored values are wrong on purpose."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.workbook.book import Value
from xl_addin.workbook.cells import CellRef
from xl_addin.workbook.read import read_book

# Where LibreOffice 7.4 itself departs from Excel is left out: booleans in ranges, 0^0, dates before March 1900.
FORMULAS = """
ROUND(1.005,2) | ROUND(-2.5,0) | ROUND(1250,-2) | ROUNDUP(1234,-2) | ROUNDDOWN(4.35*100,0) | TRUNC(4.35*100)
MROUND(1250,100) | CEILING(0.1*3,0.1) | FLOOR(0.3,0.1) | INT(-1.5) | MOD(-7,3) | SUM(A1:A9) | AVERAGE(A1:A9)
MIN(A1:A9) | MAX(A1:A9) | COUNT(A1:A9) | COUNTA(A1:A9) | COUNTBLANK(A1:A9) | MEDIAN(C1:C9) | STDEV(C1:C9)
VAR(C1:C9) | SUMPRODUCT(C1:C9,C1:C9) | SUMPRODUCT((B1:B9="Xã A")*C1:C9) | SUMPRODUCT(--(C1:C9>30))
COUNTIF(B1:B9,"xã*") | COUNTIF(B1:B9,"xã ?") | COUNTIF(C1:C9,">=50") | COUNTIF(B1:B9,"<>")
SUMIF(B1:B9,"Xã A",C1:C9) | SUMIFS(C1:C9,B1:B9,"xã*",C1:C9,">40") | SUBTOTAL(9,C1:C9) | SUBTOTAL(103,B1:B9)
RANK(C3,C1:C9) | LARGE(C1:C9,2) | VLOOKUP("xã a",B1:C9,2,0) | VLOOKUP("zz",B1:C9,2,FALSE) | MATCH(35,C1:C9,1)
INDEX(C1:C9,MATCH("Thị xã",B1:B9,0)) | INDEX(A1:A9,4) | LOOKUP(35,C1:C9,B1:B9) | IF(A4="","trống","đầy")
IF(FALSE,1) | IFERROR(1/0,0) | IFERROR(A3+1,"lỗi") | AND(A1>0,A2>3) | OR(A1>5,A2>2) | CHOOSE(2,"a","b","c")
ISNUMBER(A6) | ISBLANK(A4) | ISTEXT(A6) | A1+A4 | A3&A4 | A1&" ô" | A3+1 | -2^2 | 2^-1 | 10% | 1/3 | --A1
A7+A8=A9 | "a"="A" | A4="" | A4=0 | LEN(B1) | LEFT(B1,4) | RIGHT(B1,4) | MID(B1,2,3) | UPPER(B2) | LOWER(B1)
PROPER(B2) | TRIM(B3) | SUBSTITUTE(B1,"o","0") | REPT("ab",3) | FIND("X",B1) | SEARCH("x",B1) | TEXT(7,"00")
TEXT(D1,"dd/mm/yyyy") | TEXT(D1,"d/m/yy") | DATE(2023,14,1) | YEAR(D1) | MONTH(D1) | DAY(D1) | WEEKDAY(D1,2)
EDATE(D2,2) | EOMONTH(D1,-1) | D2-D1+1 | DATEDIF(D1,D2,"d") | DATEDIF(D1,D2,"m") | NETWORKDAYS(D1,D2)
WORKDAY(D1,10) | ABS(-3) | SQRT(2) | POWER(2,3) | ROW() | ROW(A5) | COLUMN(C1) | ROWS(A1:B7) | SUM({1,2;3,4})
SUM(A:A) | COUNTA(B:B) | SUM(INDEX(B1:C9,0,2)) | SUM('Giai đoạn 2 (80%)'!A1:A3) | 'Giai đoạn 2 (80%)'!A4
chỉ_tiêu*2 | SUMPRODUCT(1/COUNTIF(C1:C9,C1:C9)) | PERCENTILE(C1:C9,0.9) | 1/0 | A3*1 | 0.5+1E-3
"""

CELLS: dict[str, list[Value]] = {
    "A": [1, 2.5, "ba", None, -7, "12", 0.1, 0.2, 0.3],
    "B": ["Đồng Xoài", "đồng tháp", "  Bù   Đăng ", "Xã A", "xã b", "Phường C", "Xã A", "Thị xã", "Xã AB"],
    "C": [10, 20, 30, 40, 50, 60, 70, 80, 90],
    "D": [45097, 45189],
}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Dữ liệu"
    for column, values in CELLS.items():
        for row, value in enumerate(values, start=1):
            sheet[f"{column}{row}"] = value
    for row, formula in enumerate(FORMULAS.replace("\n", "|").split("|")):
        if formula.strip():
            sheet[f"G{row + 1}"] = f"={formula.strip()}"
    other = made.create_sheet("Giai đoạn 2 (80%)")
    for row in range(1, 4):
        other[f"A{row}"] = f"='Dữ liệu'!C{row}*80%"
    other["A4"] = "=SUM(A1:A3)"
    name = openpyxl.workbook.defined_name.DefinedName("chỉ_tiêu", attr_text="'Dữ liệu'!$C$9")
    made.defined_names["chỉ_tiêu"] = name
    path = tmp_path_factory.mktemp("oracle") / "book.xlsx"
    made.save(path)
    return path


def agree(ours: Value, theirs: Value) -> bool:
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return abs(ours - theirs) <= 1e-12 * max(1, abs(theirs))
    return ours == theirs


def test_cell_for_cell(workbook: Path, libreoffice: Callable[[Path, str], Path]) -> None:
    ours = recalculate(read_book(workbook)).values
    theirs = {sheet.name: sheet for sheet in read_book(libreoffice(workbook, "xlsx")).sheets}
    assert len(ours) > 100

    def beside(ref: CellRef) -> tuple[Value, Value]:
        return ours[ref], theirs[ref.sheet].value(ref.row, ref.column)

    differing = {str(ref): beside(ref) for ref in ours if not agree(*beside(ref))}
    assert differing == {}
