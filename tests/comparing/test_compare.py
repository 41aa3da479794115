"""What differs between two versions of an invented table, as people mean it."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from fixtures.tables import SMALL, make_sheet

from xl_addin.case.case import Case
from xl_addin.comparing.compare import compare
from xl_addin.comparing.result import Difference
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import Book, Sheet, Value

Grid = list[list[Value]]
LETTER: list[list[Value]] = [["ỦY BAN NHÂN DÂN"], ["Biểu giao chỉ tiêu tháng 6"], [None]]


def table(rows: Sequence[tuple[str, int, int]], *, top: int = 0, numbered: bool = True) -> Grid:
    """The invented table under `top` rows, its columns 5 and 6 and the total calculated by formulas."""
    first = top + 3
    last = first + len(rows) - 1
    body: Grid = [
        [at if numbered else None, name, given, done, f"=C{row}-D{row}", f"=D{row}/C{row}*100"]
        for at, (row, (name, given, done)) in enumerate(enumerate(rows, first), 1)
    ]
    total: list[Value] = [None, "Tổng", *(f"=SUM({letter}{first}:{letter}{last})" for letter in "CDE")]
    return [*SMALL[:2], *body, [*total, f"=D{last + 1}/C{last + 1}*100"]]


UNITS = [("An Bình", 1000, 400), ("Bình Minh", 2000, 500), ("Cửa Lân", 3000, 1500), ("Đông Hà", 4000, 1000)]


def book(*sheets: Sheet, names: dict[str, str] | None = None) -> Case:
    return Case(Book("so.xlsx", sheets, names or {}))


def between(old: Sequence[Sequence[Value]], new: Sequence[Sequence[Value]]) -> Difference:
    return compare(book(make_sheet(old)), book(make_sheet(new)))


def lines(found: Difference) -> list[tuple[str, str, int | None, int | None, str]]:
    return [(line.axis, line.kind, line.old, line.new, line.name) for line in found.lines()]


def cells(found: Difference) -> list[tuple[str, str, Value, Value]]:
    """Kind, new address, and the formula or value before and after."""
    return [
        (
            cell.kind,
            str(cell.new.cell),
            *(side.formula or side.value if cell.kind == "formula" else side.value for side in (cell.old, cell.new)),
        )
        for cell in found.cells()
    ]


def test_a_book_does_not_differ_from_itself() -> None:
    assert not between(LETTER + table(UNITS, top=3), LETTER + table(UNITS, top=3)).differs


def test_a_figure_is_told_with_its_unit_and_column_and_what_follows_from_it_apart() -> None:
    found = between(table(UNITS), table([UNITS[0], ("Bình Minh", 2500, 500), *UNITS[2:]]))
    typed = [cell for cell in found.cells() if cell.kind == "value"]
    assert [(cell.unit, cell.column, cell.old.value, cell.new.value) for cell in typed] == [
        ("Bình Minh", "3", 2000, 2500)
    ]
    assert {str(cell.new.cell) for cell in found.cells() if cell.kind == "result"} == {
        f"Biểu 1!{place}" for place in ("E4", "F4", "C7", "E7", "F7")
    }


def test_a_new_unit_changes_nothing_else() -> None:
    old, new = LETTER + table(UNITS, top=3), LETTER + table([*UNITS[:2], ("Bù Nho", 0, 0), *UNITS[2:]], top=3)
    found = between(old, new)
    assert lines(found) == [("rows", "added", None, 8, "Bù Nho")]
    assert [cell for cell in cells(found) if cell[0] != "result"] == []
    assert [section.renumbered for sheet in found.sheets for section in sheet.sections if section.is_table] == [2]


def test_rows_above_the_table_shift_it_and_are_told_alone() -> None:
    found = between(LETTER + table(UNITS, top=3), [*LETTER, ["Kèm theo Quyết định số 12"], *table(UNITS, top=4)])
    assert lines(found) == [("rows", "added", None, 4, "Kèm theo Quyết định số 12")]
    assert cells(found) == []


def test_a_unit_that_went_is_told_with_what_it_held() -> None:
    found = between(table(UNITS), table(UNITS[:1] + UNITS[2:]))
    assert lines(found) == [("rows", "removed", 4, None, "Bình Minh")]
    assert [side.value for line in found.lines() for side in line.cells][:4] == [2, "Bình Minh", 2000, 500]


def test_a_unit_called_otherwise_is_the_same_unit() -> None:
    found = between(table(UNITS), table([UNITS[0], ("Bình Mính", 2000, 500), *UNITS[2:]]))
    assert lines(found) == [("rows", "renamed", 4, 4, "Bình Mính")]
    assert cells(found) == []


def test_a_merged_unit_under_another_name_in_another_place_is_no_renaming() -> None:
    found = between(table(UNITS), table([("Xuyên Mộc", 7, 3), UNITS[0], *UNITS[2:]]))
    assert {(kind, name) for _, kind, _, _, name in lines(found)} == {("removed", "Bình Minh"), ("added", "Xuyên Mộc")}


def test_units_in_another_order_are_the_same_units() -> None:
    found = between(table(UNITS), table([UNITS[3], *UNITS[:3]]))
    assert lines(found) == [("rows", "moved", 6, 3, "Đông Hà")]
    assert cells(found) == []


def test_units_of_one_name_are_told_apart_by_their_figures() -> None:
    twice = [("Tân Tiến", 10, 1), ("Tân Tiến", 20, 2), ("An Bình", 30, 3)]
    assert not between(table(twice), table(twice)).differs
    found = between(table(twice), table([twice[0], ("Tân Tiến", 20, 5), twice[2]]))
    assert lines(found) == []
    assert [cell for cell in cells(found) if cell[0] == "value"] == [("value", "Biểu 1!D4", 2, 5)]


def test_a_formula_that_says_something_else_is_told() -> None:
    new = table(UNITS)
    new[3][4] = "=C4-D5"
    found = between(table(UNITS), new)
    assert [cell for cell in cells(found) if cell[0] == "formula"] == [("formula", "Biểu 1!E4", "=C4-D4", "=C4-D5")]


def test_a_figure_in_the_place_of_a_formula_is_a_changed_formula() -> None:
    new = table(UNITS)
    new[3][4] = 1500
    assert cells(between(table(UNITS), new)) == [("formula", "Biểu 1!E4", "=C4-D4", 1500)]


def test_a_total_that_misses_a_unit_is_told_beside_the_unit_that_came() -> None:
    new = table([*UNITS, ("Gio Linh", 5, 1)])
    new[-1][2] = "=SUM(C3:C5)"
    found = between(table(UNITS), new)
    assert [cell for cell in cells(found) if cell[0] == "formula"] == [
        ("formula", "Biểu 1!C8", "=SUM(C3:C6)", "=SUM(C3:C5)")
    ]


def test_a_new_column_is_found_by_its_heading_though_the_others_are_numbered_anew() -> None:
    old: Grid = [["Đơn vị", "Số hộ", "Đã thu"], [1, 2, 3], ["An Bình", 10, 4], ["Bình Minh", 20, 8]]
    new: Grid = [
        ["Đơn vị", "Số hộ", "Chỉ tiêu", "Đã thu"],
        [1, 2, 3, 4],
        ["An Bình", 10, 7, 4],
        ["Bình Minh", 20, 9, 8],
    ]
    found = between(old, new)
    assert lines(found) == [("columns", "added", None, 3, "3 Chỉ tiêu")]
    assert cells(found) == [("value", "Biểu 1!D2", 3, 4)]


def test_lines_of_a_sheet_without_a_table_are_aligned_by_what_they_say() -> None:
    old: Grid = [["Kế hoạch"], ["Mục tiêu", 100], ["Nguồn lực", 7], ["Ghi chú", "=B2*2"]]
    new: Grid = [["Kế hoạch"], ["Căn cứ", "Nghị định 30"], ["Mục tiêu", 120], ["Nguồn lực", 7], ["Ghi chú", "=B3*2"]]
    found = between(old, new)
    assert lines(found) == [("rows", "added", None, 2, "Căn cứ")]
    assert cells(found) == [("value", "Biểu 1!B3", 100, 120), ("result", "Biểu 1!B5", 200, 240)]


def test_a_column_inserted_into_plain_rows_is_told_alone() -> None:
    old: Grid = [["a", 1, "=B1*2"], ["b", 2, "=B2*2"], ["c", 3, "=B3*2"]]
    new: Grid = [["a", "x", 1, "=C1*2"], ["b", "y", 2, "=C2*2"], ["c", "z", 3, "=C3*2"]]
    found = between(old, new)
    assert lines(found) == [("columns", "added", None, 2, "x")]
    assert cells(found) == []


def test_sheets_that_came_went_moved_or_are_called_otherwise() -> None:
    one, other = make_sheet(table(UNITS), name="Biểu 1"), make_sheet([["Ghi chú", 1], ["Hết", 2]], name="Ghi chú")
    third = make_sheet([["Phụ lục", 5, 6]], name="Phụ lục")
    found = compare(book(one, other, third), book(replace(third, name="PL"), make_sheet([["Mới"]], name="Mới"), one))
    assert [(sheet.old, sheet.new, sheet.moved) for sheet in found.sheets] == [
        ("Phụ lục", "PL", True),
        (None, "Mới", False),
        ("Biểu 1", "Biểu 1", True),
        ("Ghi chú", None, False),
    ]
    assert lines(found) == [] and cells(found) == []


def test_formulas_and_names_follow_a_renamed_sheet() -> None:
    data = make_sheet([["Chỉ tiêu", 5], ["Đơn vị", 7]], name="Số liệu")
    sums = make_sheet([["Tổng", "='Số liệu'!B1+Tyle"]], name="Tổng hợp")
    renamed = make_sheet([["Tổng", "='Số liệu 2'!B1+Tyle"]], name="Tổng hợp")
    old = book(data, sums, names={"Tyle": "'Số liệu'!$B$2"})
    new = book(replace(data, name="Số liệu 2"), renamed, names={"Tyle": "'Số liệu 2'!$B$2"})
    found = compare(old, new)
    assert cells(found) == [] and found.others == ()
    assert [(sheet.old, sheet.new) for sheet in found.sheets if sheet.differs] == [("Số liệu", "Số liệu 2")]


def test_a_name_that_means_other_cells_is_told() -> None:
    data = make_sheet([["Chỉ tiêu", 5], ["Đơn vị", 7]])
    found = compare(
        book(data, names={"Tyle": "'Biểu 1'!$B$2", "Cu": "1"}), book(data, names={"Tyle": "'Biểu 1'!$B$1", "Moi": "2"})
    )
    assert [other.what.en for other in found.others] == [
        "the name “Cu”: gone, 1",
        "the name “Moi”: new, 2",
        "the name “Tyle”: 'Biểu 1'!$B$2 → 'Biểu 1'!$B$1",
    ]


def test_print_areas_are_not_compared_with_a_format_whose_reader_has_none() -> None:
    data = make_sheet([["Chỉ tiêu", 5], ["Đơn vị", 7]])
    assert not compare(book(data), book(data, names={"Biểu 1!_xlnm.Print_Area": "'Biểu 1'!$A$1:$B$2"})).differs


def test_a_table_that_has_gone_to_another_sheet_is_the_same_table() -> None:
    other: Grid = [["Phụ lục"], ["Ghi chú", 5]]
    found = compare(
        book(make_sheet(table(UNITS), name="A"), make_sheet(other, name="B")),
        book(make_sheet([["Trang bìa", 3]], name="A"), make_sheet([*other, [None], *table(UNITS, top=3)], name="B")),
    )
    moved = [section for sheet in found.sheets for section in sheet.sections if section.moved_from]
    assert [(section.moved_from, section.lines, section.cells) for section in moved] == [("A", (), ())]


def test_rows_that_one_formula_fills_are_told_apart_by_what_was_typed() -> None:
    def filled(results: Sequence[int], *, empty: int) -> Case:
        rows: Grid = [[at, result, result * 2] for at, result in enumerate(results, 1)]
        rows[0][1:] = [f"=MYSTERY({letter}1:{letter}9)" for letter in "AB"]
        rows[2:2] = [[None] * 3] * empty
        areas = {(1, column): Area(1, column, len(rows), column) for column in (2, 3)}
        return book(replace(make_sheet(rows), arrays=areas))

    found = compare(filled([5, 6, 7, 8], empty=0), filled([15, 16, 17, 18], empty=2))
    assert lines(found) == [("rows", "added", None, 3, ""), ("rows", "added", None, 4, "")]
    assert {kind for kind, *_ in cells(found)} == {"result"}


def test_results_that_are_merely_stale_are_told_once_for_a_sheet() -> None:
    def stored(*results: Value) -> Case:
        rows: Grid = [["a", 2], ["b", 3], ["tổng", "=B1+B2"], ["đôi", "=B3*2"]]
        sheet = make_sheet(rows)
        column = sheet.columns[2]
        values = {1: 2, 2: 3} | dict(enumerate(results, 3))
        return book(replace(sheet, columns={**sheet.columns, 2: replace(column, values=values)}))

    [other] = compare(stored(5, 10), stored(7, 14)).sheets[0].others
    assert other.what.en == "2 results are stored otherwise and calculated anew are the same; the first, B3: 5 → 7"
    assert not compare(stored(5, 10), stored(5, 10)).differs
    assert not compare(stored(5, 10), stored(None, None)).differs


def test_rows_that_came_among_many_of_the_same_few_kinds_are_found_by_their_neighbours() -> None:
    pick = Random(1)
    many: Grid = [[pick.choice("abc"), pick.randint(0, 3), 1] for _ in range(1500)]
    more = [*many[:400], ["a", 9, 9], *many[400:1100], ["b", 9, 9], *many[1100:]]
    assert [(kind, new) for _, kind, _, new, _ in lines(between(many, more))] == [("added", 401), ("added", 1102)]


def test_what_differs_forth_differs_back() -> None:
    old, new = table(UNITS), table([UNITS[0], ("Bình Minh", 2500, 500), ("Bù Nho", 5, 1), UNITS[3]])
    forth, back = between(old, new), between(new, old)
    turned = {"added": "removed", "removed": "added", "renamed": "renamed", "moved": "moved"}
    assert {(turned[kind], name) for _, kind, _, _, name in lines(forth)} == {
        (kind, name) for _, kind, _, _, name in lines(back)
    }
    assert {(cell.kind, cell.old.cell, cell.new.cell) for cell in forth.cells()} == {
        (cell.kind, cell.new.cell, cell.old.cell) for cell in back.cells()
    }


def test_a_long_table_of_which_every_figure_is_another_are_one_table() -> None:
    many = [(f"Thôn {at}", 1000 + at, at) for at in range(3000)]
    found = between(table(many), table([(name, given + 1, done) for name, given, done in many]))
    assert lines(found) == []
    assert sum(cell.kind == "value" for cell in found.cells()) == len(many)
