"""The cells of a sheet column that a quick reader found, kept as runs of rows and written out only when asked for.

A column of ten thousand formulas is one relative form, its values one list. Whoever knows these types calculates with
the runs; to everyone else they are mappings by row.
"""

from abc import abstractmethod
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from xl_addin.workbook.book import Value
from xl_addin.workbook.relative import RelativeForm, relative_form

T = TypeVar("T")

# A double holds every whole number below this.
_EXACT_BELOW = 2**53
# Empty rows between two cells that cost less as a part of one run than as two runs.
_GAP = 8


class _ByRow(Mapping[int, T]):
    """A mapping by row whose dictionary is made on first use."""

    @abstractmethod
    def _written_out(self) -> dict[int, T]: ...

    @cached_property
    def _cells(self) -> dict[int, T]:
        return self._written_out()

    def __getitem__(self, row: int) -> T:
        return self._cells[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __contains__(self, row: object) -> bool:
        return row in self._cells

    # What follows a Mapping has anyway; a dictionary does it several times faster.
    def get(self, row: int, default: Any = None) -> Any:
        return self._cells.get(row, default)

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
        self.stretches = tuple(stretches)

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
        self.runs = tuple(runs)

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
        self.runs = tuple(runs)

    def _written_out(self) -> dict[int, str]:
        return {row: text for first, last, text in self.runs for row in range(first, last + 1)}


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


def part_of(stretches: Iterable[Stretch], first: int, last: int) -> list[Value]:
    """The values of the rows from `first` to `last`, None where nothing is."""
    found: list[Value] = [None] * (last - first + 1)
    for start, cells in stretches:
        low, high = max(start, first), min(start + len(cells) - 1, last)
        if low <= high:
            found[low - first : high - first + 1] = cells[low - start : high - start + 1]
    return found


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


R = TypeVar("R", FormulaRun, TextRun)


def joined(runs: Iterable[R]) -> list[R]:
    """Runs in any order, sorted, neighbours of one content made one."""
    found: list[R] = []
    for run in sorted(runs):
        if found and found[-1].last + 1 == run.first and found[-1][2] == run[2]:
            found[-1] = found[-1]._replace(last=run.last)
        else:
            found.append(run)
    return found
