"""Lines or sheets that are to be deleted, as whatever refers to them sees it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.package import PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.workbook.structure.following import follow
from xl_addin.workbook.structure.mover import place_of
from xl_addin.workbook.structure.places import PlaceElement, held_places, note, noted
from xl_addin.workbook.structure.sheets.leaving import without_sheets
from xl_addin.workbook.structure.tables.lost_columns import NamedColumns, without_lost
from xl_addin.workbook.structure.tables.table_area import tables_of


@dataclass(frozen=True)
class Deletion:
    """What is deleted, told by what becomes of whatever names it.

    - `formula`: a formula afterwards, given the sheet it stands on (`""` for none).
    - `follow`: notes in the elements of a part that belongs to that sheet what each place holds afterwards.
    - `goes`: whether a cell, by its sheet, row and column, goes itself.
    - `sheets` and `tables` go whole, the former in small letters.
    - `named`: the sheets and tables one of which must be named where something on a sheet other than `own` loses cells.
    """

    formula: Callable[[str, str], str]
    follow: Callable[[Sequence[PlaceElement], str], None]
    goes: Callable[[str, int, int], bool]
    named: Collection[str]
    own: str = ""
    sheets: frozenset[str] = field(default=frozenset())
    tables: Collection[str] = ()


def lines_deleted(source: PartSource, shift: Shift) -> Deletion:
    """A shift that takes lines out of a worksheet of the book, which must be there."""
    place = place_of(source, shift.sheet)
    assert place is not None
    tables = [NamedColumns(each.name, each.area, each.columns) for each in tables_of(source, place.part)]
    without_tables = without_lost(tables, shift) or _as_it_is

    def note_all(elements: Sequence[PlaceElement], here: str) -> None:
        follow(elements, shift, here)
        _note_formulas(elements, without_tables)

    return Deletion(
        formula=lambda text, here: without_tables(shifted(text, shift, here=here)),
        follow=note_all,
        goes=lambda sheet, row, column: shift.concerns(sheet) and shift.cell(row, column) is None,
        named=[place.name, *(each.name for each in tables)],
        own=place.name,
        tables=[each.name for each in tables if shift.area(each.area) is None],
    )


def sheets_deleted(source: PartSource, gone: Collection[str]) -> Deletion:
    """Worksheets of the book, with all that belongs to them alone."""
    going = frozenset(name.casefold() for name in gone)
    listed = [sheet for sheet in sheet_parts(source, workbook_part(source)) if sheet.kind == "worksheet"]
    tables = {
        sheet.name: [table.name for table in tables_of(source, sheet.part)]
        for sheet in listed
        if sheet.name.casefold() in going
    }
    formula = without_sheets(tables, [sheet.name for sheet in listed])
    lost_tables = [name for names in tables.values() for name in names]
    return Deletion(
        formula=lambda text, _here: formula(text),
        follow=lambda elements, _here: _note_formulas(elements, formula),
        goes=lambda sheet, _row, _column: sheet.casefold() in going,
        named=[*tables, *lost_tables],
        sheets=going,
        tables=lost_tables,
    )


def _as_it_is(formula: str) -> str:
    return formula


def _note_formulas(elements: Sequence[PlaceElement], formula: Callable[[str], str]) -> None:
    for element, place, text in list(held_places(elements)):
        if place.kind in ("formula", "name"):
            note(element, place, text, formula(noted(element, place, text)))
