"""Where a template's cells went, on both axes and sheet by sheet."""

from collections.abc import Callable

from openpyxl import Workbook

from xl_addin.template.placement import Placement
from xl_addin.template.render import render_workbook
from xl_addin.template.template import open_template

Saved = Callable[[Workbook], bytes]
UNITS = [{"name": "A", "days": ["x", "y"]}, {"name": "B", "days": ["z"]}]


def template() -> Workbook:
    book = Workbook()
    index = book.worksheets[0]
    index.title = "Mục lục"
    index.append(("Danh sách",))
    sheet = book.create_sheet("{{ unit.name }}")
    for cell in (
        "{%ts for unit in units %}{{ unit.name }}",
        "{%tr for day in unit.days %}",
        "{{ day }}",
        "{%tr endfor %}",
        "Cộng",
    ):
        sheet.append((cell,))
    return book


def placed(saved: Saved) -> dict[str, Placement]:
    rendered = render_workbook(saved(template()), {"units": UNITS}, file="mau.xlsx")
    return {placement.sheet: placement for placement in rendered.placements}


def test_every_sheet_of_the_result_says_which_template_sheet_and_item_it_comes_from(saved: Saved) -> None:
    placements = placed(saved)
    assert list(placements) == ["Mục lục", "A", "B"]
    assert placements["Mục lục"].turn is None and placements["B"].template == "{{ unit.name }}"
    turn = placements["B"].turn
    assert turn is not None and turn.number == 1 and turn.item is UNITS[1]


def test_rows_know_what_they_are_copies_of_and_for_which_item(saved: Saved) -> None:
    rows = placed(saved)["A"].rows
    assert [list(rows.copies(row)) for row in (3, 2, 5)] == [[2, 3], [], [4]]
    assert [rows.source(row) for row in (1, 2, 3, 4)] == [1, 3, 3, 5]
    assert [turn.item for turn in rows.turns_of(3)] == ["y"]


def test_columns_and_sheets_without_markers_stand_where_they_stood(saved: Saved) -> None:
    placements = placed(saved)
    assert placements["A"].columns.copies(7) == (7,)
    assert placements["Mục lục"].rows.source(9) == 9 and placements["Mục lục"].rows.copies(9) == (9,)


def test_columns_know_what_they_are_copies_of_and_for_which_item(saved: Saved) -> None:
    book = Workbook()
    book.worksheets[0].append(("Ngày", "{%tc for day in days %}", "{{ day }}", "{%tc endfor %}", "Cộng"))
    [placement] = render_workbook(saved(book), {"days": ["x", "y"]}, file="mau.xlsx").placements
    assert list(placement.columns.copies(3)) == [2, 3] and list(placement.columns.copies(5)) == [4]
    assert [turn.item for turn in placement.columns.turns_of(3)] == ["y"] and placement.rows.copies(9) == (9,)


def test_a_template_opened_once_gives_the_same_file_again(saved: Saved) -> None:
    data = saved(template())
    opened = open_template(data, file="mau.xlsx")
    other = {"units": [{"name": "-C", "days": ["=1", 2]}]}
    first = render_workbook(opened, {"units": UNITS}).draft.data()
    render_workbook(opened, other)
    assert render_workbook(opened, {"units": UNITS}).draft.data() == first
    fresh = render_workbook(data, other, file="mau.xlsx").draft.data()
    assert render_workbook(opened, other).draft.data() == fresh
