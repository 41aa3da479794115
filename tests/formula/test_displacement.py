"""A formula moves as when Excel fills it into another cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from xl_addin.formula.cells import address
from xl_addin.formula.displacement import displaced


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("D9-E9", "E11-F11"),
        ("D9*500000/C$20", "E11*500000/D$20"),
        ("$A$1+$A1+A$1", "$A$1+$A3+B$1"),
        ("SUM(B:B)+SUM($C:$C)+SUM(3:3)+SUM($4:$4)", "SUM(C:C)+SUM($C:$C)+SUM(5:5)+SUM($4:$4)"),
        ("'Giai đoạn 1'!A1+Đợt1!B2+[1]S!C3", "'Giai đoạn 1'!B3+Đợt1!C4+[1]S!D5"),
        ("'A1 B2'!C3", "'A1 B2'!D5"),
        ('"A1"&A1&"say ""B2"" C3"', '"A1"&B3&"say ""B2"" C3"'),
        ("LOG10(A1)+ATAN2(A1,B1)+1E5+TAX2024X", "LOG10(B3)+ATAN2(B3,C3)+1E5+TAX2024X"),
        ("T1[[#This Row],[A1]]+A1#", "T1[[#This Row],[A1]]+B3#"),
        ("a1+A1048576+XFD1", "B3+#REF!+#REF!"),
        ("A1:B2,C3:$D$4", "B3:C4,D5:$D$4"),
        ("TRUE+_xlfn.STDEV.S(A1)+x.A1", "TRUE+_xlfn.STDEV.S(B3)+x.A1"),
    ],
)
def test_two_rows_down_and_one_column_right(formula: str, moved: str) -> None:
    assert displaced(formula, 2, 1) == moved


def test_off_the_top_is_an_error() -> None:
    assert displaced("A1+1:1+A:A", -1, -1) == "#REF!+#REF!+#REF!"


@given(
    st.integers(5, 400), st.integers(5, 100), st.integers(-4, 300), st.integers(-4, 90), st.booleans(), st.booleans()
)
def test_agrees_with_openpyxl(row: int, column: int, down: int, right: int, fixed: bool, ranged: bool) -> None:
    cell = address(row, column)
    formula = f"=SUM({'$A$1:' if ranged else ''}{'$' if fixed else ''}{cell},'B1'!{cell})*2"
    expected = Translator(formula, "E5").translate_formula(address(5 + down, 5 + right))
    assert displaced(formula, down, right) == expected


def test_headings_of_an_excel_table_stay_whatever_they_look_like() -> None:
    formula = "=Bảng1[[#This Row],[Q1 '[A1'] '#1]]+[@B2]"
    assert displaced(formula, 5, 5) == formula
