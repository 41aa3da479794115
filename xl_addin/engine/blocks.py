"""A book's formulas as blocks: rows of a column whose formulas are one form, filled down, are calculated together."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xl_addin.engine.grid import Place
from xl_addin.engine.references import Form, Names, Range, names_of, read_form
from xl_addin.engine.scalars import Blocked
from xl_addin.engine.user_functions import UserFunction, without_addin_prefix
from xl_addin.engine.waiting import Span
from xl_addin.workbook.book import Book, Sheet, Unsupported
from xl_addin.workbook.cells import Area
from xl_addin.workbook.runs import FormulaRun, formula_runs_of

_LISTED_ONE_BY_ONE = 100_000


class Block(NamedTuple):
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

    def form_at(self, row: int) -> Form | Unsupported:
        """The form of one of its cells."""
        if isinstance(self.form, Unsupported) or row == self.place.row:
            return self.form
        return self.form.lower(row - self.place.row)

    def reads(self) -> Iterator[Range]:
        """What its cells need, from the first to the last."""
        if isinstance(self.form, Unsupported):
            return
        lowest = self.form.lower(self.last - self.place.row).ranges
        for index in self.form.read:
            yield self.form.ranges[index]._replace(last_row=lowest[index].last_row)


def blocks_of(book: Book, functions: Mapping[str, UserFunction]) -> list[Block]:
    """Every cell of a book that has a value to calculate, in blocks."""
    names = names_of(book)
    blocks: list[Block] = []
    for index, sheet in enumerate(book.sheets):
        with_arrays = {column for _, column in sheet.arrays}
        for column, cells in sorted(sheet.columns.items()):
            for run in formula_runs_of(cells.formulas):
                together = column not in with_arrays
                place = Place(index, run.first, column)
                blocks.extend(_blocks(place, run, sheet, names, functions, together=together))
        filled = {Place(index, row, column): Place(index, *at) for at, row, column in _filled_by_arrays(sheet)}
        blocks.extend(Block(place, place.row, Unsupported(""), anchor=anchor) for place, anchor in filled.items())
    return blocks


def _blocks(
    place: Place,
    run: FormulaRun,
    sheet: Sheet,
    names: Names,
    functions: Mapping[str, UserFunction],
    *,
    together: bool,
) -> Iterator[Block]:
    def form_in(row: int) -> Form | Unsupported:
        try:
            return read_form(without_addin_prefix(run.form.at(row), functions), place.sheet, names)
        except Blocked as blocked:
            return Unsupported(blocked.why)

    if together:
        first = form_in(run.first)
        # What the text of a formula means could change on the way down, as where a range turns over.
        if run.first == run.last or (
            isinstance(first, Form) and form_in(run.last) == first.lower(run.last - run.first)
        ):
            yield Block(place, run.last, first)
            return
    for row in range(run.first, run.last + 1):
        area = sheet.arrays.get((row, place.column))
        yield Block(place._replace(row=row), row, form_in(row), area)


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
