import pytest

from xl_addin.case.formula_text import (
    core,
    external_books,
    floors_at_zero,
    form_in_row,
    ignores_hidden_rows,
    is_volatile,
    references,
    summed_areas,
)
from xl_addin.formula.cells import Area


def read(formula: str) -> list[tuple[str, str]]:
    return [(sheet, str(area)) for sheet, area in references(formula, "S")]


def test_references_with_and_without_a_sheet() -> None:
    assert read("=$D$9-E9") == [("S", "D9"), ("S", "E9")]
    assert read("=SUM('Giai đoạn 1'!C9:C19)+Biểu2!A1") == [("Giai đoạn 1", "C9:C19"), ("Biểu2", "A1")]
    assert read("='Đợt ''hai'''!B2") == [("Đợt 'hai'", "B2")]


def test_what_only_looks_like_a_reference() -> None:
    assert read('="A1"&LOG10(5)') == []
    assert read("=Tong_A1+SUM1(2)") == []


def test_filled_down_formulas_have_one_form() -> None:
    assert form_in_row("=D10 - E10", 10, 9) == form_in_row("=D9-E9", 9, 9)
    assert form_in_row("=C10*5/C$20", 10, 9) == form_in_row("=C9*5/$C$20", 9, 9)
    assert form_in_row("=D10+E10", 10, 9) != form_in_row("=D9-E9", 9, 9)
    assert form_in_row('=IF(D9=""," x ", 1)', 9, 9) == '=IF(D9=""," X ",1)'


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("=SUM(G9:G19)", ["G9:G19"]),
        ("=SUM(G9:G12, G14)", ["G9:G12", "G14"]),
        ("=G9+G10+$G$11", ["G9", "G10", "G11"]),
        ("=SUBTOTAL(9,G9:G19)", ["G9:G19"]),
        ("=SUM(G9:G12)+SUM(G14:G19)", ["G9:G12", "G14:G19"]),
    ],
)
def test_plain_sums(formula: str, areas: list[str]) -> None:
    assert summed_areas(formula) == tuple(map(Area.parse, areas))


@pytest.mark.parametrize("formula", ["=SUM(G9:G19)/2", "=G9-G10", "=SUM(G9:G19)+5", "=AVERAGE(G9:G19)", "=J20/K20"])
def test_other_formulas_are_no_plain_sum(formula: str) -> None:
    assert summed_areas(formula) is None


@pytest.mark.parametrize(
    ("formula", "inner"),
    [
        ("=ROUND(D9-E9,0)", "=D9-E9"),
        ('=IFERROR(ROUND((J9/K9)/25,0),"")', "=(J9/K9)/25"),
        ('=IF(K9=0,"",(J9/K9)/25)', "=(J9/K9)/25"),
        ('=IF(K9<>0,J9/K9,"")', "=J9/K9"),
        ("=+N(D9)", "=D9"),
        ("=(D9-E9)", "=D9-E9"),
        ("=(D9-E9)*(F9)", "=(D9-E9)*(F9)"),
        ("=ROUND(D9,0)-ROUND(E9,0)", "=ROUND(D9,0)-ROUND(E9,0)"),
        ("=IF(A1>5,1,2)", "=IF(A1>5,1,2)"),
    ],
)
def test_core(formula: str, inner: str) -> None:
    assert core(formula) == inner


def test_small_questions() -> None:
    assert floors_at_zero("=ROUND(MAX(0,D9-E9),0)") and not floors_at_zero("=MAX(D9,E9)")
    assert external_books("='[kế hoạch.xlsx]Biểu 1'!A1+[2]S!B1") == ("kế hoạch.xlsx", "2")
    assert external_books('="[a]b"&Bang[Cột]') == ()
    assert external_books("=[1]!CT_PHANBO(500000,C9:C19,1)+[1]Sheet1!A1") == ("1",)
    assert external_books("=[1]!CT_PHANBO(500000,C9:C19,1)") == ()
    assert is_volatile("=TODAY()-A1") and not is_volatile('="TODAY()"')
    assert ignores_hidden_rows("=SUBTOTAL(109,D9:D19)") and not ignores_hidden_rows("=SUBTOTAL(9,D9:D19)")


def test_headings_of_an_excel_table_are_no_addresses_and_hide_no_argument() -> None:
    assert read("=Bảng1[[#This Row],[Q1]]-Bảng1[@B2]+C3") == [("S", "C3")]
    assert read("=[1]Sheet1!A1") == [("[1]Sheet1", "A1")]
    assert core("=ROUND(Bảng1[[#This Row],[Số (hộ)]]/2,0)") == "=Bảng1[[#This Row],[Số (hộ)]]/2"
    assert form_in_row("=Bảng1[[#This Row],[Q1]]", 10, 9) == form_in_row("=Bảng1[[#This Row],[Q1]]", 9, 9)


def test_a_sum_with_a_name_or_an_intersection_is_no_plain_sum() -> None:
    assert summed_areas("=SUM(Tổng,G9)") is None
    assert summed_areas("=SUM(TONG,G9)") is None
    assert summed_areas("=SUM(G9:G12 G11:G19)") is None
    assert summed_areas("=SUM(Khác!G9:G12)") is None


def test_what_stands_in_texts_and_headings_is_no_call() -> None:
    assert not ignores_hidden_rows('=A1&"SUBTOTAL(109,"')
    assert not ignores_hidden_rows("=SUBTOTAL(9,Bảng1[SUBTOTAL(109,])")
    assert ignores_hidden_rows("=AGGREGATE(9, 5 ,D9:D19)") and not ignores_hidden_rows("=AGGREGATE(9,4,D9:D19)")
    assert not is_volatile("=Bảng1[TODAY()]")
    assert is_volatile("=today()+A1")


def test_a_name_of_another_workbook_is_a_link_to_it() -> None:
    assert external_books("='C:\\Tài liệu\\kế hoạch.xlsx'!Chỉ_tiêu*A1") == ("kế hoạch.xlsx",)
    assert external_books("=[1]!Chỉ_tiêu") == ("1",)
    assert external_books("='C:\\xl\\[a.xlsx]S'!A1:B2") == ("a.xlsx",)
    assert external_books("='C:\\xl\\xl-addin.xlam'!CT_SONGAY(A1,B1)") == ()


def test_sheets_whose_names_look_like_cells_or_hold_signs() -> None:
    assert read("='Q1!A1'!B2+Q1!A1+'S (1)'!C3") == [("Q1!A1", "B2"), ("Q1", "A1"), ("S (1)", "C3")]
    assert read("=SUM(Quý1:Quý4!B2:B3)") == [("Quý1:Quý4", "B2:B3")]
