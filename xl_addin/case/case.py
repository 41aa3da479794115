"""One workbook under examination: whatever is known about it is found once, by one function, and shared by all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.case.formula_text import is_volatile
from xl_addin.case.match_spec import Matched, is_like, match_spec
from xl_addin.case.pairing import Pairing
from xl_addin.case.plain_tables import plain_views
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import TableView
from xl_addin.case.tables import view_tables
from xl_addin.case.unit_column import as_spec_says
from xl_addin.case.unit_rows import UnitRows
from xl_addin.engine.changes import stale_values
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.recalculate import Recalculation, Results, recalculate, with_results, without_value
from xl_addin.formula.cells import CellRef
from xl_addin.functions.called import functions_called
from xl_addin.package.package import Package, file_bytes, is_too_big, open_package
from xl_addin.problem import Problem
from xl_addin.table.finding.find import find_tables
from xl_addin.table.finding.find_lists import find_lists
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Sheet, Unsupported, Value
from xl_addin.workbook.model.runs import kinds_of
from xl_addin.workbook.reading.other_formats import no_formulas, other_format, read_any_book
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    from xl_addin.package.draft import Draft
    from xl_addin.spec.model import Spec
    from xl_addin.workbook.edits.edit import Edit


class Case:
    """A workbook and all that is found in it, each the first time somebody asks.

    `book` is what the file stores, `fresh` the same book calculated anew; what is told of tables is told of `fresh`.
    `package` is the opened file; a book of another format than .xlsx, or one that is no file, has none.
    """

    def __init__(self, book: Book, spec: "Spec | None" = None, *, package: Package | None = None) -> None:
        self.book = book
        self.spec = spec
        self.package = package
        self._made: tuple[Edit, ...] = ()
        self._in_file = book
        self._doubtful: frozenset[CellRef] | None = None
        self._units_settled = False
        self._known_tables: dict[str, tuple[TableCells, ...]] = {}
        self._known_views: Mapping[TableCells, TableView] = {}
        self._known_plain: Mapping[str, tuple[TableView, ...]] = {}

    @classmethod
    def open(
        cls,
        source: Path | str | bytes,
        *,
        file: str | None = None,
        spec: "Spec | Callable[[Book], Spec | None] | None" = None,
    ) -> "Case":
        """The case of a workbook file of any format, by its path or content; `file` names it in messages.

        `spec` is what it is held to, or what tells that from the book. Raises Problem for what cannot be read
        completely.
        """
        package, book = _opened(source, file)
        return cls(book, spec(book) if callable(spec) else spec, package=package)

    @cached_property
    def functions(self) -> tuple[FormulaFunction, ...]:
        """The worksheet functions of ours that its formulas call."""
        return functions_called(self.book)

    @cached_property
    def recalculation(self) -> Recalculation:
        """Every formula calculated anew."""
        return recalculate(self.book, self.functions)

    @property
    def values(self) -> Results:
        """What the formulas give."""
        return self.recalculation.values

    @property
    def fresh(self) -> Book:
        """The book with these values in the place of the stored ones."""
        return self.recalculation.book

    @cached_property
    def unsupported(self) -> Mapping[CellRef, Unsupported]:
        """The formula cells that could not be calculated, in the order of `Book.formula_cells`."""
        return {
            CellRef(sheet.name, row, index): value
            for sheet in self.fresh.sheets
            for index, column in sorted(sheet.columns.items())
            if Unsupported in kinds_of(column.values)
            for row in sorted(column.formulas)
            if isinstance(value := column.values.get(row), Unsupported)
        }

    @property
    def doubtful(self) -> frozenset[CellRef]:
        """The cells whose result Excel stored and we calculate otherwise, as the file was opened: evidence about us.

        Nothing is said of a book with results that change by themselves: TODAY is another one today.
        """
        if self._doubtful is None:
            found = stale_values(self.book, self.values) if self.book.calculated_by_excel else []
            sheets = {sheet.name: sheet for sheet in self.book.sheets}
            formulas = (sheets[one.cell.sheet].formula(one.cell.row, one.cell.column) or "" for one in found)
            self._doubtful = frozenset() if any(map(is_volatile, formulas)) else frozenset(one.cell for one in found)
        return self._doubtful

    def tables_on(self, sheet: str) -> tuple[NumberedTable, ...]:
        """The numbered tables of a sheet, visible or not."""
        self._settle_units()
        return tuple(cells.table for cells in self._cells_on(self._sheets[sheet]))

    @cached_property
    def tables(self) -> tuple[NumberedTable, ...]:
        """The numbered tables of the visible sheets."""
        return tuple(cells.table for cells in self._cells)

    @cached_property
    def matched(self) -> Matched:
        """Which table of the spec each of these tables is."""
        return match_spec(self.tables, self.spec)

    @cached_property
    def views(self) -> tuple[TableView, ...]:
        """These tables, and how their columns are read."""
        return view_tables(self._cells, self.matched.specs, self.spec, self._known_views)

    @cached_property
    def plain(self) -> tuple[TableView, ...]:
        """The tables of the visible sheets that calculate but number no columns."""
        return tuple(view for views in self._plain.values() for view in views)

    @cached_property
    def holds_only_lists(self) -> bool:
        """Whether its visible sheets hold lists of names and days, and nothing that could be calculated."""
        return not self.all_views and any(find_lists(sheet) for sheet in self.fresh.sheets if sheet.visible)

    @property
    def all_views(self) -> tuple[TableView, ...]:
        """The numbered tables and those that only calculate."""
        return (*self.views, *self.plain)

    def units(self, table: NumberedTable) -> UnitRows:
        """The units of one of its numbered tables, and the rows they stand in."""
        return self._cells_of(table).units

    def pairing(self, table: NumberedTable, other: NumberedTable) -> Pairing:
        """Which rows of one of its numbered tables are which of another's."""
        return self._cells_of(table).pairing(self._cells_of(other))

    @property
    def edits(self) -> "tuple[Edit, ...]":
        """What makes its book of the one in the file: of all edits those that change something, the later winning."""
        from xl_addin.workbook.edits.edit import SetFormula, SetNumberFormat, SetValue, in_order
        from xl_addin.workbook.edits.edited import changes_something

        sheets = {sheet.name: sheet for sheet in self._in_file.sheets}
        return tuple(
            edit
            for edit in in_order(self._made)
            if not isinstance(edit, SetValue | SetFormula | SetNumberFormat)
            or changes_something(edit, sheets[edit.cell.sheet])
        )

    def after(self, edits: "Sequence[Edit]") -> "Case":
        """The case of the book with these values, formulas and number formats; nothing of it is read again.

        Its formulas are calculated as far as they depend on the edits, and their stored values are the new ones: that
        is how it will be written, with a value also where the file had none. Sheets that nothing reached keep their
        tables. Sheets are named in any letter case; Problem for one that is not there.
        """
        # Whoever only reads need not wait for what changes.
        from xl_addin.workbook.edits.edit import AddSheet, CellEdit, as_spelt
        from xl_addin.workbook.edits.edited import edited

        added = [edit.sheet for edit in self._made if isinstance(edit, AddSheet)]
        try:
            edits = as_spelt(edits, [*(sheet.name for sheet in self.book.sheets), *added])
        except Problem as problem:
            raise problem.in_file(self.book.file) from problem.__cause__
        changed = edited(self.book, edits)
        cells = {edit.cell for edit in edits if isinstance(edit, CellEdit)}
        functions = functions_called(changed)
        recalculation = self.recalculation.after(changed, cells, functions)
        stored = with_results(changed, _as_stored(without_value(changed, recalculation.values), self.doubtful))
        stored = with_results(stored, _as_stored(recalculation.anew, self.doubtful - cells))
        case = Case(stored, self.spec, package=self.package)
        case._made, case._in_file, case._doubtful = (*self._made, *edits), self._in_file, self.doubtful - cells
        # What is known already is not found again.
        case.__dict__ |= {"functions": functions, "recalculation": recalculation}
        same = {sheet.name for sheet, was in zip(case.fresh.sheets, self.fresh.sheets, strict=True) if sheet is was}
        case._known_tables = {name: tables for name, tables in self._known_tables.items() if name in same}
        views = self.__dict__.get("views", ())
        if self.spec is None or all(view.table.sheet in same for view in views):
            case._known_views = {view.cells: view for view in views if view.table.sheet in same}
        case._known_plain = {name: plain for name, plain in self.__dict__.get("_plain", {}).items() if name in same}
        return case

    def draft(self) -> "Draft":
        """The file with its edits made and the stored values of its book; all else as it was. Nothing is zipped yet.

        Raises Problem for a book that is not stored as .xlsx, and for edits that it does not allow.
        """
        # Whoever only reads need not wait for what writes.
        from xl_addin.package.draft import Draft
        from xl_addin.workbook.edits.applying import apply_edits
        from xl_addin.workbook.edits.cached_values import store_values

        if self.package is None:
            raise no_formulas(self.book)
        draft = Draft(self.package)
        edits = self.edits
        if edits:
            apply_edits(draft, edits, book=self._in_file)
            store_values(draft, _stored_anew(self.values, self._in_file, self.book))
        return draft

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        return {sheet.name: sheet for sheet in self.fresh.sheets}

    def _cells_on(self, sheet: Sheet) -> tuple[TableCells, ...]:
        if sheet.name not in self._known_tables:
            self._known_tables[sheet.name] = tuple(TableCells(table, sheet) for table in self._tables_in(sheet))
        return self._known_tables[sheet.name]

    def _tables_in(self, sheet: Sheet) -> tuple[NumberedTable, ...]:
        """The numbered tables of a sheet; on one that has none the lists without figures that are the spec's."""
        spec = self.spec
        numbered = find_tables(sheet, () if spec is None else spec.column_numbers)
        if numbered or spec is None:
            return numbered
        return tuple(one for one in find_lists(sheet) if is_like(one, spec))

    @cached_property
    def _cells(self) -> tuple[TableCells, ...]:
        self._settle_units()
        return self._found_cells()

    def _found_cells(self) -> tuple[TableCells, ...]:
        return tuple(cells for sheet in self.fresh.sheets if sheet.visible for cells in self._cells_on(sheet))

    def _settle_units(self) -> None:
        """Let the spec say how the units are told, where a table is one of its tables."""
        if self.spec is None or self._units_settled:
            return
        self._units_settled = True
        found = [cells.table for cells in self._found_cells()]
        for table, spec in zip(found, match_spec(found, self.spec).specs, strict=True):
            named = as_spec_says(table, spec, self.spec)
            if named is not table:
                self._known_tables[table.sheet] = tuple(
                    TableCells(named, cells.sheet) if cells.table is table else cells
                    for cells in self._known_tables[table.sheet]
                )

    def _cells_of(self, table: NumberedTable) -> TableCells:
        return next(cells for cells in self._cells_on(self._sheets[table.sheet]) if cells.table is table)

    @cached_property
    def _plain(self) -> Mapping[str, tuple[TableView, ...]]:
        visible = [sheet for sheet in self.fresh.sheets if sheet.visible]
        known = self._known_plain
        return {
            sheet.name: known[sheet.name] if sheet.name in known else plain_views(sheet, self.tables_on(sheet.name))
            for sheet in visible
        }


def _opened(source: Path | str | bytes, file: str | None) -> tuple[Package | None, Book]:
    data = source if isinstance(source, bytes) else file_bytes(Path(source))
    file = file or ("" if isinstance(source, bytes) else str(source))
    try:
        package = open_package(data, file=file)
    except Problem as problem:
        if is_too_big(len(data)) or not _is_another_format(data):
            raise problem.in_file(file) from problem.__cause__
        return None, read_any_book(data, file=file)
    return package, read_book(package)


def _is_another_format(data: bytes) -> bool:
    try:
        return other_format(data) is not None
    except Problem:
        return False


def _as_stored(results: Results, doubtful: Collection[CellRef]) -> Results:
    """Calculated values as a file has them: a cell whose value cannot be vouched for is left without one."""
    columns = {
        place: [(first, [None if type(cell) is Unsupported else cell for cell in cells]) for first, cells in runs]
        for place, runs in results.columns.items()
    }
    for sheet, row, column in doubtful:
        for first, cells in columns.get((sheet, column), ()):
            if first <= row < first + len(cells):
                cells[row - first] = None
    return Results(columns)


def _stored_anew(results: Results, before: Book, after: Book) -> dict[CellRef, Value]:
    """The stored values of calculated cells that a book has and an earlier one has not."""
    found: dict[CellRef, Value] = {}
    was, now = ({sheet.name: sheet for sheet in book.sheets} for book in (before, after))
    for (name, index), runs in results.columns.items():
        old, new = was[name].columns.get(index, EMPTY_COLUMN), now[name].columns.get(index, EMPTY_COLUMN)
        if old is new:
            continue
        for first, cells in runs:
            for row in range(first, first + len(cells)):
                value, known = new.values.get(row), old.values.get(row)
                same = value == known and type(value) is type(known)
                if not same or old.formulas.get(row) != new.formulas.get(row):
                    found[CellRef(name, row, index)] = value
    return found
