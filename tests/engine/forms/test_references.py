"""Formulas that differ only in where they stand share one form; what cannot be resolved is refused with a reason."""

import pytest

from xl_addin.engine.forms.names import Names
from xl_addin.engine.forms.references import read_form
from xl_addin.engine.values.ranges import Moves, Range
from xl_addin.engine.values.scalars import Blocked
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW

NAMES = Names(
    sheets={"giai đoạn 1": 0, "80% 'mới'": 1, "gđ2": 2},
    defined={
        "chỉ_tiêu": "'Giai đoạn 1'!$C$2",
        "tỷ_lệ": "0.8",
        "cần": "Chỉ_tiêu*Tỷ_lệ",
        "vùng": "'80% ''mới'''!$A$1:$B$9",
        "gđ2!vùng": "GĐ2!$C$1",
        "bên_trái": "GĐ2!XFD1",
        "cùng_dòng": "GĐ2!$B1+1",
        "qua_biểu": "'Giai đoạn 1:GĐ2'!$A$1",
        "vòng": "vòng+1",
    },
)


def form(formula: str, sheet: int = 0) -> tuple[str, list[Range]]:
    read = read_form(formula, sheet, NAMES)
    return read.text, list(read.ranges)


def test_rows_of_a_column_share_a_form() -> None:
    first, second = read_form("=D9-$E$2*D9", 0, NAMES), read_form("=D10-$E$2*D10", 0, NAMES)
    assert first.text == second.text == "=A1-A2*A1"
    assert second.ranges == (Range(0, 10, 4, 10, 4), Range(0, 2, 5, 2, 5))


@pytest.mark.parametrize(
    ("formula", "ranges"),
    [
        ("=SUM(C9:$D$18)", [Range(0, 9, 3, 18, 4)]),
        ("=SUM(D18 : C9)", [Range(0, 9, 3, 18, 4)]),
        ("=sum(c9)", [Range(0, 9, 3, 9, 3)]),
        ("=SUM(A:B)", [Range(0, 1, 1, MAX_ROW, 2)]),
        ("=SUM($3:5)", [Range(0, 3, 1, 5, MAX_COLUMN)]),
        ("=SUM(GĐ2!A1)", [Range(2, 1, 1, 1, 1)]),
        ("=SUM('Giai đoạn 1'!A1)", [Range(0, 1, 1, 1, 1)]),
        ("=SUM('80% ''mới'''!A1:B2)", [Range(1, 1, 1, 2, 2)]),
        ("=SUM('giai ĐOẠN 1'!A1)", [Range(0, 1, 1, 1, 1)]),
        ("=SUM(Chỉ_Tiêu)", [Range(0, 2, 3, 2, 3)]),
        ("=SUM(vùng)", [Range(1, 1, 1, 9, 2)]),
        ("=SUM(GĐ2!vùng)", [Range(2, 1, 3, 1, 3)]),
        ("=SUM(\"D9 và 'x'!A1\")", []),
        ("=LOG10(100)", []),
    ],
)
def test_where_references_point(formula: str, ranges: list[Range]) -> None:
    assert form(formula)[1] == ranges


def test_a_name_of_the_sheet_comes_first() -> None:
    assert form("=vùng", sheet=2)[1] == [Range(2, 1, 3, 1, 3)]


def test_a_name_can_stand_for_a_formula() -> None:
    assert form("=2*cần") == ("=2*(A1*(0.8))", [Range(0, 2, 3, 2, 3)])


def test_a_name_with_a_relative_reference_moves_with_the_cell_that_uses_it() -> None:
    left = read_form("=bên_trái", 0, NAMES, (5, 4))
    assert (left.ranges, left.moves) == ((Range(2, 5, 3, 5, 3),), (Moves(True, True),))
    row = read_form("=cùng_dòng", 0, NAMES, (12, 9))
    assert (row.text, row.ranges) == ("=(A1+1)", (Range(2, 12, 2, 12, 2),))
    assert read_form("=bên_trái", 0, NAMES, (5, 1)).ranges == (Range(2, 5, MAX_COLUMN, 5, MAX_COLUMN),)


@pytest.mark.parametrize("formula", ["=SUM('Giai đoạn 1:GĐ2'!A1)", "=SUM( 'GĐ2:giai đoạn 1'!A1 )", "=SUM(qua_biểu)"])
def test_an_area_on_several_sheets_is_one_argument_for_each(formula: str) -> None:
    assert form(formula) == ("=SUM(A1,A2,A3)", [Range(sheet, 1, 1, 1, 1) for sheet in range(3)])


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("= 007 + .5 * 1. ", "=7+0.5*1"),
        ("=1.5E5+1e-7", "=150000+1e-07"),
        ("=TRUE+false", "=TRUE+FALSE"),
        ("=_xlfn.IFNA(1,2)", "=IFNA(1,2)"),
        ("=ROW( )", "=ROW()"),
        ("=GĐ2!#REF!+1", "=#REF!+1"),
        ("=PI()", "=PI()"),
    ],
)
def test_what_the_parser_would_stumble_over(formula: str, text: str) -> None:
    assert form(formula)[0] == text


def test_asking_where_a_cell_is_does_not_read_it() -> None:
    read = read_form("=ROW(A9)+B9", 0, NAMES)
    assert read.reads == (Range(0, 9, 2, 9, 2),)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=[1]Sheet1!A1", "external link: [1]Sheet1"),
        ("='[Sổ khác.xlsx]Tổng hợp'!A1", "external link: '[Sổ khác.xlsx]Tổng hợp'"),
        ("='C:\\Tài liệu\\[a.xlsx]S'!A1", "external link: 'C:\\Tài liệu\\[a.xlsx]S'"),
        ("=Thiếu!A1", "missing sheet: Thiếu"),
        ("='Không có'!A1:B2", "missing sheet: Không có"),
        ("=SUM(Biểu1:Biểu3!A1)", "missing sheet: Biểu1"),
        ("='Giai đoạn 1:GĐ2'!A1*2", "unsupported construct: reference across sheets Giai đoạn 1:GĐ2"),
        ("=SUM(-qua_biểu)", "unsupported construct: reference across sheets Giai đoạn 1:GĐ2"),
        ("=INDEX('Giai đoạn 1:GĐ2'!A1:A9,1)", "unsupported construct: reference across sheets Giai đoạn 1:GĐ2"),
        ("=không_có*2", "unknown name: không_có"),
        ("=vòng", "unknown name: vòng"),
        ("=SUM(Bảng1[Chỉ tiêu])", "unknown name: Bảng1[Chỉ tiêu]"),
        ("=SUM(A1:C9 B1:B9)", "unsupported construct: intersection of ranges"),
        ("=A1#", "unsupported construct: ANCHORARRAY(A1)"),
        ("=ZZZ1+1", "unknown name: ZZZ1"),
        ("=A1 ~ 2", "unreadable formula: ~ 2"),
    ],
)
def test_what_is_refused(formula: str, why: str) -> None:
    with pytest.raises(Blocked) as blocked:
        form(formula)
    assert blocked.value.why == why
