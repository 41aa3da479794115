"""The cells of a sheet column that a quick reader found, kept as runs of rows and written out only when asked for.

A column of ten thousand formulas is one relative form, its values one list. Whoever knows these types calculates with
the runs; to everyone else they are mappings by row.
"""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from functools import cached_property
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple, TypeVar

from xl_addin.formula.relative import RelativeForm, relative_form
from xl_addin.workbook.model.book import Column, Value

T = TypeVar("T")

# A double holds every whole number below this.
_EXACT_BELOW = 2**53
# Empty rows between two cells that cost less as a part of one run than as two runs.
_GAP = 8
# Looking so many cells up among the runs takes as long as making a dictionary of that many times as many.
_CELLS_PER_LOOK = 8


class _ByRow(Mapping[int, T]):
    """A mapping by row whose dictionary is made when more than a few of its cells are asked for."""

    def __init__(self, rows: int) -> None:
        """`rows` it covers at most."""
        self._rows = rows
        self._patience = rows // _CELLS_PER_LOOK

    @abstractmethod
    def _written_out(self) -> dict[int, T]: ...

    @abstractmethod
    def _at(self, row: int) -> T | None: ...

    @cached_property
    def _cells(self) -> dict[int, T]:
        return self._written_out()

    def __getitem__(self, row: int) -> T:
        return self._cells[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __bool__(self) -> bool:
        return self._rows > 0

    def __contains__(self, row: object) -> bool:
        return row in self._cells

    def get(self, row: int, default: Any = None) -> Any:
        if self._patience:
            self._patience -= 1
            found = self._at(row)
            return default if found is None else found
        return self._cells.get(row, default)

    # What follows a Mapping has anyway; a dictionary does it several times faster.
    def keys(self) -> KeysView[int]:
        return self._cells.keys()

    def values(self) -> ValuesView[T]:
        return self._cells.values()

    def items(self) -> ItemsView[int, T]:
        return self._cells.items()


class Stretch(NamedTuple):
    """The values of consecutive rows from `first` on: every number a float, None where a cell has no value."""

    first: int
    cells: list[Value]


class Stretches(_ByRow[Value]):
    """The values of a column; as a mapping, whole numbers are int."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """`stretches` from top to bottom."""
        self.stretches = tuple(stretches)
        super().__init__(sum(len(cells) for _, cells in self.stretches))

    @cached_property
    def kinds(self) -> frozenset[type]:
        """The types of the values, numbers being float."""
        return frozenset().union(*(map(type, cells) for _, cells in self.stretches)) - {NoneType}

    def _at(self, row: int) -> Value:
        index = run_at(self.stretches, row)
        return shown(self.stretches[index].cells[row - self.stretches[index].first]) if index is not None else None

    def _written_out(self) -> dict[int, Value]:
        return {
            row: shown(value)
            for stretch in self.stretches
            for row, value in enumerate(stretch.cells, stretch.first)
            if value is not None
        }


class FormulaRun(NamedTuple):
    """The rows `first` to `last` hold formulas of one relative form; its text begins with `=`."""

    first: int
    last: int
    form: RelativeForm


class FormulaRuns(_ByRow[str]):
    """The formulas of a column."""

    def __init__(self, runs: Iterable[FormulaRun]) -> None:
        """`runs` from top to bottom."""
        self.runs = tuple(runs)
        super().__init__(sum(last - first + 1 for first, last, _ in self.runs))

    def _at(self, row: int) -> str | None:
        index = run_at(self.runs, row)
        return self.runs[index].form.at(row) if index is not None else None

    def _written_out(self) -> dict[int, str]:
        return {row: form.at(row) for first, last, form in self.runs for row in range(first, last + 1)}


class TextRun(NamedTuple):
    """The rows `first` to `last` have the same text."""

    first: int
    last: int
    text: str


class TextRuns(_ByRow[str]):
    """The number formats of a column."""

    def __init__(self, runs: Iterable[TextRun]) -> None:
        """`runs` from top to bottom."""
        self.runs = tuple(runs)
        super().__init__(sum(last - first + 1 for first, last, _ in self.runs))

    def _at(self, row: int) -> str | None:
        index = run_at(self.runs, row)
        return self.runs[index].text if index is not None else None

    def _written_out(self) -> dict[int, str]:
        return {row: text for first, last, text in self.runs for row in range(first, last + 1)}


R = TypeVar("R", FormulaRun, TextRun)


def shown(value: Value) -> Value:
    """A value as `Column.values` has it: int where a number is whole and a double holds it exactly."""
    if type(value) is float and value.is_integer() and abs(value) < _EXACT_BELOW:
        return int(value)
    return value


def stretches_of(values: Mapping[int, Value]) -> tuple[Stretch, ...]:
    """Values by row as runs of rows."""
    if isinstance(values, Stretches):
        return values.stretches
    found: list[Stretch] = []
    end = -_GAP
    for row, value in sorted(values.items()):
        if row - end > _GAP:
            found.append(Stretch(row, []))
            end = row
        cells = found[-1].cells
        cells.extend([None] * (row - end))
        cells.append(float(value) if type(value) is int else value)
        end = row + 1
    return tuple(found)


def in_runs(column: Column) -> Column:
    """The same column, its cells kept as runs."""
    return Column(
        Stretches(stretches_of(column.values)),
        FormulaRuns(formula_runs_of(column.formulas)),
        TextRuns(text_runs_of(column.number_formats)),
    )


def kinds_of(values: Mapping[int, Value]) -> frozenset[type]:
    """The types of values by row, numbers being float."""
    return values.kinds if isinstance(values, Stretches) else Stretches(stretches_of(values)).kinds


def before(runs: Sequence[Any], row: int) -> int:
    """The place of the last run that begins at the row or above it, 0 where none does."""
    return max(0, bisect_right(runs, row, key=itemgetter(0)) - 1)


def run_at(runs: Sequence[Any], row: int) -> int | None:
    """The place of the run that a row lies in, among runs from top to bottom; None if it lies in none."""
    index = before(runs, row)
    if index >= len(runs):
        return None
    first, second = runs[index][:2]
    last = second if isinstance(second, int) else first + len(second) - 1
    return index if first <= row <= last else None


def text_runs_of(texts: Mapping[int, str]) -> tuple[TextRun, ...]:
    """Texts by row as runs of rows with the same."""
    if isinstance(texts, TextRuns):
        return texts.runs
    return tuple(joined(TextRun(row, row, text) for row, text in texts.items()))


def formula_runs_of(formulas: Mapping[int, str]) -> tuple[FormulaRun, ...]:
    """Formulas by row as runs of rows with one relative form."""
    if isinstance(formulas, FormulaRuns):
        return formulas.runs
    return tuple(runs_of_texts(sorted(formulas.items())))


def runs_of_texts(formulas: Iterable[tuple[int, str]]) -> Iterator[FormulaRun]:
    """Formulas given with their rows, in order, as runs."""
    first, last, form = 0, -1, RelativeForm("", ())
    for row, text in formulas:
        if row != last + 1 or not form.fits(row) or form.at(row) != text:
            if form.pattern:
                yield FormulaRun(first, last, form)
            first, form = row, relative_form(text, row)
        last = row
    if form.pattern:
        yield FormulaRun(first, last, form)


def joined(runs: Iterable[R]) -> list[R]:
    """Runs in any order, sorted, neighbours of one content made one."""
    found: list[R] = []
    for run in sorted(runs):
        if found and found[-1].last + 1 == run.first and found[-1][2] == run[2]:
            found[-1] = found[-1]._replace(last=run.last)
        else:
            found.append(run)
    return found
