from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.model.book import CellError, Value
from xl_addin.workbook.model.run_parts import runs_within
from xl_addin.workbook.model.runs import (
    FormulaRuns,
    Stretch,
    Stretches,
    TextRuns,
    formula_runs_of,
    kinds_of,
    run_at,
    stretches_of,
    text_runs_of,
)

ROWS = st.integers(1, 60)
values = st.dictionaries(ROWS, st.sampled_from([1, 2.5, "Xã A", "", True, CellError("#N/A")]))
texts = st.dictionaries(ROWS, st.sampled_from(["0", "0.00"]))


@given(values)
def test_runs_read_like_the_mapping_they_were_made_of(cells: dict[int, Value]) -> None:
    runs = Stretches(stretches_of(cells))
    assert [runs.get(row) for row in range(62)] == [cells.get(row) for row in range(62)]
    assert dict(runs) == cells
    assert bool(runs) == bool(cells)
    assert kinds_of(cells) == {float if type(value) is int else type(value) for value in cells.values()}


def test_few_cells_are_looked_up_without_writing_out_the_others() -> None:
    runs = Stretches([Stretch(1, [float(row) for row in range(1, 1001)])])
    assert runs.get(7) == 7
    assert runs.get(1001) is None
    assert "_cells" not in vars(runs)
    assert [runs.get(row) for row in range(1, 1001)] == list(range(1, 1001))


@given(texts, ROWS, ROWS)
def test_text_runs_hold_every_row_once(formats: dict[int, str], one: int, other: int) -> None:
    first, last = sorted((one, other))
    runs = text_runs_of(formats)
    assert dict(TextRuns(runs)) == formats
    assert text_runs_of(TextRuns(runs)) == runs
    for row in range(62):
        index = run_at(runs, row)
        assert (None if index is None else runs[index].text) == formats.get(row)
    within = {row for run in runs_within(runs, first, last) for row in range(run.first, run.last + 1)}
    assert within >= {row for row in formats if first <= row <= last}


def test_formula_runs_read_like_the_formulas() -> None:
    formulas = {3: "=A3-B3", 4: "=A4-B4", 6: "=SUM(A1:A5)"}
    runs = FormulaRuns(formula_runs_of(formulas))
    assert [(run.first, run.last) for run in runs.runs] == [(3, 4), (6, 6)]
    assert [runs.get(row) for row in range(1, 8)] == [formulas.get(row) for row in range(1, 8)]
