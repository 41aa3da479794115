"""A formula after rows, columns or sheets have moved."""

import pytest

from xl_addin.formula.moving import renamed, reordered, shifted, without_sheet
from xl_addin.formula.shift import Shift

INSERTED = Shift("Biểu 1", "rows", 5, 2)
DELETED = Shift("Biểu 1", "rows", 5, -2)


@pytest.mark.parametrize(
    ("formula", "inserted", "deleted"),
    [
        ("=A4+A5+$B$7", "=A4+A7+$B$9", "=A4+#REF!+$B$5"),
        ("=SUM( a1:b6 )", "=SUM( a1:b8 )", "=SUM( a1:b4 )"),
        ("=SUM(B9:B6)", "=SUM(B11:B8)", "=SUM(B7:B5)"),
        ("=SUM(A:A)+SUM(4:6)+SUM($1:$1048576)", "=SUM(A:A)+SUM(4:8)+SUM($1:$1048576)", None),
        ("=SUM(A1:A1048576)", "=SUM(A1:A1048576)", "=SUM(A1:A1048576)"),
        ("='BIỂU 1'!A5+Khác!A5+[1]S!A5+'[a.xlsx]Biểu 1'!A5", "='BIỂU 1'!A7+Khác!A5+[1]S!A5+'[a.xlsx]Biểu 1'!A5", None),
        ("='Biểu 1'!A5:B6", "='Biểu 1'!A7:B8", "=#REF!"),
        ("=SUM('Biểu 1:Biểu 3'!A5)+SUM('Biểu 1:Biểu 1'!A5)", "=SUM('Biểu 1:Biểu 3'!A5)+SUM('Biểu 1:Biểu 1'!A7)", None),
        ('="A5"&A5&Bảng1[A5]&LOG10(A5)&A5#', '="A5"&A7&Bảng1[A5]&LOG10(A7)&A7#', None),
        ("=A1048575", "=#REF!", "=A1048573"),
    ],
)
def test_references_follow_the_rows(formula: str, inserted: str, deleted: str | None) -> None:
    assert shifted(formula, INSERTED, here="Biểu 1") == inserted
    if deleted:
        assert shifted(formula, DELETED, here="Biểu 1") == deleted


def test_references_follow_the_columns() -> None:
    columns = Shift("S", "columns", 3, -1)
    assert shifted("=A1+C$1+$D2+SUM(B:D)+SUM(2:3)", columns, here="S") == "=A1+#REF!+$C2+SUM(B:C)+SUM(2:3)"


def test_on_another_sheet_only_what_names_the_sheet_follows() -> None:
    assert shifted("=A5+'Biểu 1'!A5", INSERTED, here="Khác") == "=A5+'Biểu 1'!A7"


def test_a_range_that_ends_above_the_total_takes_new_rows_in_when_asked() -> None:
    shift = Shift("S", "rows", 5, 2, stretch=True)
    assert shifted("=SUM(D2:D4)+D4", shift, here="S", line=5) == "=SUM(D2:D6)+D4"
    assert shifted("=SUM(S!D2:D4)", shift, here="Khác") == "=SUM(S!D2:D6)"
    assert shifted("=RANK(D4,D$2:D$4)", shift, here="S", line=4) == "=RANK(D4,D$2:D$6)"


def test_cells_side_by_side_in_the_last_row_do_not_stretch() -> None:
    rows, columns = Shift("S", "rows", 5, 2, stretch=True), Shift("S", "columns", 5, 2, stretch=True)
    assert shifted("=SUM(S!D4:F4)+SUM(S!D4:D4)", rows, here="T") == "=SUM(S!D4:F4)+SUM(S!D4:D6)"
    assert shifted("=SUM(S!4:4)", rows, here="T") == "=SUM(S!4:4)"
    assert shifted("=SUM(S!D4:D9)+SUM(S!D4:D4)", columns, here="T") == "=SUM(S!D4:D9)+SUM(S!D4:F4)"


def test_a_running_total_in_the_last_row_does_not_stretch() -> None:
    stretched = Shift("S", "rows", 5, 2, stretch=True)
    assert shifted("=SUM(D$2:D4)", stretched, here="S", line=4) == "=SUM(D$2:D4)"
    assert shifted("=SUM(D$4:D4)", stretched, here="S", line=4) == "=SUM(D$4:D4)"
    assert shifted("=SUM(D$4:D$4)", stretched, here="S", line=4) == "=SUM(D$4:D$6)"


def test_of_a_name_only_fixed_references_follow() -> None:
    assert shifted("S!$A$5+S!A5+S!$A5+S!A$5", Shift("S", "rows", 5, 2), here="", fixed_only=True) == (
        "S!$A$7+S!A5+S!$A5+S!A$7"
    )


def test_a_renamed_sheet_is_renamed_wherever_it_is_named() -> None:
    formula = "=Kỳ1!A1+'KỲ1'!B2+Kỳ2!C3+SUM(Kỳ1:Kỳ3!A1)+Kỳ1!T+[1]Kỳ1!A1+Kỳ1!HAM(1)+\"Kỳ1!A1\""
    assert renamed(formula, "Kỳ1", "Ông A's") == (
        "='Ông A''s'!A1+'Ông A''s'!B2+Kỳ2!C3+SUM('Ông A''s:Kỳ3'!A1)+'Ông A''s'!T+[1]Kỳ1!A1+'Ông A''s'!HAM(1)+\"Kỳ1!A1\""
    )


@pytest.mark.parametrize(
    ("formula", "now"),
    [
        ("=SUM(Tháng1:Tháng3!A1)", "=SUM(Giao:Tháng3!A1)"),
        # What Excel would take for a cell or a value must be quoted.
        ("=SUM(Tháng1:Q3!A1)", "=SUM('Giao:Q3'!A1)"),
        ("=SUM('Tháng1:True'!A1)", "=SUM('Giao:True'!A1)"),
    ],
)
def test_over_several_sheets_names_are_quoted_where_they_must_be(formula: str, now: str) -> None:
    """LibreOffice cannot read them in quotation marks."""
    assert renamed(formula, "Tháng1", "Giao") == now


KY = ["Kỳ1", "Kỳ2", "Kỳ3", "Kỳ4"]


@pytest.mark.parametrize(
    ("formula", "moved", "order", "now"),
    [
        # Excel's own examples, with other names: https://support.microsoft.com, 3-D references.
        ("=SUM(Kỳ1:Kỳ3!A1)", "Kỳ1", ["Kỳ2", "Kỳ3", "Kỳ1", "Kỳ4"], "=SUM('Kỳ2:Kỳ3'!A1)"),
        ("=SUM(Kỳ2:Kỳ4!A1)", "Kỳ4", ["Kỳ1", "Kỳ4", "Kỳ2", "Kỳ3"], "=SUM('Kỳ2:Kỳ3'!A1)"),
        ("=SUM(Kỳ1:Kỳ2!A1)", "Kỳ2", ["Kỳ2", "Kỳ1", "Kỳ3", "Kỳ4"], "=SUM('Kỳ1'!A1)"),
        # Both ends in their order still: other sheets are between them now.
        ("=SUM(Kỳ1:Kỳ3!A1)", "Kỳ3", ["Kỳ1", "Kỳ2", "Kỳ4", "Kỳ3"], "=SUM(Kỳ1:Kỳ3!A1)"),
        ("=SUM(Kỳ1:Kỳ3!A1)+Kỳ2!A1", "Kỳ2", ["Kỳ1", "Kỳ3", "Kỳ4", "Kỳ2"], "=SUM(Kỳ1:Kỳ3!A1)+Kỳ2!A1"),
        ("=SUM([1]Kỳ1:Kỳ3!A1)", "Kỳ1", ["Kỳ2", "Kỳ3", "Kỳ4", "Kỳ1"], "=SUM([1]Kỳ1:Kỳ3!A1)"),
    ],
)
def test_an_end_that_has_passed_the_other_is_left_out(formula: str, moved: str, order: list[str], now: str) -> None:
    assert reordered(formula, moved, KY, order) == now


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ("=Kỳ1!A1+Kỳ2!A1+Kỳ1!Tổng", "=#REF!+Kỳ2!A1+#REF!"),
        ("=SUM(Kỳ1:Kỳ3!A1)", "=SUM('Kỳ2:Kỳ3'!A1)"),
        ("=SUM(Kỳ1:Kỳ2!A1)", "=SUM('Kỳ2'!A1)"),
        ("=SUM(Kỳ2:Kỳ3!A1)+[1]Kỳ1!A1", "=SUM(Kỳ2:Kỳ3!A1)+[1]Kỳ1!A1"),
    ],
)
def test_references_to_a_deleted_sheet_are_lost(formula: str, left: str) -> None:
    assert without_sheet(formula, "Kỳ1", order=["Kỳ1", "Kỳ2", "Kỳ3"]) == left
