"""The published book of Bình Phước, typed by hand from the CSV: what must be found and what must not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from xl_addin.formula.cells import Area
from xl_addin.spec.model import Spec
from xl_addin.verify.selection import Selection
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, ExcelTable, Sheet, Value

PUBLISHED_MISTAKES = {
    ("V302", "Giai đoạn 1", "D20"),
    ("V302", "Giai đoạn 1", "G20"),
    ("V302", "Giai đoạn 1", "H20"),
    ("V302", "Giai đoạn 1", "J20"),
    ("V304", "Giai đoạn 1", "L20"),
    ("U501", "Giai đoạn 2", "B9"),
    ("U501", "Giai đoạn 2", "B10"),
    ("V302", "Giai đoạn 2", "C20"),
    ("V304", "Giai đoạn 2", "H20"),
}


def places(book: Book, spec: Spec | None = None) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.sheet, one.cell) for one in verify_book(book, spec).diagnostics]


def test_the_published_mistakes_and_nothing_else(published: Callable[..., Book]) -> None:
    found = places(published())
    assert set(found) == PUBLISHED_MISTAKES
    assert len(found) == len(PUBLISHED_MISTAKES)


def test_the_messages_name_the_figures_in_both_languages(published: Callable[..., Book]) -> None:
    by_cell = {(one.sheet, one.cell): one for one in verify_book(published()).diagnostics}
    evidence = {
        ("Giai đoạn 1", "D20"): ("500.001", "500.000"),
        ("Giai đoạn 1", "G20"): ("234.584", "234.583"),
        ("Giai đoạn 1", "H20"): ("132.809", "132.808"),
        ("Giai đoạn 1", "J20"): ("391.923", "391.922"),
        ("Giai đoạn 2", "C20"): ("362.984", "362.985"),
        ("Giai đoạn 1", "L20"): ("209", "18,5"),
        ("Giai đoạn 2", "H20"): ("60", "5,28"),
        ("Giai đoạn 2", "B9"): ("Phước Long", "Phú Quốc"),
        ("Giai đoạn 2", "B10"): ("Đồng Xoài", "Đông Xoài"),
    }
    assert by_cell.keys() == evidence.keys()
    for place, figures in evidence.items():
        for figure in figures:
            assert figure in by_cell[place].message.vi
            assert figure.translate(str.maketrans(",.", ".,")) in by_cell[place].message.en
        assert by_cell[place].advice is not None


def test_the_spec_adds_the_day_counts_and_a_formula_the_sheet_does_not_state(
    published: Callable[..., Book], spec: Spec
) -> None:
    found = places(published(), spec)
    added = {
        ("D601", "Giai đoạn 1", "A5"),
        ("D601", "Giai đoạn 2", "A5"),
        *(("V301", "Giai đoạn 2", cell) for cell in ("F9", "F11", "F12", "F13")),
    }
    assert set(found) == PUBLISHED_MISTAKES | added
    assert len(found) == len(set(found))


def hidden_precision() -> dict[tuple[int, int], Value]:
    """Column 4 kept unrounded under an integer format, column 12 rounded, the rest calculated."""
    cells: dict[tuple[int, int], Value] = {}
    for row in range(9, 20):
        cells |= {
            (row, 4): f"=C{row}*500000/C$20",
            (row, 7): f"=D{row}-E{row}",
            (row, 8): f"=MIN(G{row},12500)",
            (row, 9): f"=G{row}-H{row}",
            (row, 10): f"=D{row}-F{row}",
            (row, 12): f"=ROUND((J{row}/K{row})/25,0)",
        }
    for column, letter in enumerate("CDEFGHIJK", 3):
        cells[20, column] = f"=SUM({letter}9:{letter}19)"
    cells[20, 12] = "=ROUND((J20/K20)/25,0)"
    return cells


def test_hidden_precision_is_recognised_for_what_it_is(published: Callable[..., Book]) -> None:
    book = Book("book.xlsx", (published(hidden_precision()).sheets[0],))
    found = verify_book(book).diagnostics
    assert [(one.code, one.cell) for one in found] == [
        ("V303", "D20"),
        ("V303", "G20"),
        ("V303", "H20"),
        ("V303", "J20"),
    ]
    assert "500.001" in found[0].message.vi and "500.000" in found[0].message.vi
    assert found[0].advice is not None and "phần dư lớn nhất" in found[0].advice.vi


def test_cached_values_are_never_trusted(calculated: Callable[..., Sheet]) -> None:
    sheet = calculated()
    column = sheet.columns[5]
    lying = replace(sheet, columns={**sheet.columns, 5: replace(column, values={**column.values, 3: 77})})
    verification = verify_book(Book("book.xlsx", (lying,)))
    assert [(one.code, one.cell, one.expected, one.actual) for one in verification.diagnostics] == [
        ("F206", "E3", 600, 77)
    ]
    assert verification.book["Biểu 1"].value(3, 5) == 600


def test_tables_without_mistakes(small: Callable[..., Sheet], calculated: Callable[..., Sheet]) -> None:
    assert places(Book("book.xlsx", (small(),))) == []
    assert places(Book("book.xlsx", (calculated(),))) == []


def test_a_table_that_is_not_visible_is_not_judged(small: Callable[..., Sheet]) -> None:
    hidden = replace(small({(3, 5): 1}), visible=False)
    assert places(Book("book.xlsx", (hidden,))) == [("S702", None, None)]


def test_rules_are_left_out_but_their_consequences_stay_hidden(calculated: Callable[..., Sheet]) -> None:
    book = Book("book.xlsx", (calculated({(4, 5): 1505}),))
    assert [one.code for one in verify_book(book).diagnostics] == ["F202"]
    assert verify_book(book, selection=Selection(ignore=("F202",))).diagnostics == ()
    assert [one.code for one in verify_book(book, selection=Selection(select=("V",))).diagnostics] == ["V301"]


def test_an_accepted_finding_is_kept_apart(small: Callable[..., Sheet]) -> None:
    accepted = replace(small({(4, 5): 1505}), comments={(4, 5): "xl-addin: bỏ qua V301 – chờ số liệu"})
    verification = verify_book(Book("book.xlsx", (accepted,)))
    assert [(one.finding.cell, one.reason) for one in verification.suppressed] == [("E4", "chờ số liệu")]
    assert "V301" not in [one.code for one in verification.diagnostics]


def in_an_excel_table(calculated: Callable[..., Sheet], header_row: int, changed: dict[tuple[int, int], Value]) -> Book:
    """The small table as an Excel table whose headings stand in that row, its columns calculated by them."""
    plain = calculated()
    headings = tuple(str(plain.value(header_row, column)) for column in range(1, 7))
    _, _, third, fourth, *_ = headings
    table = ExcelTable("Biểu", "Biểu 1", Area(header_row, 1, 7, 6), headings, totals_rows=1)
    # Where the column numbers are data to Excel, a total by the heading would add up the 4 too.
    formulas: dict[tuple[int, int], Value] = {(7, 4): f"=SUBTOTAL(109,[{fourth}])"} if header_row == 2 else {}
    for row in range(3, 7):
        formulas[row, 5] = f"=Biểu[[#This Row],[{third}]]-[@[{fourth}]]"
        formulas[row, 6] = f"=ROUND(Biểu[[#This Row],[{fourth}]]/Biểu[[#This Row],[{third}]]*100,2)"
    return Book("bảng.xlsx", (calculated({**formulas, **changed}),), tables=(table,))


@pytest.mark.parametrize("header_row", [1, 2])
def test_formulas_by_the_headings_of_an_excel_table(calculated: Callable[..., Sheet], header_row: int) -> None:
    assert places(in_an_excel_table(calculated, header_row, {})) == []


def test_a_formula_by_headings_that_contradicts_the_notation(calculated: Callable[..., Sheet]) -> None:
    wrong = in_an_excel_table(calculated, 2, {(5, 5): "=Biểu[[#This Row],[3]]+[@4]", (5, 3): 1500, (5, 4): 1500})
    assert ("F201", "Biểu 1", "E5") in places(wrong)


def test_an_error_that_spreads_by_headings_is_reported_where_it_starts(calculated: Callable[..., Sheet]) -> None:
    assert places(in_an_excel_table(calculated, 2, {(4, 4): "=1/0"})) == [("F205", "Biểu 1", "D4")]


def test_an_unknown_heading_is_an_unsupported_formula(calculated: Callable[..., Sheet]) -> None:
    found = places(in_an_excel_table(calculated, 2, {(4, 5): "=Biểu[[#This Row],[Lạ]]"}))
    assert ("F209", "Biểu 1", "E4") in found
