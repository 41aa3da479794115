"""Read one worksheet's XML, row by row, into columns of values, formulas and number formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite

from lxml import etree

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.book import CellError, Column, DateSystem, Sheet, Value
from xl_addin.workbook.cells import MAX_COLUMN, MAX_ROW, Area, CellRef, address, parse_address
from xl_addin.workbook.parts import MAIN, STRICT_MAIN, is_true
from xl_addin.workbook.quick_cells import Quick
from xl_addin.workbook.quick_columns import with_quick_cells
from xl_addin.workbook.row_templates import EMPTY_ROWS_KEPT, RowReader, is_hidden, taken_apart
from xl_addin.workbook.row_values import NotPlain
from xl_addin.workbook.runs import in_runs
from xl_addin.workbook.safe_xml import as_utf8, broken_xml, stream_xml
from xl_addin.workbook.shifting import shifted
from xl_addin.workbook.strings import text_of, unescaped

_TAGS = [
    f"{{{namespace}}}{name}"
    for namespace in (MAIN, STRICT_MAIN)
    for name in ("row", "col", "mergeCell", "sheetFormatPr")
]
_EPOCHS: dict[DateSystem, datetime] = {1900: datetime(1899, 12, 30), 1904: datetime(1904, 1, 1)}


@dataclass(frozen=True)
class Conventions:
    """What the cells of every sheet of a book refer to."""

    strings: Sequence[str]
    formats: Sequence[str]
    date_system: DateSystem


@dataclass
class _Gathered:
    """What has been read so far; formulas keep their text without the leading `=`."""

    sheet: str
    values: dict[int, dict[int, Value]] = field(default_factory=dict)
    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    masters: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    followers: list[tuple[int, int, str]] = field(default_factory=list)
    arrays: dict[tuple[int, int], Area] = field(default_factory=dict)
    spills: set[tuple[int, int]] = field(default_factory=set)
    tables: list[tuple[Area, str]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    shown_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    rows_hidden_by_default: bool = False
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
    data = as_utf8(data, part=part)
    try:
        gathered = _read_quickly(name, data, conventions, part) or _read_generally(name, data, conventions, part)
        return _sheet(gathered, visible, comments or {}, conventions.formats)
    except ValueError as error:
        raise broken_xml(part) from error


def _read_generally(name: str, data: bytes, conventions: Conventions, part: str) -> _Gathered:
    gathered = _Gathered(name)
    row = 0
    for element in stream_xml(data, _TAGS, part=part):
        if element.tag.endswith("}row"):
            row = _read_row(element, row, gathered, conventions)
        else:
            _read_property(element, gathered)
    _resolve_formulas(gathered)
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
        for element in stream_xml(parts.around, _TAGS, part=part):
            if element.tag.endswith("}row"):
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
        if gathered.tables:
            return None
        _resolve_formulas(gathered)
    except (NotPlain, Problem, ValueError, IndexError, OverflowError):
        # The general reader says what is wrong, and where.
        return None
    return gathered


def _sheet(read: _Gathered, visible: bool, comments: Mapping[tuple[int, int], str], formats: Sequence[str]) -> Sheet:
    quick = read.quick or Quick()
    hidden_rows = {row for row in read.hidden_rows | quick.hidden_rows if row <= read.last_filled_row}
    if read.rows_hidden_by_default:
        hidden_rows |= set(range(1, read.last_filled_row + 1)) - read.shown_rows
    filled = read.values.keys() | read.formulas.keys() | read.formats.keys()
    columns = {
        index: Column(read.values.get(index, {}), read.formulas.get(index, {}), read.formats.get(index, {}))
        for index in sorted(filled)
    }
    if read.quick is None:
        columns = {index: in_runs(column) for index, column in columns.items()}
    else:
        columns = with_quick_cells(columns, read.quick, read.masters, formats)
    return Sheet(
        name=read.sheet,
        columns=columns,
        merges=tuple(read.merges),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(read.hidden_columns),
        visible=visible,
        comments=comments,
        column_widths=read.widths,
        arrays=read.arrays,
        spills=frozenset(read.spills),
    )


def _read_property(element: etree._Element, read: _Gathered) -> None:
    match element.tag.rpartition("}")[2]:
        case "col":
            _read_column_properties(element, read)
        case "mergeCell":
            read.merges.append(Area.parse(element.get("ref", "")))
        case _:
            read.rows_hidden_by_default = is_true(element.get("zeroHeight"))


def _read_column_properties(element: etree._Element, read: _Gathered) -> None:
    first, last = int(element.get("min", "0")), min(int(element.get("max", "0")), MAX_COLUMN)
    width = element.get("width")
    for column in range(max(first, 1), last + 1):
        if width is not None:
            read.widths[column] = float(width)
        if is_true(element.get("hidden")) or (width is not None and float(width) == 0):
            read.hidden_columns.add(column)


def _read_row(element: etree._Element, previous: int, read: _Gathered, conventions: Conventions) -> int:
    given = element.get("r")
    row = int(float(given)) if given else previous + 1
    if not 1 <= row <= MAX_ROW:
        raise ValueError("row beyond the grid")
    if is_hidden(element):
        read.hidden_rows.add(row)
    elif read.rows_hidden_by_default:
        read.shown_rows.add(row)
    namespace = element.tag[:-3]
    formats: dict[int, str] = {}
    column = 0
    for cell in element:
        if cell.tag != f"{namespace}c":
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
        if len(cell):
            _read_cell(cell, namespace, row, column, read, conventions)
        style = int(cell.get("s", "0"))
        if style < len(conventions.formats) and conventions.formats[style] != "General":
            formats[column] = conventions.formats[style]
    if row - read.last_filled_row <= EMPTY_ROWS_KEPT:
        for column, number_format in formats.items():
            read.formats.setdefault(column, {})[row] = number_format
    return row


def _read_cell(
    cell: etree._Element, namespace: str, row: int, column: int, read: _Gathered, conventions: Conventions
) -> None:
    formula = cell.find(f"{namespace}f")
    if formula is not None:
        _read_formula(formula, row, column, read)
        # The only metadata that cells have so far says that their array formula is dynamic.
        if cell.get("cm", "0") != "0" and (row, column) in read.arrays:
            read.spills.add((row, column))
    try:
        value = _value(cell, namespace, conventions)
    except (ValueError, IndexError, OverflowError) as error:
        raise Problem(
            Text(
                vi="giá trị trong ô bị hỏng; hãy mở tệp bằng Excel với Mở và Sửa chữa rồi lưu lại",
                en="the cell's stored value is damaged; use Open and Repair in Excel, then save",
            ),
            place=str(CellRef(read.sheet, row, column)),
        ) from error
    if value is not None:
        read.values.setdefault(column, {})[row] = value
    if value is not None or formula is not None:
        read.last_filled_row = max(read.last_filled_row, row)


def _value(cell: etree._Element, namespace: str, conventions: Conventions) -> Value:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text = cell.find(f"{namespace}is")
        return None if text is None else text_of(text)
    stored = cell.find(f"{namespace}v")
    if stored is None:
        return None
    content = stored.text or ""
    if kind == "str":
        return unescaped(content)
    content = content.strip()
    if not content:
        return None
    match kind:
        case "s":
            index = int(content)
            if index < 0:
                raise IndexError(index)
            return conventions.strings[index]
        case "b":
            return is_true(content)
        case "e":
            return CellError(content)
        case "d":
            moment = datetime.fromisoformat(content).replace(tzinfo=None)
            return number(str((moment - _EPOCHS[conventions.date_system]).total_seconds() / 86400))
        case _:
            return number(content)


def number(text: str) -> int | float:
    """A stored number: int where it is a whole number that a double holds exactly, else float; ValueError."""
    value = float(text)
    if not isfinite(value) or "_" in text:
        raise ValueError(f"not a number: {text!r}")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _read_formula(formula: etree._Element, row: int, column: int, read: _Gathered) -> None:
    text, kind, shared = formula.text or "", formula.get("t", "normal"), formula.get("si", "")
    if kind == "dataTable":
        first, second = formula.get("r1", ""), formula.get("r2", "")
        by_row = is_true(formula.get("dtr"))
        inputs = (first, second) if is_true(formula.get("dt2D")) else (first, "") if by_row else ("", first)
        area = Area.parse(formula.get("ref", address(row, column)))
        read.arrays[row, column] = area
        read.tables.append((area, f"TABLE({','.join(inputs)})"))
        return
    if kind == "shared" and not text:
        read.followers.append((row, column, shared))
        return
    if kind == "shared" and (formula.get("ref") or shared not in read.masters):
        read.masters[shared] = (row, column, text)
    if kind == "array":
        read.arrays[row, column] = Area.parse(formula.get("ref", address(row, column)))
    if text:
        read.formulas.setdefault(column, {})[row] = "=" + unescaped(text)


def _resolve_formulas(read: _Gathered) -> None:
    for row, column, shared in read.followers:
        if shared not in read.masters:
            raise ValueError("shared formula without its text")
        master_row, master_column, text = read.masters[shared]
        moved = shifted(unescaped(text), row - master_row, column - master_column)
        read.formulas.setdefault(column, {})[row] = "=" + moved
    for area, text in read.tables:
        # Every cell of a what-if data table is a result, though only the first says so.
        for column, values in read.values.items():
            for row in values:
                if (row, column) in area:
                    read.formulas.setdefault(column, {})[row] = "=" + text
