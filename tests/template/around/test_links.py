"""Links of a repeated block lead into their own copy of it, and out to their own addresses."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

Render = Callable[..., Workbook]
UNITS = [{"name": "An Bình", "site": "an-binh"}, {"name": "Đông Thành", "site": "đông thành"}]
PANEL = (("{%tb for unit in units %}{{ unit.name }}",), ("đầu",), ("số",), ("về đầu{%tb endfor %}",))
ROWS = (("{%tr for unit in units %}",), ("{{ unit.name }}",), ("số",), ("về đầu",), ("{%tr endfor %}",))


def linked(rows: tuple[tuple[str, ...], ...], cell: str, **link: str) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phiếu"
    for row in rows:
        sheet.append(row)
    sheet[cell].hyperlink = Hyperlink(ref=cell, **link)
    return book


def links(book: Workbook) -> dict[str, str | None]:
    """Where the links of the first sheet lead, by cell."""
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    return {cell.coordinate: cell.hyperlink.location or cell.hyperlink.target for cell in cells}


@pytest.mark.parametrize("location", ["Phiếu!A3", "A3", "'Phiếu'!$A$3"])
def test_a_link_leads_to_the_copy_of_its_own_turn(render: Render, location: str) -> None:
    for rows, first, second in ((ROWS, "A3", "A2 A5"), (PANEL, "A4", "A3 A7")):
        own, other = second.split()
        found = links(render(linked(rows, "A4", location=location), units=UNITS))
        where = {cell: (text or "").rpartition("!")[2].replace("$", "") for cell, text in found.items()}
        assert list(where.values()) == [own, other], (first, where)


def test_a_link_to_several_cells_leads_to_those_of_its_own_turn(render: Render) -> None:
    found = links(render(linked(ROWS, "A4", location="A2:A3"), units=UNITS))
    assert found == {"A3": "A1:A2", "A6": "A4:A5"}


def test_from_outside_a_link_leads_to_the_first_copy(render: Render) -> None:
    rows = (*ROWS, ("Cuối",))
    assert links(render(linked(rows, "A6", location="A3"), units=UNITS)) == {"A7": "A2"}


def test_an_address_is_that_of_the_rows_own_unit(render: Render) -> None:
    book = linked(ROWS, "A4", target="https://vidu.vn/{{ unit.site }}?số={{ loop.index }}")
    assert links(render(book, units=UNITS)) == {
        "A3": "https://vidu.vn/an-binh?s%E1%BB%91=1",
        "A6": "https://vidu.vn/%C4%91%C3%B4ng%20th%C3%A0nh?s%E1%BB%91=2",
    }
    assert links(render(book, units=[])) == {}


def test_an_address_of_a_sheet_knows_what_the_sheet_knows(render: Render) -> None:
    book = linked((("{{ name }}",),), "A1", target="mailto:{{ name }}@vidu.vn")
    assert links(render(book, name="van-thu")) == {"A1": "mailto:van-thu@vidu.vn"}
