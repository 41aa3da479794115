"""Structured references after columns of a table, or all of it, have gone."""

import pytest

from xl_addin.formula.table_columns import without_columns, without_table

ORDER = ["Xã", "Số [hộ]", "Chỉ tiêu", "Tỷ lệ"]


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ("=SUM(Bảng1[Chỉ tiêu])+Bảng1[Xã]", "=SUM(#REF!)+Bảng1[Xã]"),
        ("=BẢNG1[[#This Row],[chỉ tiêu]]*2", "=#REF!*2"),
        ("=SUM(Bảng1[[Chỉ tiêu]:[Tỷ lệ]])", "=SUM(Bảng1[[Tỷ lệ]:[Tỷ lệ]])"),
        ("=SUM(Bảng1[[#Totals],[Xã]:[Chỉ tiêu]])", "=SUM(Bảng1[[#Totals],[Xã]:[Số '[hộ']]])"),
        ('=Bảng1[#All]&Bảng2[Chỉ tiêu]&"Bảng1[Chỉ tiêu]"&Bảng1[]', None),
        ("=[1]!Bảng1[Chỉ tiêu]+Bảng1[Số '[hộ']]", None),
    ],
)
def test_a_column_has_gone(formula: str, left: str | None) -> None:
    assert without_columns(formula, "Bảng1", ["Chỉ tiêu"], ORDER) == (left or formula)


def test_a_table_has_gone() -> None:
    formula = "=SUM(Bảng1[Xã])+ROWS(Bảng1)+Bảng2[Xã]+Bảng10"
    assert without_table(formula, "bảng1") == "=SUM(#REF!)+ROWS(#REF!)+Bảng2[Xã]+Bảng10"
