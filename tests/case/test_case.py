"""One workbook, looked at once: what is found in it, and that edits lead to what reading it again would find."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.verify.verify import verify
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.edits.edited import edited
from xl_addin.workbook.model.book import Book, Column, Sheet, Unsupported

Published = Callable[..., Book]

COLUMNS = (1, 12)


def table_sheet(name: str, visible: bool = True) -> Sheet:
    """Three units, a difference, its total."""
    texts = {1: "Số cột", 2: "Đơn vị", 3: "Giao", 4: "Đã làm", 5: "Còn lại"}
    numbers: dict[int, str | int] = {1: 1, 2: 2, 3: 3, 4: 4, 5: "5=3-4"}
    columns: dict[int, Column] = {1: Column({1: texts[1], 2: numbers[1], 3: 1, 4: 2, 5: 3})}
    columns[2] = Column({1: texts[2], 2: numbers[2], 3: "Xã An", 4: "Xã Bình", 5: "Xã Cát", 6: "Tổng"})
    for index, figures in ((3, (10, 20, 30)), (4, (1, 2, 3))):
        letter = "ABCD"[index - 1]
        values = {1: texts[index], 2: numbers[index], **dict(zip((3, 4, 5), figures, strict=True)), 6: 0}
        columns[index] = Column(values, {6: f"=SUM({letter}3:{letter}5)"})
    formulas = {row: f"=C{row}-D{row}" for row in (3, 4, 5)} | {6: "=SUM(E3:E5)"}
    columns[5] = Column({1: texts[5], 2: numbers[5], **dict.fromkeys((3, 4, 5, 6), 0)}, formulas)
    return Sheet(name, columns, visible=visible)


@pytest.fixture
def book() -> Book:
    return Book("sổ.xlsx", (table_sheet("Một"), table_sheet("Hai"), table_sheet("Ẩn", visible=False)))


def test_everything_is_found_once(book: Book) -> None:
    case = Case(book)
    assert case.fresh["Một"].value(6, 5) == 54
    assert [table.sheet for table in case.tables] == ["Một", "Hai"]
    assert [table.sheet for table in case.tables_on("Ẩn")] == ["Ẩn"]
    assert [view.table for view in case.views] == list(case.tables)
    for name in ("fresh", "tables", "views", "plain", "recalculation", "matched"):
        assert getattr(case, name) is getattr(case, name)
    one, other = case.tables
    assert case.pairing(one, other) is case.pairing(one, other)
    assert dict(case.pairing(one, other).rows) == {3: 3, 4: 4, 5: 5, 6: 6}
    assert case.units(one).names == ("Xã An", "Xã Bình", "Xã Cát")


def test_a_file_is_opened_with_its_package(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    written = openpyxl.Workbook()
    written.active["A1"] = "=1+1"
    written.save(path)
    case = Case.open(path)
    assert case.package is not None
    assert case.book.file == case.package.file == str(path)
    assert case.values[CellRef("Sheet", 1, 1)] == 2
    assert Case.open(path.read_bytes(), file="tên.xlsx").book.file == "tên.xlsx"


def test_of_another_format_there_are_values_only(ods_book: Callable[..., bytes]) -> None:
    case = Case.open(ods_book([["Xã Đồng Xoài", 48692]]), file="a.ods")
    assert case.package is None
    assert not case.book.formulas_seen


@pytest.mark.parametrize("data", [b"", b"PK", b"text"])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    with pytest.raises(Problem) as refused:
        Case.open(data, file="a.xlsx")
    assert refused.value.file == "a.xlsx"


def test_the_spec_may_depend_on_the_book(published: Published, spec: Spec, tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    openpyxl.Workbook().save(path)
    assert Case.open(path, spec=lambda book: spec if book.file == str(path) else None).spec is spec
    assert [one and one.key for one in Case(published(), spec).matched.specs] == ["phase1", "phase2"]


def test_edits_are_followed_by_what_depends_on_them(book: Book) -> None:
    case = Case(book)
    changed = case.after([SetValue(CellRef("Một", 3, 3), 100), SetNumberFormat(CellRef("Một", 3, 3), "0.0")])
    assert changed.fresh["Một"].value(6, 5) == 144
    assert changed.book["Một"].number_format(3, 3) == "0.0"
    # As they will be written, so that nothing looks stale.
    assert (changed.book["Một"].value(6, 5), changed.book["Một"].value(3, 5)) == (144, 99)
    # What does not depend on the edit keeps even what is wrong.
    assert (changed.book["Một"].value(4, 5), changed.book["Hai"].value(6, 5)) == (0, 0)
    assert case.fresh["Một"].value(6, 5) == 54


def test_a_formula_that_had_no_value_gets_one(book: Book) -> None:
    columns = {**book["Hai"].columns, 5: Column({}, book["Hai"].columns[5].formulas)}
    bare = replace(book, sheets=(book["Một"], replace(book["Hai"], columns=columns)))
    after = Case(bare).after([SetValue(CellRef("Một", 3, 3), 100)])
    assert after.book["Hai"].value(6, 5) == 54


def test_of_edits_those_count_that_change_something(book: Book) -> None:
    cell, other = CellRef("Một", 3, 3), CellRef("Một", 4, 3)
    case = Case(book).after([SetValue(cell, 100), SetValue(other, 7)]).after([SetValue(cell, 10)])
    assert case.edits == (SetValue(other, 7),)


def test_sheets_that_nothing_reached_are_not_looked_at_again(book: Book) -> None:
    case = Case(book)
    before = case.views
    after = case.after([SetValue(CellRef("Một", 3, 3), 100)])
    assert after.views[1] is before[1]
    assert after.views[0] is not before[0]


def test_a_value_that_cannot_be_vouched_for_is_not_stored(book: Book) -> None:
    cell = CellRef("Một", 3, 5)
    after = Case(book).after([SetFormula(cell, "=KHÔNG_CÓ(C3)")])
    assert isinstance(after.values[cell], Unsupported)
    assert after.book["Một"].value(3, 5) is None


def test_the_file_is_as_the_case_says(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    written = openpyxl.Workbook()
    for row in ([1, "=A1*2", "chữ"], [3, "=A2*2", None], [None, "=SUM(B1:B2)", 4.5]):
        written.active.append(row)
    written.create_sheet("Khác")["A1"] = "=Sheet!B3+1"
    written.save(path)
    case = Case.open(path)
    assert case.package is not None
    assert case.draft().data() is case.package.data
    place = [CellRef("Sheet", row, column) for row, column in ((1, 1), (3, 3), (2, 2), (2, 2), (5, 5))]
    edits = [
        SetValue(place[0], 10),
        SetFormula(place[1], "=A1/4"),
        SetValue(place[2], 1),
        SetNumberFormat(place[3], "0.00"),
        SetValue(place[4], "=không phải công thức"),
    ]
    after = case.after(edits[:2]).after(edits[2:])
    again = Case.open(after.draft().data(), file=str(path))
    assert again.book == after.book
    assert again.fresh == after.fresh
    assert again.book["Khác"].value(1, 1) == 22


def contents() -> st.SearchStrategy[object]:
    return st.one_of(
        st.none(), st.integers(0, 50_000), st.sampled_from(["Tổng", "5=3-4", "chữ"]), st.just("=SUM(C9:C19)")
    )


def as_edits(changes: Sequence[tuple[str, tuple[int, int], object]]) -> list[CellEdit]:
    return [
        SetFormula(CellRef(sheet, *place), content)
        if isinstance(content, str) and content.startswith("=")
        else SetValue(CellRef(sheet, *place), content)  # type: ignore[arg-type]
        for sheet, place, content in changes
    ]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["Giai đoạn 1", "Giai đoạn 2"]),
        st.tuples(st.integers(7, 20), st.integers(*COLUMNS)),
        contents(),
    ),
    min_size=1,
    max_size=4,
)


def as_read(view: TableView) -> tuple[object, ...]:
    return view.table, view.expressions, view.natures, view.ambiguous, view.cycles, view.spec, list(view.peers)


def as_found(case: Case) -> tuple[list[NumberedTable], list[tuple[str, str | None, str]]]:
    found = verify(case).diagnostics
    return list(case.tables), [(one.code, one.sheet, str(one.cell)) for one in found if one.code != "F206"]


@given(st.lists(CHANGES, min_size=1, max_size=2), st.booleans())
def test_a_case_gone_on_from_is_the_case_of_the_edited_book(
    published: Published, spec: Spec, rounds: list[list[tuple[str, tuple[int, int], object]]], with_spec: bool
) -> None:
    case = Case(published(), spec if with_spec else None)
    book = case.book
    for changes in rounds:
        edits = as_edits(changes)
        assert case.views is not None and case.plain is not None
        case, book = case.after(edits), edited(book, edits)
    new = Case(book, case.spec)
    assert case.fresh == new.fresh
    assert list(map(as_read, case.all_views)) == list(map(as_read, new.all_views))
    assert as_found(case) == as_found(new)
