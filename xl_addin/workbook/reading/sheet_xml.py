"""Read one worksheet's XML, row by row, into columns of values, formulas and number formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from xl_addin.formula.cells import MAX_COLUMN, Area, CellRef, parse_address, row_number
from xl_addin.language import Text
from xl_addin.package.compatibility import settled
from xl_addin.package.limits import current_limits
from xl_addin.package.parts import MAIN, STRICT_MAIN, is_true
from xl_addin.package.safe_xml import as_utf8, broken_xml, stream_xml
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Column, Sheet, Value
from xl_addin.workbook.model.runs import in_runs
from xl_addin.workbook.reading.merged_areas import check_apart, merged_area, too_many_merges
from xl_addin.workbook.reading.quick.quick_cells import Quick
from xl_addin.workbook.reading.quick.quick_columns import with_quick_cells
from xl_addin.workbook.reading.quick.row_templates import EMPTY_ROWS_KEPT, RowReader, is_hidden, taken_apart
from xl_addin.workbook.reading.quick.row_values import NotPlain
from xl_addin.workbook.reading.stored_formulas import LONGEST_FORMULA, StoredFormulas
from xl_addin.workbook.reading.stored_values import Conventions, cell_parts, index, stored_value

_TAGS = [
    f"{{{namespace}}}{name}"
    for namespace in (MAIN, STRICT_MAIN)
    for name in ("row", "sheetData", "col", "mergeCell", "sheetFormatPr")
]
_ROOTS = [f"{{{namespace}}}worksheet" for namespace in (MAIN, STRICT_MAIN)]
# What is read of a sheet stands before these ends, the latter where there are merged cells.
_LAST_READ = (b"</sheetData>", b"</mergeCells>")
# Excel lists each column once; overlapping lists of a damaged file must not multiply.
_MOST_COLUMNS_LISTED = 4 * MAX_COLUMN


@dataclass
class _Gathered:
    """What has been read so far."""

    sheet: str
    values: dict[int, dict[int, Value]] = field(default_factory=dict)
    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    stored: StoredFormulas = field(default_factory=StoredFormulas)
    spills: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    most_merges: int = field(default_factory=lambda: current_limits().merges)
    hidden_rows: set[int] = field(default_factory=set)
    shown_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    columns_listed: int = 0
    rows_hidden_by_default: bool = False
    has_cells: bool = False
    rows_seen: bytearray = field(default_factory=bytearray)
    last_filled_row: int = 0
    quick: Quick | None = None


def read_sheet(
    name: str,
    data: bytes,
    conventions: Conventions,
    *,
    part: str,
    visible: bool = True,
    comments: Mapping[tuple[int, int], str] | None = None,
) -> Sheet:
    """One worksheet from its XML; hidden rows below the last filled one are left out.

    Raises Problem, its place being the part or the cell, for damaged content.
    """
    data = _plain(as_utf8(data, part=part), part)
    try:
        gathered = _read_quickly(name, data, conventions, part) or _read_generally(name, data, conventions, part)
        return _sheet(gathered, visible, comments or {}, conventions.formats)
    except ValueError as error:
        raise broken_xml(part) from error


def _plain(xml: bytes, part: str) -> bytes:
    """The sheet's XML without choices of content, where they may concern its cells; controls and their pictures, which
    Excel always writes as choices, stand behind all that is read here."""
    last = max(xml.rfind(end) for end in _LAST_READ)
    return settled(xml, part=part) if last < 0 or b"AlternateContent" in xml[:last] else xml


def _read_generally(name: str, data: bytes, conventions: Conventions, part: str) -> _Gathered:
    gathered = _Gathered(name)
    row = 0
    for element in stream_xml(data, _TAGS, roots=_ROOTS, part=part):
        if element.tag.endswith("}row"):
            _check_place(element)
            row = _read_row(element, row, gathered, conventions)
            _check_new(row, gathered.rows_seen)
        else:
            _read_property(element, gathered)
    if not gathered.has_cells:
        raise ValueError("a sheet without sheetData")
    gathered.stored.resolve(gathered.values)
    return gathered


def _read_quickly(name: str, data: bytes, conventions: Conventions, part: str) -> _Gathered | None:
    """The sheet by its rows' patterns, the rest generally; None where it must all be read generally."""
    parts = taken_apart(data)
    if parts is None:
        return None
    gathered = _Gathered(name)
    reader = RowReader(parts, conventions.strings)
    gathered.quick = quick = reader.quick
    try:
        probes = 0
        for element in stream_xml(parts.around, _TAGS, roots=_ROOTS, part=part):
            if element.tag.endswith("}row"):
                _check_place(element)
                probes += 1
            else:
                _read_property(element, gathered)
        if probes != 1 or gathered.rows_hidden_by_default:
            return None
        for rows in reader.run():
            gathered.last_filled_row = quick.last_filled_row
            for element in stream_xml(parts.root + rows + b"</worksheet>", _TAGS, part=part):
                row = _read_row(element, 0, gathered, conventions) if element.tag.endswith("}row") else 0
                if row <= quick.last_row:
                    return None
                quick.last_row = row
            quick.last_filled_row = gathered.last_filled_row
        gathered.last_filled_row = quick.last_filled_row
        if gathered.stored.tables:
            return None
        gathered.stored.resolve(gathered.values)
    except (NotPlain, Problem, ValueError, IndexError, OverflowError):
        # The general reader says what is wrong, and where.
        return None
    return gathered


def _sheet(read: _Gathered, visible: bool, comments: Mapping[tuple[int, int], str], formats: Sequence[str]) -> Sheet:
    check_apart(read.merges, sheet=read.sheet)
    quick = read.quick or Quick()
    hidden_rows = {row for row in read.hidden_rows | quick.hidden_rows if row <= read.last_filled_row}
    if read.rows_hidden_by_default:
        hidden_rows |= set(range(1, read.last_filled_row + 1)) - read.shown_rows
    filled = read.values.keys() | read.stored.formulas.keys() | read.formats.keys()
    columns = {
        index: Column(read.values.get(index, {}), read.stored.formulas.get(index, {}), read.formats.get(index, {}))
        for index in sorted(filled)
    }
    if read.quick is None:
        columns = {index: in_runs(column) for index, column in columns.items()}
    else:
        columns = with_quick_cells(columns, read.quick, read.stored.masters, formats)
    return Sheet(
        name=read.sheet,
        columns=columns,
        merges=tuple(read.merges),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(read.hidden_columns),
        visible=visible,
        comments=comments,
        column_widths=read.widths,
        arrays=read.stored.arrays,
        spills=frozenset(read.spills),
    )


def _read_property(element: etree._Element, read: _Gathered) -> None:
    match element.tag.rpartition("}")[2]:
        case "col":
            _read_column_properties(element, read)
        case "mergeCell":
            read.merges.append(merged_area(element.get("ref", "")))
            if len(read.merges) > read.most_merges:
                raise too_many_merges(read.most_merges, sheet=read.sheet)
        case "sheetData":
            _check_last(element)
            read.has_cells = True
        case _:
            read.rows_hidden_by_default = is_true(element.get("zeroHeight"))


def _read_column_properties(element: etree._Element, read: _Gathered) -> None:
    first, last = int(element.get("min", "0")), min(int(element.get("max", "0")), MAX_COLUMN)
    read.columns_listed += max(last - first, 0) + 1
    if read.columns_listed > _MOST_COLUMNS_LISTED:
        raise ValueError("columns listed again and again")
    width = element.get("width")
    for column in range(max(first, 1), last + 1):
        if width is not None:
            read.widths[column] = float(width)
        if is_true(element.get("hidden")) or (width is not None and float(width) == 0):
            read.hidden_columns.add(column)


def _read_row(element: etree._Element, previous: int, read: _Gathered, conventions: Conventions) -> int:
    row = row_number(element.get("r"), previous)
    if is_hidden(element):
        read.hidden_rows.add(row)
    elif read.rows_hidden_by_default:
        read.shown_rows.add(row)
    namespace = element.tag[:-3]
    formats: dict[int, str] = {}
    column = furthest = 0
    seen: set[int] = set()
    for cell in element:
        if cell.tag != f"{namespace}c":
            if cell.tag != f"{namespace}extLst":
                raise ValueError(f"unknown in a row: {cell.tag}")
            continue
        reference = cell.get("r")
        if reference:
            row_named, column = parse_address(reference)
            if row_named != row:
                raise ValueError("cell outside its row")
        else:
            column += 1
        if column > MAX_COLUMN:
            raise ValueError("column beyond the grid")
        if column <= furthest and column in seen:
            raise ValueError("a cell that stands there twice")
        furthest = max(furthest, column)
        seen.add(column)
        if len(cell):
            _read_cell(cell, namespace, row, column, read, conventions)
        style = index(cell.get("s") or "0")
        if style < len(conventions.formats) and conventions.formats[style] != "General":
            formats[column] = conventions.formats[style]
    if row - read.last_filled_row <= EMPTY_ROWS_KEPT:
        for column, number_format in formats.items():
            read.formats.setdefault(column, {})[row] = number_format
    return row


def _read_cell(
    cell: etree._Element, namespace: str, row: int, column: int, read: _Gathered, conventions: Conventions
) -> None:
    try:
        formula, stored, inline = cell_parts(cell, namespace)
        if formula is not None and len(formula.text or "") > LONGEST_FORMULA:
            raise ValueError("a formula that no program writes")
        value = stored_value(cell.get("t", "n"), stored, inline, conventions)
    except (ValueError, IndexError, OverflowError, Problem) as error:
        raise Problem(
            Text(
                vi="giá trị trong ô bị hỏng; hãy mở tệp bằng Excel với Mở và Sửa chữa rồi lưu lại",
                en="the cell's stored value is damaged; use Open and Repair in Excel, then save",
            ),
            place=str(CellRef(read.sheet, row, column)),
        ) from error
    if formula is not None:
        read.stored.read(formula, row, column)
        # The only metadata that cells have so far says that their array formula is dynamic.
        if (cell.get("cm") or "0") != "0" and (row, column) in read.stored.arrays:
            read.spills.add((row, column))
    if value is not None:
        read.values.setdefault(column, {})[row] = value
    if value is not None or formula is not None:
        read.last_filled_row = max(read.last_filled_row, row)


def _check_place(row: etree._Element) -> None:
    """ValueError for a row that does not stand among the rows of its sheet, or stands behind something unknown.

    A choice between two contents (`mc:AlternateContent`) or a damaged name must not pass for an empty sheet.
    """
    parent, before = row.getparent(), row.getprevious()
    if parent is None or parent.tag != f"{row.tag[:-3]}sheetData" or parent.getparent() is not _root(row):
        raise ValueError("a row that is not among the rows")
    if before is not None and before.tag != row.tag:
        raise ValueError(f"unknown among the rows: {before.tag}")


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()


def _check_last(rows: etree._Element) -> None:
    last = rows[-1] if len(rows) else None
    if last is not None and last.tag != rows.tag.removesuffix("sheetData") + "row":
        raise ValueError(f"unknown among the rows: {last.tag}")


def _check_new(row: int, seen: bytearray) -> None:
    """Remember the row; ValueError for one that has been there before."""
    if row < len(seen):
        if seen[row]:
            raise ValueError("a row that stands there twice")
        seen[row] = 1
    else:
        seen.extend(bytes(row - len(seen)) + b"\x01")
