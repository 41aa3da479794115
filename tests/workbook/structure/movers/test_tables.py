"""Excel tables follow the lines of their sheet."""

import io

import openpyxl
import pytest
from fixtures.books import Written
from fixtures.shifted_parts import hindrances, moved_by

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.structure.movers.tables import MOVER

TABLE = "xl/tables/table1.xml"


def table(book, sheet) -> None:
    columns = [
        {"header": "Xã"},
        {"header": "Hộ", "total_function": "sum"},
        {"header": "Tỷ lệ", "formula": "=Bang[[#This Row],[Hộ]]/$F$9"},
    ]
    sheet.add_table("B3:D9", {"name": "Bang", "columns": columns, "total_row": True})
    sheet.write_formula("H1", "=SUM(Bang[Hộ])+SUM(Bang[[Xã]:[Hộ]])")
    sheet.write_formula("H2", "=ROWS(Bang)+Bang[[#Totals],[Tỷ lệ]]")


@pytest.fixture
def data(xlsxwriter_book: Written) -> bytes:
    return xlsxwriter_book(table)


def followed(data: bytes, axis: str, at: int, count: int) -> Draft:
    return moved_by(MOVER, data, Shift("Bảng", "rows" if axis == "rows" else "columns", at, count))


def area_and_filter(draft: Draft) -> tuple[str | None, str | None]:
    root = draft.xml(TABLE)
    return root.get("ref"), root[0].get("ref")


@pytest.mark.parametrize(
    ("axis", "at", "count", "area", "filtered"),
    [
        ("rows", 3, 2, "B5:D11", "B5:D10"),
        ("rows", 4, 2, "B3:D11", "B3:D10"),
        # Above the totals is inside the table, and of its data.
        ("rows", 9, 2, "B3:D11", "B3:D10"),
        ("rows", 10, 2, "B3:D9", "B3:D8"),
        ("rows", 4, -2, "B3:D7", "B3:D6"),
        ("rows", 9, -1, "B3:D8", "B3:D8"),
        ("columns", 1, 1, "C3:E9", "C3:E8"),
        ("columns", 3, -1, "B3:C9", "B3:C8"),
        ("columns", 3, 2, "B3:F9", "B3:F8"),
        ("columns", 5, 1, "B3:D9", "B3:D8"),
    ],
)
def test_a_table_and_its_filter_move(data: bytes, axis: str, at: int, count: int, area: str, filtered: str) -> None:
    assert area_and_filter(followed(data, axis, at, count)) == (area, filtered)


@pytest.mark.parametrize(("like", "area"), [(7, "B3:C9"), (3, "B3:C7"), (None, "B3:C7")])
def test_rows_below_a_table_that_are_filled_like_one_of_its_rows_are_in_it(
    xlsxwriter_book: Written, like: int | None, area: str
) -> None:
    data = xlsxwriter_book(lambda book, sheet: sheet.add_table("B3:C7"))
    draft = moved_by(MOVER, data, Shift("Bảng", "rows", 8, 2, like=like, fill=True))
    assert area_and_filter(draft) == (area, area)


def test_totals_that_go_are_no_longer_counted(data: bytes) -> None:
    root = followed(data, "rows", 9, -1).xml(TABLE)
    assert (root.get("totalsRowCount"), root.get("totalsRowShown")) == (None, "0")


def test_formulas_of_its_columns_follow(data: bytes) -> None:
    assert b"/$F$11" in followed(data, "rows", 4, 2).read(TABLE)


def test_what_names_a_column_that_has_gone_says_so(data: bytes) -> None:
    draft = followed(data, "columns", 3, -1)
    assert [each.get("name") for each in draft.xml(TABLE)[1]] == ["Xã", "Tỷ lệ"]
    assert draft.xml(TABLE)[1].get("count") == "2"
    assert "<f>SUM(#REF!)+SUM(Bang[[Xã]:[Xã]])</f>" in draft.read("xl/worksheets/sheet1.xml").decode()
    assert b"#REF!/$" in draft.read(TABLE)


def test_a_table_whose_rows_all_go_goes(data: bytes) -> None:
    draft = followed(data, "rows", 2, -9)
    assert TABLE not in draft
    sheet = draft.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>SUM(#REF!)+SUM(#REF!)</f>" in sheet and "<f>ROWS(#REF!)+#REF!</f>" in sheet
    assert "tablePart" not in sheet
    assert openpyxl.load_workbook(io.BytesIO(draft.data()))["Bảng"].tables == {}


@pytest.mark.parametrize(
    ("shift", "told"),
    [
        (Shift("Bảng", "rows", 3, -1), "the heading row of the Excel table “Bang” (B3:D9)"),
        (Shift("Bảng", "rows", 4, -5), "must keep a row of data"),
    ],
)
def test_what_excel_refuses_too_is_refused(data: bytes, shift: Shift, told: str) -> None:
    ((place, text),) = hindrances(MOVER, data, shift)
    assert place == "Bảng!B3:D9" and told in text


@pytest.mark.parametrize(("at", "count"), [(3, 1), (3, -1), (1, -5)])
def test_columns_that_come_from_outside_stay_as_they_are(data: bytes, at: int, count: int) -> None:
    draft = Draft(open_package(data))
    draft.write(TABLE, draft.read(TABLE).replace(b"<table ", b'<table tableType="queryTable" '))
    ((place, text),) = hindrances(MOVER, draft.data(), Shift("Bảng", "columns", at, count))
    assert place == "Bảng!B3:D9" and "has its columns from outside (a query)" in text
    assert hindrances(MOVER, draft.data(), Shift("Bảng", "columns", 2, 1)) == []
