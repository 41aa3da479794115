from hypothesis import given
from hypothesis import strategies as st

from xl_addin.case.table_cells import BodyColumn, TableCells
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.unit_names.writing import plainly_written
from xl_addin.workbook.model.book import CellError, Column, Sheet, Value

cells = st.dictionaries(
    st.integers(1, 30), st.sampled_from([0, 5, -3, 2.5, "", "-", "12", "Xã A", True, CellError("#REF!")])
)
formulas = st.dictionaries(st.integers(1, 30), st.sampled_from(["=A{row}-B{row}", "=A{row}*2", "=$A$1"]))
rows = st.sets(st.integers(1, 30), max_size=20).map(lambda chosen: tuple(sorted(chosen)))


def _numbers(column: Column, some: tuple[int, ...]) -> list[int | float]:
    """The numbers in these rows, cell by cell."""
    found = (column.values.get(row) for row in some)
    return [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]


@given(cells, formulas, rows)
def test_a_column_at_once_tells_what_its_cells_tell(
    typed: dict[int, Value], filled: dict[int, str], some: tuple[int, ...]
) -> None:
    texts = {row: text.format(row=row) for row, text in filled.items()}
    formats = {row: "0.0%" for row in typed if row % 3 == 0}
    column = Column(typed, texts, formats)
    body = BodyColumn(column, some)
    numbers = _numbers(column, some)
    assert list(body.values) == [typed.get(row) for row in some]
    assert list(body.numbers) == numbers
    assert body.is_whole == all(float(number).is_integer() for number in numbers)
    assert body.least == min(numbers, default=float("inf"))
    assert body.formats == {formats.get(row, "General") for row in some}
    assert body.calculated == sum(row in texts for row in some)
    assert list(body.typed()) == [
        (row, typed[row]) for row in some if row not in texts and _numbers(column, (row,)) and row in typed
    ]
    assert sorted(row for found in body.rows_by_form.values() for row in found) == [row for row in some if row in texts]


def test_formulas_filled_down_are_one_form() -> None:
    column = Column({}, {3: "=A3-B3", 4: "=A4-B4", 5: "=A5+B5", 6: "=a6 - b6"})
    assert BodyColumn(column, (3, 4, 5, 6)).rows_by_form == {"=A3-B3": [3, 4, 6], "=A3+B3": [5]}


def test_figures_are_read_as_people_read_them() -> None:
    figures = BodyColumn(Column({3: 7, 4: "-", 5: "x", 6: True}), (3, 4, 5, 6, 7)).figures
    assert [str(float(figure)) for figure in figures] == ["7.0", "0.0", "nan", "nan", "nan"]


@given(st.lists(st.sampled_from(["Xã A", "xã  a", " Xã B", "Xa\u0303 C", "", "Tỷ lệ %", "Bình quân", "Xã\nD", "12"])))
def test_names_at_once_tell_what_each_tells(names: list[str]) -> None:
    column = TableColumn(label="", position=1, heading="Xã", number_text="", notation=None, role="unit")
    table = NumberedTable("Biểu", (1,), 2, tuple(range(3, 3 + len(names))), None, (column,))
    view = TableCells(table, Sheet("Biểu", {1: Column(dict(enumerate(names, 3)))}))
    assert list(view.names) == names
    assert list(view.name_keys) == list(map(same_name_key, names))
    assert not view.plainly_named or all(plainly_written(name) == name for name in names)
