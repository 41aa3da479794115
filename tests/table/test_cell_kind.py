from hypothesis import given
from hypothesis import strategies as st

from xl_addin.table.cell_kind import Cells, RowCells, kind_of
from xl_addin.workbook.model.book import CellError, Column, Sheet, Value

cells = st.dictionaries(
    st.integers(1, 30), st.sampled_from([0, 2.5, "", "  ", "-", "48.692", "Xã A", True, CellError("#REF!")])
)
formulas = st.dictionaries(st.integers(1, 30), st.just("=A1"))


@given(cells, formulas, st.sets(st.integers(1, 32), max_size=20))
def test_rows_at_once_hold_what_each_cell_holds(
    typed: dict[int, Value], filled: dict[int, str], chosen: set[int]
) -> None:
    sheet = Sheet("Biểu", {4: Column(typed, filled)})
    some = sorted(chosen)
    rows = RowCells(Cells.of(sheet), some)
    one_by_one = Cells.of(sheet)
    assert rows.kinds(4) == [kind_of(typed.get(row), row in filled) for row in some]
    assert rows.kinds(4) == [one_by_one.kind(row, 4) for row in some]
    assert rows.texts(4) == [one_by_one.text(row, 4) for row in some]
    assert rows.kinds(5) == ["blank"] * len(some)


@given(cells, formulas)
def test_the_last_row_is_the_last_filled_one(typed: dict[int, Value], filled: dict[int, str]) -> None:
    column = Cells.of(Sheet("Biểu", {4: Column(typed, filled)})).column(4)
    assert column.last_row == max([0, *typed, *filled])
