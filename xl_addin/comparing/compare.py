"""Compare two versions of a workbook: what is the same is found first, then what differs in it is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from xl_addin.case.case import Case
from xl_addin.comparing.beside.sheet_frame import comment_differences
from xl_addin.comparing.beside.surroundings import BesideTheCells
from xl_addin.comparing.book_map import BookMap, CellMap
from xl_addin.comparing.cells import SheetCells
from xl_addin.comparing.formulas import SameFormula
from xl_addin.comparing.looks import Looks
from xl_addin.comparing.matching.aligning import SheetVersions, moved_table, sheet_versions
from xl_addin.comparing.matching.cell_keys import CellKeys
from xl_addin.comparing.matching.edges import Edges, edges_of
from xl_addin.comparing.matching.lines import out_of_order
from xl_addin.comparing.matching.sheet_pairs import paired_sheets
from xl_addin.comparing.matching.table_pairs import TableVersions, apart, paired_tables, rows_of, versions
from xl_addin.comparing.names import changed_names
from xl_addin.comparing.result import Difference, Other, Section, SheetDifference
from xl_addin.comparing.sheet_sections import sections_outside
from xl_addin.comparing.stale import stale_results
from xl_addin.comparing.table_sections import table_section
from xl_addin.package.package import PartSource
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.structure.mover import place_of


@dataclass(frozen=True)
class _Version:
    """One of the two books, sheet by sheet."""

    case: Case
    cells: dict[str, SheetCells]
    keys: Mapping[str, CellKeys]
    parts: PartSource | None
    """The file's parts, edits made in them; of formats other than .xlsx there are none."""


def compare(old: Case, new: Case) -> Difference:
    """All that differs between two versions of a workbook.

    Formulas that only follow cells which moved do not differ; values are those calculated anew, so that a result
    differs only where what it is made of does.
    """
    one, other = _version(old), _version(new)
    pairs = paired_sheets(one.keys, other.keys)
    if one.parts is not None and other.parts is not None:
        _look_at(one, other, pairs)
    tables = paired_tables(old, new, pairs)
    stay: dict[str, list[TableVersions]] = {}
    moved: list[TableVersions] = []
    for table, there in tables:
        found = versions(
            table,
            one.cells[table.sheet].fresh,
            one.keys[table.sheet],
            there,
            other.cells[there.sheet].fresh,
            other.keys[there.sheet],
        )
        if pairs.get(table.sheet) == there.sheet:
            stay.setdefault(table.sheet, []).append(found)
        else:
            moved.append(found)
    sheets = {
        name: sheet_versions(
            (name, pairs[name]),
            (one.keys[name], other.keys[pairs[name]]),
            stay.get(name, ()),
            _gone(moved, name, pairs[name]),
            partial(_edges, one, other, name, pairs[name]),
        )
        for name in pairs
    }
    paired = {id(table) for each in tables for table in each}
    alone = tuple(
        [table for name in each.cells for table in apart(each.case.tables_on(name)) if id(table) not in paired]
        for each in (one, other)
    )
    elsewhere = [(table, moved_table(table)) for table in moved]
    where = BookMap(
        tuple(sheet.whole for sheet in sheets.values()),
        tuple(cells for sheet in sheets.values() for _, cells in sheet.tables) + tuple(cells for _, cells in elsewhere),
    )
    same = SameFormula(where)
    order = {name: at for at, name in enumerate(other.cells)}
    places = {at: order[pairs[name]] for at, name in enumerate(one.cells) if name in pairs}
    overtaken = {list(one.cells)[at] for at in out_of_order(places)}
    back = {there: name for name, there in pairs.items()}
    around = BesideTheCells(one.parts, other.parts, where) if one.parts and other.parts else None

    def beside(name: str) -> Iterator[Other]:
        sheet = sheets[back[name]]
        yield from comment_differences(one.cells[back[name]].fresh, other.cells[name].fresh, where)
        yield from stale_results(one.cells[back[name]], other.cells[name], where)
        if around:
            yield from around.of_sheet(sheet.whole)

    differences = [
        SheetDifference(
            back.get(name),
            name,
            back.get(name) in overtaken,
            tuple(_sections(one, other, sheets.get(back.get(name, "")), elsewhere, name, alone, same)),
            tuple(beside(name)) if name in back else (),
        )
        for name in other.cells
    ]
    differences += [SheetDifference(name, None) for name in one.cells if name not in pairs]
    names = changed_names(old.book, new.book, where, same, built_in=around is not None)
    others = [*names, *(around.of_book() if around else ())]
    return Difference(old.book, new.book, tuple(differences), tuple(others))


def _version(case: Case) -> _Version:
    stored = {sheet.name: sheet for sheet in case.book.sheets}
    return _Version(
        case,
        {sheet.name: SheetCells(sheet, stored[sheet.name]) for sheet in case.fresh.sheets},
        {sheet.name: CellKeys(sheet) for sheet in case.fresh.sheets},
        case.draft() if case.package is not None and case.edits else case.package,
    )


def _look_at(one: _Version, other: _Version, pairs: Mapping[str, str]) -> None:
    """See how the cells of sheets look, but for those of which not a byte differs."""
    assert one.parts is not None and other.parts is not None
    looks, other_looks = Looks(one.parts), Looks(other.parts)
    are_same = looks.xml == other_looks.xml and looks.shared_runs == other_looks.shared_runs
    for name, there in pairs.items():
        if not are_same or _xml(one.parts, name) != _xml(other.parts, there):
            one.cells[name] = replace(one.cells[name], looks=looks.on(name))
            other.cells[there] = replace(other.cells[there], looks=other_looks.on(there))


def _xml(source: PartSource, sheet: str) -> bytes:
    place = place_of(source, sheet)
    return b"" if place is None else source.read(place.part)


def _edges(one: _Version, other: _Version, sheet: str, there: str) -> tuple[Edges, Edges]:
    """In which rows of a sheet in either version things around the cells begin and end."""
    old, new = (
        edges_of(version.parts, place.part) if version.parts and (place := place_of(version.parts, name)) else {}
        for version, name in ((one, sheet), (other, there))
    )
    return old, new


def _gone(moved: Sequence[TableVersions], sheet: str, other: str) -> tuple[set[int], set[int]]:
    """The rows of tables that have left the sheet, and of those that have come to it."""
    left = {row for table in moved if table.old.sheet == sheet for row in (*rows_of(table.old), *table.old.header_rows)}
    come = {row for table in moved if table.new.sheet == other for row in (*rows_of(table.new), *table.new.header_rows)}
    return left, come


def _sections(
    one: _Version,
    other: _Version,
    sheet: SheetVersions | None,
    elsewhere: Sequence[tuple[TableVersions, CellMap]],
    name: str,
    alone: tuple[list[NumberedTable], ...],
    same: SameFormula,
) -> Iterator[Section]:
    """What differs on a sheet of the new version: table by table, then all else."""
    for table, cells in elsewhere:
        if table.new.sheet == name:
            section = table_section(table, cells, one.cells[table.old.sheet], other.cells[name], same)
            yield replace(section, moved_from=table.old.sheet)
    if sheet is None:
        return
    here, there = one.cells[sheet.whole.sheet], other.cells[name]
    for table, cells in sheet.tables:
        yield table_section(table, cells, here, there, same)
    mine = [table for table in alone[0] if table.sheet == sheet.whole.sheet]
    others = [table for table in alone[1] if table.sheet == name]
    yield from sections_outside(sheet, here, there, (mine, others), same)
