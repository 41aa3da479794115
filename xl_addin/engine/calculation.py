"""One calculation of a book: its blocks in the order of their needs, for all rows at once where that can be."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from xl_addin.engine.blocks import FormBlock, blocks_of
from xl_addin.engine.forms.form import Form
from xl_addin.engine.forms.quick_syntax import parse_ordinary
from xl_addin.engine.forms.syntax import Node, parse
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.order import in_dependency_order
from xl_addin.engine.rows.filled_down import compile_rows
from xl_addin.engine.rows.rows import Code as RowsCode
from xl_addin.engine.rows.rows import NotTogether, Rows
from xl_addin.engine.scalar.program import Circumstances, Code, Frame, compile_tree, failure
from xl_addin.engine.values.grid import Grid, Place
from xl_addin.engine.values.lines import NUMBERS, Cell, Lane
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.reasons import CIRCULAR, CONSTRUCT, reason
from xl_addin.engine.values.scalars import NA, Argument, Array, Blocked, to_scalar, to_value
from xl_addin.engine.values.waiting import Span, Touched, Waiting
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import Book, Unsupported, Value

K = TypeVar("K")
T = TypeVar("T")

# For fewer rows, a program for all of them costs more than it saves.
FEW_ROWS = 4
_FORMS_KEPT = 512


class Calculation:
    """The plan of a book's calculation, and the grid that it fills."""

    def __init__(self, book: Book, functions: Mapping[str, FormulaFunction], circumstances: Circumstances) -> None:
        self.book = book
        self._circumstances = circumstances
        self._functions = functions
        self.blocks = blocks_of(book, functions)
        self.grid = Grid(book, (block.span(number) for number, block in enumerate(self.blocks)))
        self._trees: dict[str, Node | Unsupported] = {}
        self._programs: dict[tuple[str, bool], Code | Unsupported] = {}
        self._row_programs: dict[tuple[object, ...], RowsCode | None] = {}
        self._arrays: dict[Place, Argument | Unsupported] = {}
        self._order: list[tuple[tuple[int, ...], bool]] = []

    def run(self) -> None:
        """Calculate everything."""
        waiting = Waiting(block.span(number) for number, block in enumerate(self.blocks))
        anchors = {block.place: number for number, block in enumerate(self.blocks) if block.area}

        def needs(number: int) -> Iterator[int]:
            block = self.blocks[number]
            if block.anchor is not None:
                return iter((anchors[block.anchor],) if block.anchor in anchors else ())
            return chain.from_iterable(map(waiting.within, block.reads()))

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            for group, circular in in_dependency_order(range(len(self.blocks)), needs):
                self._order.append((group, circular))
                self._calculate(group, circular)
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
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
        program = self._program(form.text, as_array=False)
        if isinstance(program, Unsupported):
            return Lane([program] * count, frozenset({Unsupported}))
        sizes = tuple((area[3] - area[1], area[4] - area[2]) for area in form.ranges)
        key = (form.text, form.moves, sizes)
        if key not in self._row_programs:
            tree = self._tree(form.text)
            assert not isinstance(tree, Unsupported)
            try:
                self._row_programs[key] = compile_rows(tree, self._functions, form.moves, form.ranges)
            except NotTogether:
                self._row_programs[key] = None
        code = self._row_programs[key]
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
        program = self._program(form.text, as_array=as_array)
        if isinstance(program, Unsupported):
            return program
        try:
            return program(Frame(self.grid, place, form.ranges))
        except Blocked as blocked:
            return Unsupported(blocked.why)
        except Exception as error:
            return failure(error)

    def _program(self, form: str, *, as_array: bool) -> Code | Unsupported:
        key = (form, as_array)
        program = self._programs.get(key)
        if program is None:
            tree = self._tree(form)
            program = _kept(
                self._programs,
                key,
                tree if isinstance(tree, Unsupported) else _tried(lambda: self._compiled(tree, as_array=as_array)),
            )
        return program

    def _tree(self, form: str) -> Node | Unsupported:
        tree = self._trees.get(form)
        if tree is None:
            tree = _kept(self._trees, form, _tried(lambda: parse_ordinary(form) or parse(form)))
        return tree

    def _compiled(self, tree: Node, *, as_array: bool) -> Code:
        return compile_tree(
            tree,
            self.book.date_system,
            as_array=as_array,
            functions=self._functions,
            circumstances=self._circumstances,
        )


def _kept(cache: dict[K, T], key: K, made: T) -> T:
    """Keep what was made, letting go of the oldest: a book of many different formulas asks for each of them once."""
    cache[key] = made
    if len(cache) > _FORMS_KEPT:
        del cache[next(iter(cache))]
    return made


def _tried(make: Callable[[], T]) -> T | Unsupported:
    try:
        return make()
    except Blocked as blocked:
        return Unsupported(blocked.why)
    except Exception as error:
        return failure(error)


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
