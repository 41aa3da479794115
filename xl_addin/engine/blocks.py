"""A book's formulas as blocks: rows of a column whose formulas are one form, filled down, are calculated together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from xl_addin.engine.forms.form import Form
from xl_addin.engine.forms.names import Names, names_of
from xl_addin.engine.forms.references import read_form
from xl_addin.engine.forms.table_references import table_edges
from xl_addin.engine.functions.user_functions import FormulaFunction, without_addin_prefix
from xl_addin.engine.values.grid import Place
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.scalars import Blocked
from xl_addin.engine.values.waiting import Span
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import Book, Sheet, Unsupported
from xl_addin.workbook.model.runs import FormulaRun, formula_runs_of

_LISTED_ONE_BY_ONE = 100_000


class FormBlock(NamedTuple):
    """The cells of a column from `place` down to row `last`, with the form of the first; the others' moves down.

    `area` is what an array formula in `place` fills; `anchor` is where the array formula stands that fills this cell.
    """

    place: Place
    last: int
    form: Form | Unsupported
    area: Area | None = None
    anchor: Place | None = None

    def span(self, number: int) -> Span:
        """Its cells, known by a number."""
        return Span(self.place.sheet, self.place.column, self.place.row, self.last, number)

    @property
    def whole(self) -> Range:
        """Its cells."""
        sheet, row, column = self.place
        return Range(sheet, row, column, self.last, column)

    def form_at(self, row: int) -> Form | Unsupported:
        """The form of one of its cells."""
        if isinstance(self.form, Unsupported) or row == self.place.row:
            return self.form
        return self.form.lower(row - self.place.row)

    def reads(self) -> Iterator[Range]:
        """What its cells need, from the first to the last."""
        return iter(()) if isinstance(self.form, Unsupported) else self._areas(self.form, self.form.read)

    def rests_on(self) -> Iterator[Range]:
        """Its cells and all that their formulas name: also the cells of which they ask only where or what they are."""
        yield self.whole
        if self.anchor is not None:
            yield Range(self.anchor.sheet, *self.anchor[1:], *self.anchor[1:])
        if not isinstance(self.form, Unsupported):
            yield from self._areas(self.form, range(len(self.form.ranges)))

    def runs_resting_on(self, meets: Callable[[Range], bool]) -> list[tuple[int, int]]:
        """The runs of its rows of which a cell, or an area that its formula names, meets something."""
        sheet, first, column = self.place
        if not any(map(meets, self.rests_on())):
            return []
        if first == self.last:
            return [(first, first)]
        runs: list[tuple[int, int]] = []
        for row in range(first, self.last + 1):
            form = self.form_at(row)
            areas = () if isinstance(form, Unsupported) else form.ranges
            if meets(Range(sheet, row, column, row, column)) or any(map(meets, areas)):
                above = runs.pop() if runs and runs[-1][1] == row - 1 else (row, row)
                runs.append((above[0], row))
        return runs

    def _areas(self, form: Form, indices: Iterable[int]) -> Iterator[Range]:
        lowest = form.lower(self.last - self.place.row).ranges
        return (form.ranges[index]._replace(last_row=lowest[index].last_row) for index in indices)


def blocks_of(book: Book, functions: Mapping[str, FormulaFunction]) -> list[FormBlock]:
    """Every cell of a book that has a value to calculate, in blocks."""
    names = names_of(book)
    meanings = {name: without_addin_prefix(meaning, functions) for name, meaning in names.defined.items()}
    names = replace(names, defined=meanings)
    blocks: list[FormBlock] = []
    for index, sheet in enumerate(book.sheets):
        with_arrays = {column for _, column in sheet.arrays}
        edges = table_edges(names.tables, index)
        for column, cells in sorted(sheet.columns.items()):
            for run in formula_runs_of(cells.formulas):
                forms = _forms_in(run, Place(index, run.first, column), names, functions)
                if column in with_arrays:
                    blocks.extend(
                        FormBlock(Place(index, row, column), row, forms(row), sheet.arrays.get((row, column)))
                        for row in range(run.first, run.last + 1)
                    )
                    continue
                for first, last in _parts(run, edges):
                    blocks.extend(_blocks(Place(index, first, column), last, forms))
        filled = {Place(index, row, column): Place(index, *at) for at, row, column in _filled_by_arrays(sheet)}
        blocks.extend(FormBlock(place, place.row, Unsupported(""), anchor=anchor) for place, anchor in filled.items())
    return blocks


def _forms_in(
    run: FormulaRun, place: Place, names: Names, functions: Mapping[str, FormulaFunction]
) -> Callable[[int], Form | Unsupported]:
    def form_in(row: int) -> Form | Unsupported:
        try:
            formula = without_addin_prefix(run.form.at(row), functions)
            return read_form(formula, place.sheet, names, (row, place.column))
        except Blocked as blocked:
            return Unsupported(blocked.why)

    return form_in


def _parts(run: FormulaRun, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rows of a run in parts that lie within or outside of a table, where its formulas may tell the difference."""
    first = run.first
    if "[" in run.form.pattern:
        for edge in edges:
            if first < edge <= run.last:
                yield first, edge - 1
                first = edge
    yield first, run.last


def _blocks(place: Place, last: int, form_in: Callable[[int], Form | Unsupported]) -> Iterator[FormBlock]:
    """The rows from a place down to the last, in as few blocks as there can be."""
    row, form = place.row, form_in(place.row)
    while row < last:
        end = _end(row, form, last, form_in)
        yield FormBlock(place._replace(row=row), end, form)
        row, form = end + 1, form_in(end + 1) if end < last else form
    if row == last:
        yield FormBlock(place._replace(row=row), row, form)


def _end(row: int, form: Form | Unsupported, last: int, form_in: Callable[[int], Form | Unsupported]) -> int:
    """The last row that has this row's form.

    What a formula means can change on the way down, as where a range turns over. Up to there it goes on evenly: what
    lies between two rows of one form is of that form too.
    """
    if isinstance(form, Unsupported):
        return row

    def goes_on(to: int) -> bool:
        return _goes_on(form, form_in(to), to - row)

    if goes_on(last):
        return last
    end, beyond, step = row, last, 1
    while end + step < beyond and goes_on(end + step):
        end, step = end + step, 2 * step
    beyond = min(beyond, end + step)
    while beyond - end > 1:
        middle = (end + beyond) // 2
        end, beyond = (middle, beyond) if goes_on(middle) else (end, middle)
    return end


def _goes_on(form: Form, lower: Form | Unsupported, rows: int) -> bool:
    """Whether the second is the first so many rows further down."""
    if isinstance(lower, Unsupported):
        return False
    # How the second moves may differ in the row where a range turns over.
    return (form.text, form.lower(rows).ranges, form.read) == (lower.text, lower.ranges, lower.read)


def _filled_by_arrays(sheet: Sheet) -> Iterator[tuple[tuple[int, int], int, int]]:
    """The cells that an array formula of another cell (given first) fills: results, as it is."""
    for anchor, area in sheet.arrays.items():
        if sheet.formula(*anchor) is None:
            continue
        rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
        if len(rows) * len(columns) <= _LISTED_ONE_BY_ONE:
            cells = ((row, column) for row in rows for column in columns)
        else:
            # Every program stores the cells of an area; one of whole columns is not walked for those it lacks.
            cells = ((row, at) for at, column in sheet.columns.items() for row in column.values)
        for row, column in cells:
            if (row, column) in area and sheet.formula(row, column) is None:
                yield anchor, row, column
