"""What new units' rows hold: formulas as their columns have them, numbers that go on, names; inputs stay empty."""

from collections.abc import Iterator, Sequence

from xl_addin.campaign.units.formulas.listed_sums import with_rows
from xl_addin.campaign.units.formulas.notated import guarded, notated
from xl_addin.campaign.units.formulas.row_formula import in_other_row
from xl_addin.campaign.units.formulas.unit_lines import LinkedRows, UnitLines
from xl_addin.campaign.units.moved import Moved
from xl_addin.campaign.units.named import NamedUnit, UnitPlace
from xl_addin.campaign.units.numbering import continued
from xl_addin.campaign.units.totals import total_rows, typed_totals
from xl_addin.case.agreement import verdict
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import CellRef
from xl_addin.formula.reference import references
from xl_addin.language import Text
from xl_addin.table.model import TableColumn
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetValue
from xl_addin.workbook.model.book import Plain, Value

_LEFT_EMPTY = Text(
    "{cells}: để trống, vì công thức ở {model} đọc dòng của một trang không liên kết theo từng đơn vị; hãy điền",
    "{cells}: left empty, as the formula in {model} reads rows of what is not linked unit by unit; fill it in",
)
_NOT_SUMMED = Text(
    "{cell}: công thức này nêu riêng từng dòng và không lấy dòng mới; hãy sửa: {formula}",
    "{cell}: this formula names single rows and does not take in the new ones; correct it: {formula}",
)


class NewRows:
    """The rows of `count` new units behind a named one, in a book whose lines have `moved`."""

    def __init__(self, case: Case, unit: NamedUnit, moved: Moved, count: int) -> None:
        self.case, self.unit, self.moved, self.count = case, unit, moved, count
        self.linked = LinkedRows(unit.places)
        self._firsts = tuple(moved.stays(place.sheet, place.last) + 1 for place in unit.places)

    def written(self, names: Sequence[str]) -> tuple[list[CellEdit], list[Text]]:
        """Every edit of cells, and what to tell the user; the first edit of a cell is the one that counts."""
        cells: list[CellEdit] = []
        notes: list[Text] = []
        for table, place in enumerate(self.unit.places):
            for column in self._columns(place):
                made = list(self._column(table, column, names))
                cells += made or self._emptied(table, column)
                if not made and (note := self._why_empty(place, column)):
                    notes.append(note)
            cells += self._renumbered(place)
            cells += self._going_on(table)
            notes += typed_totals(place, self.moved)
            for edit, note in self._totals(table):
                cells += [edit] if edit else []
                notes += [note] if note else []
        return cells, notes

    def name_cells(self) -> list[CellRef]:
        """Where the new units' names are to be typed."""
        found = []
        for table, place in enumerate(self.unit.places):
            column = place.view.table.unit_column
            if column is not None and place.view.sheet.formula(place.row, column.position) is None:
                found += [
                    CellRef(place.sheet, self._firsts[table] + step, column.position) for step in range(self.count)
                ]
        return found

    def _columns(self, place: UnitPlace) -> list[int]:
        """The sheet columns of a table, and those beside it in which the unit's row has a formula."""
        own = [column.position for column in place.view.table.columns]
        formulas = (index for index, column in place.view.sheet.columns.items() if place.row in column.formulas)
        return [*own, *sorted(set(formulas) - set(own))]

    def _of_table(self, place: UnitPlace, position: int) -> TableColumn | None:
        return next((each for each in place.view.table.columns if each.position == position), None)

    def _column(self, table: int, position: int, names: Sequence[str]) -> Iterator[CellEdit]:
        place = self.unit.places[table]
        column = self._of_table(place, position)
        formulas = self._formulas(table, position, column)
        contents: list[Plain] = []
        if column is not None and column.role == "unit" and not formulas:
            contents = list(names)
        elif column is not None and column.role == "index" and not formulas:
            contents = self._numbers(place, position)[0]
        for step in range(self.count):
            cell = CellRef(place.sheet, self._firsts[table] + step, position)
            if formulas:
                yield SetFormula(cell, formulas[step])
            elif contents and contents[step] is not None:
                yield SetValue(cell, contents[step])

    def _formulas(self, table: int, position: int, column: TableColumn | None) -> list[str]:
        """The formulas of a column's new cells, none where it has none."""
        place = self.unit.places[table]
        view = place.view
        source = self.linked.source(table, place.row, position)
        stated = None if column is None else column.label
        wrong = stated in view.expressions and verdict(view, place.row, stated or "") in ("wrong", "truncated")
        if source is None or wrong:
            compiled = [] if stated is None else notated(view, stated, place, self.case, self._new_rows, self._all_rows)
            if compiled or source is None:
                return compiled
        now = self._as_moved(source.lines)
        formula = self.moved.book[place.sheet].formula(now.own, position) or ""
        sheets = self.linked.sheets
        written = [
            source.written(formula, place.sheet, sheets, now, self._new_lines(table, step))
            for step in range(self.count)
        ]
        if stated in view.expressions:
            first = self._firsts[table]
            return [guarded(each, view, stated or "", first + step) for step, each in enumerate(written)]
        return written

    def _new_rows(self, view: TableView) -> list[int] | None:
        """The new units' rows in a table; None where they have none."""
        for first, place in zip(self._firsts, self.unit.places, strict=True):
            if place.view.table is view.table:
                return [first + step for step in range(self.count)]
        return None

    def _all_rows(self, view: TableView) -> list[int]:
        """The rows of all units of a table, those there were and the new ones, as they stand now."""
        before = [self.moved.stays(view.sheet.name, row) for row in view.table.body_rows]
        return sorted([*before, *(self._new_rows(view) or ())])

    def _new_lines(self, table: int, step: int) -> UnitLines:
        place = self.unit.places[table]
        before = self._firsts[table] + step - 1 if step else self.moved.stays(place.sheet, place.row)
        return UnitLines(table, tuple(first + step for first in self._firsts), before)

    def _as_moved(self, lines: UnitLines) -> UnitLines:
        """A unit's lines where they stand now."""
        rows = (
            None if row is None else self.moved.stays(place.sheet, row)
            for row, place in zip(lines.rows, self.unit.places, strict=True)
        )
        sheet = self.unit.places[lines.table].sheet
        before = None if lines.before is None else self.moved.stays(sheet, lines.before)
        return UnitLines(lines.table, tuple(rows), before)

    def _numbers(self, place: UnitPlace, position: int) -> tuple[list[Plain], dict[int, Plain]]:
        rows = place.view.table.body_rows
        values: list[Value] = [
            None if place.view.sheet.formula(row, position) else place.view.sheet.value(row, position) for row in rows
        ]
        new, later = continued(values, rows.index(place.row), self.count)
        return new, {rows[at]: number for at, number in later.items()}

    def _renumbered(self, place: UnitPlace) -> Iterator[CellEdit]:
        """Later rows' typed numbers go on behind the new ones."""
        for column in place.view.table.columns:
            if column.role == "index":
                for row, number in self._numbers(place, column.position)[1].items():
                    yield SetValue(CellRef(place.sheet, self.moved.stays(place.sheet, row), column.position), number)

    def _going_on(self, table: int) -> Iterator[CellEdit]:
        """The next unit's formulas that go on from the one before it (`=A12+1`) now do so from the last new one."""
        place = self.unit.places[table]
        rows, here = place.view.table.body_rows, place.sheet
        at = rows.index(place.row) + 1
        if at == len(rows):
            return
        stands, before = self.moved.stays(here, rows[at]), self.moved.stays(here, place.row)
        last = {(here.casefold(), before): self._firsts[table] + self.count - 1}
        for position in self._columns(UnitPlace(place.view, rows[at], rows[at])):
            if self.linked.kind(table, rows[at], position):
                formula = self.moved.book[here].formula(stands, position) or ""
                yield SetFormula(CellRef(here, stands, position), in_other_row(formula, here, last))

    def _totals(self, table: int) -> Iterator[tuple[CellEdit | None, Text | None]]:
        """Totals that list the units' cells one by one list the new ones, too; ranges have stretched already."""
        place = self.unit.places[table]
        found, here = place.view.table, place.sheet
        like = self.moved.stays(here, place.row)
        new = range(self._firsts[table], self._firsts[table] + self.count)
        for row in total_rows(place):
            stands = self.moved.stays(here, row)
            for column in found.columns:
                formula = self.moved.book[here].formula(stands, column.position)
                if formula is None:
                    continue
                cell = CellRef(here, stands, column.position)
                longer = with_rows(formula, like, new)
                if longer is not None:
                    yield SetFormula(cell, longer), None
                elif _names_row(formula, like):
                    yield None, _NOT_SUMMED.with_values(cell=str(cell), formula=formula)

    def _emptied(self, table: int, position: int) -> Iterator[CellEdit]:
        """A column's new cells without what the row they are like has filled into them."""
        for step in range(self.count):
            yield SetValue(CellRef(self.unit.places[table].sheet, self._firsts[table] + step, position), None)

    def _why_empty(self, place: UnitPlace, position: int) -> Text | None:
        """What to say of a column whose formula the new rows cannot have."""
        if place.view.sheet.formula(place.row, position) is None:
            return None
        first = self._firsts[self.unit.places.index(place)]
        cells = [str(CellRef(place.sheet, first + step, position)) for step in range(self.count)]
        return _LEFT_EMPTY.with_values(cells=cells, model=str(CellRef(place.sheet, place.row, position)))


def _names_row(formula: str, row: int) -> bool:
    """Whether it names a cell of this row of its own sheet by itself."""
    return any(each.sheet is None and each.is_one_cell and each.rows[0].number == row for each in references(formula))
