"""Defined names follow the lines of the sheets they name."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import moved_by

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.defined_names import MOVER

INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)


def moved(raw_book: RawBook, names: str, shift: Shift) -> str:
    xml = moved_by(MOVER, raw_book(workbook=names), shift).read("xl/workbook.xml").decode()
    return xml.partition("</sheets>")[2].removesuffix("</workbook>")


@pytest.mark.parametrize(
    ("meaning", "inserted"),
    [
        ("S!$A$5:$B$9", "S!$A$7:$B$11"),
        ("S!A5+S!$B$4", "S!A5+S!$B$4"),
        ("T!$A$5", "T!$A$5"),
        ("&quot;S!$A$5&quot;&amp;S!$A$5", '"S!$A$5"&amp;S!$A$7'),
    ],
)
def test_a_name_follows(raw_book: RawBook, meaning: str, inserted: str) -> None:
    name = '<definedNames><definedName name="Tong" localSheetId="0">{}</definedName></definedNames>'
    assert moved(raw_book, name.format(meaning), INSERTED) == name.format(inserted)


def test_a_name_whose_cells_have_gone_says_so(raw_book: RawBook) -> None:
    name = '<definedNames><definedName name="Tong">{}</definedName></definedNames>'
    assert moved(raw_book, name.format("S!$A$5"), DELETED) == name.format("#REF!")


def test_a_print_area_loses_what_has_gone_and_goes_with_the_last(raw_book: RawBook) -> None:
    area = '<definedName name="_xlnm.Print_Area" localSheetId="0">{}</definedName>'
    titles = '<definedName name="_xlnm.Print_Titles" localSheetId="0">S!$A:$B,S!$5:$6</definedName>'
    names = f"<definedNames>{area.format('S!$A$5:$B$6,S!$A$9')}{titles}</definedNames>"
    left = f"<definedNames>{area.format('S!$A$7')}{titles.replace(',S!$5:$6', '')}</definedNames>"
    assert moved(raw_book, names, DELETED) == left
    assert moved(raw_book, f"<definedNames>{area.format('S!$A$5:$B$6')}</definedNames>", DELETED) == ""
