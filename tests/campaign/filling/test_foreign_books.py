"""The table of an office's own workbook is filled, checked and marked, whatever else the workbook holds."""

import pytest
from fixtures.edited_files import annotated_file, edited_file
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book

from xl_addin.campaign.filling.fill import fill_book
from xl_addin.case.case import Case
from xl_addin.package.package import open_package
from xl_addin.reports.annotation import clearing
from xl_addin.verify.fix import fix_book
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.reading.read import read_book

PART = "xl/worksheets/sheet1.xml"
LEADING = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/calcChain.xml"}


@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_fill_fix_annotate_and_clear(name: str, parts_of) -> None:
    before = foreign_book(name)
    filled = fill_book(Case.open(before, file="sổ.xlsx")).data
    sheet = read_book(filled)[SHEET]
    assert [sheet.value(row, 5) for row in range(3, 10)] == [158, 257, 356, 455, 554, 653, 2433]
    # Formulas of other sheets get fresh values.
    kept = {part for part in parts_of(before) if not part.startswith("xl/worksheets/sheet")} - LEADING
    assert all(parts_of(filled)[part] == parts_of(before)[part] for part in kept)
    fixed = fix_book(Case.open(filled, file="sổ.xlsx"), unsafe=True).data
    assert all(parts_of(fixed)[part] == parts_of(before)[part] for part in kept)
    found = verify_book(read_book(before)).diagnostics
    marked = annotated_file(before, found)
    assert len(parts_of(marked)) >= len(parts_of(before)) - 1
    cleared = edited_file(marked, clearing(read_book(marked), open_package(marked)))
    assert parts_of(cleared)[PART] == parts_of(before)[PART]
    assert all(parts_of(cleared)[part] == parts_of(before)[part] for part in kept)
