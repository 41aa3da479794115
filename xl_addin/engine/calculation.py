"""One calculation of a book: its blocks in the order of their needs, for all rows at once where that can be."""

import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain

from xl_addin.engine.blocks import FormBlock, blocks_of
from xl_addin.engine.forms.form import Form
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.order import in_dependency_order
from xl_addin.engine.programs import Programs
from xl_addin.engine.rows.rows import NotTogether, Rows
from xl_addin.engine.scalar.program import Circumstances, Frame, failure
from xl_addin.engine.values.grid import Grid, Place
from xl_addin.engine.values.lines import NUMBERS, Cell, Lane
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.reasons import CIRCULAR, CONSTRUCT, reason
from xl_addin.engine.values.scalars import NA, Argument, Array, Blocked, to_scalar, to_value
from xl_addin.engine.values.waiting import Span, Touched, Waiting
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import Book, Unsupported, Value

# For fewer rows, a program for all of them costs more than it saves.
FEW_ROWS = 4


class Calculation:
    """The plan of a book's calculation, and the grid that it fills."""

    def __init__(
        self,
        book: Book,
        functions: Mapping[str, FormulaFunction],
        circumstances: Circumstances,
        programs: Programs | None = None,
    ) -> None:
        """`programs` are compiled before, for the same date system, functions and circumstances."""
        self.book = book
        self.circumstances = circumstances
        self.functions = functions
        self.blocks = blocks_of(book, functions)
        self.grid = Grid(book, (block.span(number) for number, block in enumerate(self.blocks)))
        self._programs = programs or Programs(book.date_system, functions, circumstances)
        self._arrays: dict[Place, Argument | Unsupported] = {}
        self._order: list[tuple[tuple[int, ...], bool]] = []

    def run(self) -> None:
        """Calculate everything."""
        with _quietly():
            for group, circular in self._in_order():
                self._calculate(group, circular)

    def run_after(self, before: "Calculation", changed: Collection[Place]) -> list[Span]:
        """Calculate what depends on cells in which the other calculation's book differs, and take the rest from there.

        `changed` are those cells: nothing else differs, and none of them lies in an array formula's area of several
        cells. Gives the changed cells that hold a formula and all that depend on one, as rows of blocks.
        """
        if self.functions.keys() == before.functions.keys():
            self._programs = before._programs
        touched = Touched()
        for place in changed:
            touched.add(place.sheet, place.column, place.row, place.row)
        dependants: list[Span] = []
        with _quietly():
            for group, circular in self._in_order():
                found = [span for number in group for span in self._resting_on(number, touched)]
                if not found:
                    for block in (self.blocks[number] for number in group):
                        self.grid.put_lane(block.place, Lane(before.grid.part(block.place, block.last)))
                    continue
                self._calculate(group, circular)
                if circular:
                    # Columns that need each other: which cells were reached, their values tell.
                    found += [span for number in group for span in self._differing(number, before)]
                dependants.extend(found)
                for sheet, column, first, last, _ in found:
                    touched.add(sheet, column, first, last)
        return dependants

    def _resting_on(self, number: int, touched: Touched) -> Iterator[Span]:
        block = self.blocks[number]
        for first, last in block.runs_resting_on(touched.meets):
            yield Span(block.place.sheet, block.place.column, first, last, number)

    def _differing(self, number: int, before: "Calculation") -> Iterator[Span]:
        block = self.blocks[number]
        sheet, first, column = block.place
        both = (grid.part(block.place, block.last) for grid in (before.grid, self.grid))
        for row, (was, now) in enumerate(zip(*both, strict=True), first):
            if was != now or type(was) is not type(now):
                yield Span(sheet, column, row, row, number)

    def _in_order(self) -> Iterator[tuple[tuple[int, ...], bool]]:
        """The blocks in the order of their needs, in groups as `in_dependency_order` gives them."""
        waiting = Waiting(block.span(number) for number, block in enumerate(self.blocks))
        anchors = {block.place: number for number, block in enumerate(self.blocks) if block.area}

        def needs(number: int) -> Iterator[int]:
            block = self.blocks[number]
            if block.anchor is not None:
                return iter((anchors[block.anchor],) if block.anchor in anchors else ())
            return chain.from_iterable(map(waiting.within, block.reads()))

        for group, circular in in_dependency_order(range(len(self.blocks)), needs):
            self._order.append((group, circular))
            yield group, circular
            for number in group:
                waiting.done(number)

    def is_input(self, place: Place) -> bool:
        """Whether a cell is filled by no formula and has a place in the grid."""
        return self.grid.holds(place) and not any(
            (block.place.sheet, block.place.column) == (place.sheet, place.column)
            and block.place.row <= place.row <= block.last
            for block in self.blocks
        )

    def run_again(self, changed: Mapping[Place, Value]) -> list[int]:
        """Give cells without a formula new values and calculate what depends on them; the blocks calculated anew."""
        touched = Touched()
        for place, value in changed.items():
            self.grid.put(place, to_scalar(value))
            touched.add(place.sheet, place.column, place.row, place.row)
        self.grid.changed()
        again: list[int] = []
        with _quietly():
            for group, circular in self._order:
                if any(self._is_touched(self.blocks[number], touched) for number in group):
                    for number in group:
                        place, last = self.blocks[number][:2]
                        touched.add(place.sheet, place.column, place.row, last)
                        self._arrays.pop(place, None)
                    self._calculate(group, circular)
                    again.extend(group)
        return again

    def _is_touched(self, block: FormBlock, touched: Touched) -> bool:
        if block.anchor is not None:
            return touched.meets(Range(block.anchor.sheet, *block.anchor[1:], *block.anchor[1:]))
        return any(map(touched.meets, block.reads()))

    def _calculate(self, group: tuple[int, ...], circular: bool) -> None:
        if not circular:
            self._calculate_block(self.blocks[group[0]])
            return
        # Columns may need each other though no cell needs itself.
        cells = [
            (number, row)
            for number in group
            for row in range(self.blocks[number].place.row, self.blocks[number].last + 1)
        ]
        waiting = Waiting(
            Span(self.blocks[number].place.sheet, self.blocks[number].place.column, row, row, index)
            for index, (number, row) in enumerate(cells)
        )
        indices = {self.blocks[number].place._replace(row=row): index for index, (number, row) in enumerate(cells)}

        def needs(index: int) -> Iterator[int]:
            number, row = cells[index]
            block = self.blocks[number]
            if block.anchor is not None:
                return iter((indices[block.anchor],) if block.anchor in indices else ())
            form = block.form_at(row)
            return chain.from_iterable(map(waiting.within, form.reads if isinstance(form, Form) else ()))

        for some, in_circle in in_dependency_order(range(len(cells)), needs):
            for index in some:
                number, row = cells[index]
                block = self.blocks[number]
                value = Unsupported(CIRCULAR) if in_circle else self._value(block, row)
                self.grid.put(block.place._replace(row=row), _cell(value))
                waiting.done(index)

    def _calculate_block(self, block: FormBlock) -> None:
        if block.last - block.place.row + 1 >= FEW_ROWS and isinstance(block.form, Form):
            lane = self._together(block, block.form)
            if lane is not None:
                self.grid.put_lane(block.place, lane)
                return
        for row in range(block.place.row, block.last + 1):
            self.grid.put(block.place._replace(row=row), _cell(self._value(block, row)))

    def _together(self, block: FormBlock, form: Form) -> Lane | None:
        """The values of all rows of a block, None where they must be calculated one by one."""
        count = block.last - block.place.row + 1
        program = self._programs.of_cell(form.text, as_array=False)
        if isinstance(program, Unsupported):
            return Lane([program] * count, frozenset({Unsupported}))
        code = self._programs.of_rows(form)
        if code is None:
            return None
        try:
            found = code(Rows(self.grid, block.place, count, form.ranges))
        except NotTogether:
            return None
        if not isinstance(found, Lane):
            return Lane([_cell(_value_of(found))] * count)
        if found.kinds == NUMBERS:
            # As a cell shows them: no negative zero.
            return Lane([value + 0.0 for value in found.cells], NUMBERS)  # type: ignore[operator]
        return Lane([_cell(_value_of(value)) for value in found.cells])

    def _value(self, block: FormBlock, row: int) -> Value:
        """The value of one cell of a block."""
        place = block.place._replace(row=row)
        form = block.form_at(row)
        if block.anchor is not None:
            area = self.book.sheets[place.sheet].arrays[block.anchor.row, block.anchor.column]
            result = _part_for(self._arrays.get(block.anchor, Unsupported(CIRCULAR)), place, area)
        elif block.area is not None:
            self._arrays[place] = self._filling(block.area, place, form)
            result = _part_for(self._arrays[place], place, block.area)
        else:
            result = self._result(place, form, as_array=False)
        return _value_of(result)

    def _filling(self, area: Area, place: Place, form: Form | Unsupported) -> Argument | Unsupported:
        """The result of an array formula, refused where a dynamic one no longer fills the area it filled."""
        result = self._result(place, form, as_array=True)
        if isinstance(result, Unsupported) or (place.row, place.column) not in self.book.sheets[place.sheet].spills:
            return result
        height, width = (result.height, result.width) if isinstance(result, Array) else (1, 1)
        if (height, width) == (area.last_row - area.first_row + 1, area.last_column - area.first_column + 1):
            return result
        return Unsupported(reason(CONSTRUCT, f"array that no longer fills {area}"))

    def _result(self, place: Place, form: Form | Unsupported, *, as_array: bool) -> Argument | Unsupported:
        if isinstance(form, Unsupported):
            return form
        program = self._programs.of_cell(form.text, as_array=as_array)
        if isinstance(program, Unsupported):
            return program
        try:
            return program(Frame(self.grid, place, form.ranges))
        except Blocked as blocked:
            return Unsupported(blocked.why)
        except Exception as error:
            return failure(error)


@contextmanager
def _quietly() -> Iterator[None]:
    """NumPy warns of what becomes an error value of a cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def _value_of(result: Argument | Unsupported) -> Value:
    if isinstance(result, Unsupported):
        return result
    try:
        return to_value(result)  # type: ignore[arg-type]
    except Blocked as blocked:
        return Unsupported(blocked.why)


def _cell(value: Value) -> Cell:
    return value if isinstance(value, Unsupported) else to_scalar(value)


def _part_for(result: Argument | Unsupported, place: Place, area: Area) -> Argument | Unsupported:
    """What a cell of an array formula's area shows: one value or line is repeated, beyond the array is #N/A."""
    if not isinstance(result, Array):
        return result
    down = 0 if result.height == 1 else place.row - area.first_row
    right = 0 if result.width == 1 else place.column - area.first_column
    if down >= result.height or right >= result.width:
        return NA
    return result.cells[down * result.width + right]
