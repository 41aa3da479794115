"""What brackets of a structured reference name, and cells as people name them."""

import pytest

from xl_addin.formula.cells import CellRef, cell_named
from xl_addin.formula.structured import escaped_heading, structured, unescaped_heading


@pytest.mark.parametrize(
    ("bracketed", "items", "headings"),
    [
        ("[]", set(), None),
        ("[#Totals]", {"#totals"}, None),
        ("[Chỉ tiêu]", set(), ("Chỉ tiêu", "Chỉ tiêu")),
        ("[@]", {"#this row"}, None),
        ("[@[Chỉ tiêu]]", {"#this row"}, ("Chỉ tiêu", "Chỉ tiêu")),
        ("[[#Headers],[#Data],[Tên]:[Số '[hộ']]]", {"#headers", "#data"}, ("Tên", "Số [hộ]")),
        ("[[#This Row],Q1]", {"#this row"}, ("Q1", "Q1")),
    ],
)
def test_items_and_headings(bracketed: str, items: set[str], headings: tuple[str, str] | None) -> None:
    assert structured(bracketed) == (frozenset(items), headings)


def test_what_excel_does_not_write_is_none() -> None:
    assert structured("[[Tên],[Số]]") is None


def test_a_heading_is_escaped_and_back() -> None:
    assert escaped_heading("Số [hộ] #1") == "Số '[hộ'] '#1"
    assert unescaped_heading(escaped_heading("Số [hộ] '@#")) == "Số [hộ] '@#"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("D9", CellRef("", 9, 4)),
        ("Biểu 1!D9", CellRef("Biểu 1", 9, 4)),
        (" 'O''Hara! 1'!$d$9 ", CellRef("O'Hara! 1", 9, 4)),
    ],
)
def test_a_cell_as_people_name_it(text: str, cell: CellRef) -> None:
    assert cell_named(text) == cell


@pytest.mark.parametrize("text", ["", "Biểu 1!", "Biểu 1!XFE1", "Biểu 1!A1:B2"])
def test_what_names_no_cell(text: str) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        cell_named(text)
