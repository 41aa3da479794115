"""What a shift holds in memory at once is bounded, as in reading: one line, and the file stays as it is."""

import pytest
from fixtures.books import MAIN, RawBook
from fixtures.shifted_parts import with_parts

from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import DeleteRows, DeleteSheet, Edit, InsertRows

A_MEGABYTE = "<hyperlinks>" + '<hyperlink ref="A1" location="S!A9"/>' * 30_000 + "</hyperlinks>"


@pytest.fixture(autouse=True)
def _one_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_MAX_TREE_MB", "1")


def two_sheets(raw_book: RawBook, first: str, second: str) -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}">{second}</worksheet>'
    data = with_parts(raw_book(first), ("xl/workbook.xml", "worksheet", "xl/worksheets/sheet2.xml", sheet))
    draft = Draft(open_package(data))
    listed = draft.read("xl/workbook.xml").replace(b"</sheets>", b'<sheet name="T" sheetId="2" r:id="rId2"/></sheets>')
    draft.write("xl/workbook.xml", listed)
    return draft.data()


@pytest.mark.parametrize("edit", [InsertRows("S", 5), DeleteRows("S", 5)])
@pytest.mark.parametrize("own", [True, False])
def test_what_stands_around_the_rows(raw_book: RawBook, edit: Edit, own: bool) -> None:
    sheets = [A_MEGABYTE, "<sheetData/>"] if own else ["<sheetData/>", A_MEGABYTE]
    data = two_sheets(raw_book, *sheets)
    draft = Draft(open_package(data, file="so.xlsx"))
    with pytest.raises(Problem) as caught:
        apply_edits(draft, [edit])
    assert caught.value.line("en").startswith(
        f"so.xlsx: xl/worksheets/sheet{1 if own else 2}.xml: this part of the file"
    )
    assert not draft.changed


def test_a_chart_with_lists_that_never_end_is_refused_at_once(raw_book: RawBook) -> None:
    sheet, drawing = "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml"
    # Looked for one by one, the ends of so many would be found by nobody.
    chart = '<c xmlns:c="c">' + "<c:lvl>" * 120_000
    data = with_parts(
        two_sheets(raw_book, "<sheetData/>", "<sheetData/>"),
        (sheet, "drawing", drawing, "<d/>"),
        (drawing, "chart", "xl/charts/chart1.xml", chart),
    )
    for edit in (InsertRows("S", 5), DeleteSheet("T")):
        with pytest.raises(Problem) as caught:
            apply_edits(Draft(open_package(data, file="so.xlsx")), [edit])
        assert (caught.value.file, caught.value.place) == ("so.xlsx", "xl/charts/chart1.xml")
