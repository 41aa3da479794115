"""Every entry cell is told where it went, in columns that are repeated and in panels, with what it means there."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from xl_addin.campaign.cutting.manifest.of_sheets import EntryFinder
from xl_addin.template.render import render_workbook

TABLE: dict[str, Any] = {
    "key": "kinh-phi",
    "rows": [{"name": "Làm đường", "index": 1}, {"name": "Làm cầu", "index": 2}],
}
PERIOD: dict[str, Any] = {"key": "dot-1", "table": "kinh-phi", "label": "3"}
UNIT: dict[str, Any] = {"name": "An Bình", "periods": [PERIOD], "tables": [TABLE]}


def entries(rows: tuple[tuple[str | None, ...], ...], *cells: tuple[int, int], **context: object) -> list[str]:
    """What the entry cells of a sheet are said to be: cells, row of the unit, heading, days."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(target := BytesIO())
    rendered = render_workbook(target.getvalue(), {"unit": UNIT, **context})
    [placement], [made] = rendered.placements, rendered.book.sheets
    return [
        " ".join(map(str, filter(None, (each.cells, each.indicator.row, each.indicator.heading, each.first_day))))
        for each in EntryFinder({placement.template: cells}).entries(UNIT, made, placement)
    ]


def test_in_a_panel_beside_a_longer_one() -> None:
    beside = "{%tb for x in names %}{{ x }}{%tb endfor %}"
    rows = ((beside, "{%tb for row in unit.tables[0].rows %}{{ row.name }}", "{%tb endfor %}"),)
    found = entries(rows, (1, 3), names=["một", "hai", "ba"])
    assert found == ["C1 Làm đường Làm đường", "C2 Làm cầu Làm cầu"]


def test_in_panels_that_go_to_the_right() -> None:
    rows = (("{%tb for row in unit.tables[0].rows across %}{{ row.name }}",), ("{%tb endfor %}",), ("Cuối",))
    assert entries(rows, (2, 1)) == ["A2 Làm đường", "B2 Làm cầu"]


def test_in_rows_of_a_panel_and_in_repeated_columns() -> None:
    days = [{"date": date(2026, 3, day)} for day in (2, 3)]
    rows = (
        ("{%tb panel %}{%tr for day in days %}", None),
        ("{{ day.date }}", None),
        ("{%tr endfor %}", "{%tb endpanel %}"),
    )
    assert entries(rows, (2, 2), days=days) == ["B1:B2 2026-03-02"]
    columns = (("Mục", "{%tc for row in unit.tables[0].rows %}", "{{ row.name }}", "{%tc endfor %}"),)
    assert entries(columns, (2, 3)) == ["B2 Làm đường", "C2 Làm cầu"]


def test_cells_of_a_panel_that_is_left_out_are_none() -> None:
    rows = (("{%tb if more %}Thêm", "{%tb endif %}"), ("Còn", None))
    assert entries(rows, (1, 2), (2, 2), more=False) == ["B2 Còn"]
    assert entries(rows, (1, 2), (2, 2), more=True) == ["B1 Thêm", "B2 Còn"]
