"""Which cells a formula reads: its text with every reference replaced by a placeholder, and the areas these stand for.

`=ROUND(C8*$C$2/C$19,0)` becomes the form `ROUND(A1*A2/A3,0)`, which every row of the column shares, and three areas.
Sheet names, which the `formulas` parser cannot all read, defined names and the names of Excel tables are resolved here.
"""

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from itertools import repeat
from typing import NamedTuple

from xl_addin.engine.forms.fixed_calls import FIXED_CALLS, fixed_call
from xl_addin.engine.forms.table_references import NO_TABLES, Tables, table_reference, tables_by_name, whole_table
from xl_addin.engine.values.ranges import Moves, Placed, Range, spanned
from xl_addin.engine.values.reasons import (
    CONSTRUCT,
    EXTERNAL_LINK,
    MISSING_SHEET,
    UNKNOWN_NAME,
    UNREADABLE,
    reason,
)
from xl_addin.engine.values.scalars import Blocked, Failed
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, column_index
from xl_addin.formula.tokens import BRACKETED
from xl_addin.package.limits import Limits, current_limits
from xl_addin.workbook.model.book import Book


class Form(NamedTuple):
    """A formula ready to compile: `text` with placeholders `A1`, `A2` … for `ranges`.

    `moves` goes with `ranges`; `read` are the positions of those whose values it needs.
    """

    text: str
    ranges: tuple[Range, ...]
    moves: tuple[Moves, ...]
    read: tuple[int, ...]

    @property
    def reads(self) -> tuple[Range, ...]:
        """The ranges whose values it needs."""
        return tuple(self.ranges[index] for index in self.read)

    def lower(self, rows: int) -> "Form":
        """The form so many rows further down; no range may turn over on the way."""
        return self._replace(ranges=tuple(map(_moved, self.ranges, self.moves, repeat(rows))))


def _moved(area: Range, moves: Moves, rows: int) -> Range:
    sheet, first_row, first_column, last_row, last_column = area
    return Range(
        sheet,
        first_row + rows if moves.first else first_row,
        first_column,
        last_row + rows if moves.last else last_row,
        last_column,
    )


@dataclass(frozen=True)
class Names:
    """What sheets, defined names and Excel tables a formula can mention; capitals do not matter to Excel."""

    sheets: Mapping[str, int]
    defined: Mapping[str, str] = field(default_factory=dict)
    tables: Tables = NO_TABLES
    spills: Mapping[Range, Range] = field(default_factory=dict)
    """What the dynamic array formula of a cell fills."""
    most_parts: int = Limits.formula_parts
    """How long a formula may become by its names."""


def names_of(book: Book) -> Names:
    """The names of a book; one that belongs to a sheet is under `Sheet!name`."""
    sheets = {sheet.name.casefold(): index for index, sheet in enumerate(book.sheets)}
    return Names(
        sheets=sheets,
        defined={name.casefold(): text for name, text in book.defined_names.items()},
        tables=tables_by_name(book.tables, sheets),
        spills={
            Range(index, *anchor, *anchor): Range(index, *astuple(sheet.arrays[anchor]))
            for index, sheet in enumerate(book.sheets)
            for anchor in sheet.spills
        },
        most_parts=current_limits().formula_parts,
    )


_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[\d+\])!)?
      (?: (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
        | (?P<cells>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(?:\s*:\s*\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?(?![\w.(!\[\\?]))
        | (?P<columns>\$?[A-Z]{1,3}\s*:\s*\$?[A-Z]{1,3}(?![\w.(!\[\\?]))
        | (?P<rows>\$?[1-9]\d{0,6}\s*:\s*\$?[1-9]\d{0,6}(?![\w.(!\[\\?]))
        | (?P<function>(?:_XLFN\.|_XLWS\.)*(?P<called>[^\W\d][\w.]*))\s*\((?P<nothing>\s*\))?
        | (?P<name>[^\W\d][\w.\\?]*+(?!\[)|\\[\w.\\?]*+(?!\[))
        | (?P<table>(?P<of>(?:[^\W\d]|\\)[\w.\\?]*+)?(?P<inside>"""
    + BRACKETED
    + r""")(?![\w'!\[]))
      )
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)
    | (?P<space>\s+)
    | (?P<sign><=|>=|<>|[-+*/^&=<>%(),;{}:@])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"A(\d+)")
_END = re.compile(r"\$?([A-Z]{0,3})(\$?)(\d*)", re.IGNORECASE)

# These ask where a reference is, not what is in it: `=ROW(A9)` in A9 is no circular reference.
ASKS_WHERE = frozenset({"ROW", "ROWS", "COLUMN", "COLUMNS", "ISFORMULA", "ISREF"})
# These bring names of their own, which are not known here.
NAME_THEIR_OWN = frozenset({"LET", "LAMBDA"})
NAMES_WITHIN_NAMES = 20


@dataclass
class _Reading:
    sheet: int
    names: Names
    cell: tuple[int, int]
    parts: list[str] = field(default_factory=list)
    ranges: dict[tuple[Range, Moves], int] = field(default_factory=dict)
    read: dict[int, None] = field(default_factory=dict)


def read_form(formula: str, sheet: int, names: Names, cell: tuple[int, int] = (1, 1)) -> Form:
    """The form of a formula that stands in a cell (row, column) of a sheet.

    Blocked for what cannot be resolved or is not supported.
    """
    reading = _Reading(sheet, names, cell)
    _read(formula.removeprefix("="), reading, depth=0)
    return Form(
        "=" + "".join(reading.parts),
        tuple(area for area, _ in reading.ranges),
        tuple(moves for _, moves in reading.ranges),
        tuple(reading.read),
    )


def _read(text: str, reading: _Reading, depth: int) -> None:
    position, asked, gap = 0, False, False
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Blocked(_unreadable(text[position:]))
        position = match.end()
        kind = match.lastgroup
        if kind == "space":
            gap = True
            continue
        if gap and reading.parts and _is_operand_end(reading.parts[-1]) and _begins_operand(match):
            raise Blocked(reason(CONSTRUCT, "intersection of ranges"))
        gap = False
        if match["sheet"] and (match["function"] or match["error"]):
            # A function of another book; or what is left of a reference to deleted cells.
            if match["function"]:
                raise Blocked(reason(EXTERNAL_LINK, match["sheet"] + match["function"]))
            reading.parts.append(match["error"].upper())
        elif match["cells"] or match["columns"] or match["rows"]:
            placed = _range(match, reading)
            _add(placed, reading, asked=asked)
        elif match["function"] and match["called"].upper() in FIXED_CALLS and not match["nothing"]:
            position = _read_fixed(match["called"].upper(), text, position, reading, asked=asked)
        elif match["function"]:
            if match["called"].upper() in NAME_THEIR_OWN:
                raise Blocked(reason(CONSTRUCT, match["called"].upper()))
            reading.parts.append(match["called"].upper() + ("()" if match["nothing"] else "("))
            asked = match["called"].upper() in ASKS_WHERE and not match["nothing"]
            continue
        elif match["table"]:
            _read_table(match, reading, asked=asked)
        elif match["name"]:
            _read_name(match, reading, depth, asked=asked)
        elif match["number"]:
            reading.parts.append(_plain_number(match["number"]))
        else:
            reading.parts.append(match[0])
        asked = False


def _unreadable(rest: str) -> str:
    if re.match(r"\[[^\[\]]*\][^\[\]]*!", rest):
        return reason(EXTERNAL_LINK, rest[:40])
    if rest.startswith("'") or rest.startswith("#"):
        return reason(CONSTRUCT, rest[:40])
    return reason(UNREADABLE, rest[:40])


def _is_operand_end(part: str) -> bool:
    return part[-1].isalnum() or part[-1] in ')"!?'


def _begins_operand(match: re.Match[str]) -> bool:
    return match["sign"] is None or match[0] in "({"


def _plain_number(text: str) -> str:
    """A number the parser of `formulas` reads: no leading zeros, a digit on both sides of the point."""
    return repr(float(text)).removesuffix(".0")


def _sheet_of(prefix: str | None, reading: _Reading) -> int:
    if prefix is None:
        return reading.sheet
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if "[" in name:
        raise Blocked(reason(EXTERNAL_LINK, prefix[:-1]))
    if ":" in name:
        raise Blocked(reason(CONSTRUCT, f"reference across sheets {name}"))
    index = reading.names.sheets.get(name.casefold())
    if index is None:
        raise Blocked(reason(MISSING_SHEET, name))
    return index


def _range(match: re.Match[str], reading: _Reading) -> Placed:
    sheet = _sheet_of(match["sheet"], reading)
    written = match["cells"] or match["columns"] or match["rows"]
    first, _, last = written.replace(" ", "").partition(":")
    ends = [end for each in (first, last or first) if (end := _END.fullmatch(each))]
    columns = [column_index(end[1]) for end in ends if end[1]] or [1, MAX_COLUMN]
    # Of two ends in one row, the moving one is the last: further down it is.
    rows = sorted((int(end[3]), not end[2]) for end in ends if end[3]) or [(1, False), (MAX_ROW, False)]
    if rows[-1][0] > MAX_ROW or max(columns) > MAX_COLUMN:
        raise Blocked(reason(UNKNOWN_NAME, written))
    (first_row, first_moves), (last_row, last_moves) = rows[0], rows[-1]
    return Range(sheet, first_row, min(columns), last_row, max(columns)), Moves(first_moves, last_moves)


def _add(placed: Placed, reading: _Reading, *, asked: bool) -> None:
    if reading.parts[-1:] == [":"] and len(reading.parts) > 1 and (left := _PLACEHOLDER.fullmatch(reading.parts[-2])):
        number = int(left[1])
        other = list(reading.ranges)[number - 1]
        if other[0].sheet != placed[0].sheet:
            raise Blocked(reason(CONSTRUCT, "range across sheets"))
        del reading.parts[-2:]
        placed, asked = spanned(other, placed), number - 1 not in reading.read
    number = reading.ranges.setdefault(placed, len(reading.ranges) + 1)
    if not asked:
        reading.read[number - 1] = None
    # After a calculated end of a range, the parser of `formulas` reads `:A2` as one word.
    reading.parts.append(f"(A{number})" if reading.parts[-1:] == [":"] else f"A{number}")


def _read_table(match: re.Match[str], reading: _Reading, *, asked: bool) -> None:
    if match["sheet"]:
        _sheet_of(match["sheet"], reading)
        raise Blocked(reason(CONSTRUCT, match[0]))
    try:
        placed = table_reference(match["of"] or "", match["inside"], reading.names.tables, reading.sheet, reading.cell)
    except Failed as failed:
        reading.parts.append(str(failed.error))
        return
    _add(placed, reading, asked=asked)


def _read_fixed(name: str, text: str, position: int, reading: _Reading, *, asked: bool) -> int:
    """Read the arguments of a function that gives a reference; where they end."""

    def place(written: str) -> Placed | None:
        match = _TOKEN.fullmatch(written)
        if match is None or not (match["cells"] or match["columns"] or match["rows"] or match["table"]):
            return None
        if not match["table"]:
            return _range(match, reading)
        return table_reference(match["of"] or "", match["inside"], reading.names.tables, reading.sheet, reading.cell)

    try:
        placed, position = fixed_call(name, text, position, place, reading.names.spills.get)
    except Failed as failed:
        raise Blocked(reason(CONSTRUCT, f"{name} that gives {failed.error}")) from failed
    _add(placed, reading, asked=asked)
    return position


def _read_name(match: re.Match[str], reading: _Reading, depth: int, *, asked: bool) -> None:
    name = match["name"]
    if match["sheet"] is None and name.upper() in ("TRUE", "FALSE"):
        reading.parts.append(name.upper())
        return
    prefix = match["sheet"]
    scope = _sheet_of(prefix, reading)
    own = next((sheet for sheet, index in reading.names.sheets.items() if index == scope), "")
    defined = reading.names.defined
    meaning = defined.get(f"{own}!{name.casefold()}", defined.get(name.casefold()))
    if meaning is None and prefix is None and name.casefold() in reading.names.tables.by_name:
        _add(whole_table(reading.names.tables.by_name[name.casefold()]), reading, asked=asked)
        return
    if meaning is None or depth == NAMES_WITHIN_NAMES:
        raise Blocked(reason(UNKNOWN_NAME, name))
    # Excel's longest formula has 8 192 characters; names that multiply themselves go beyond all bounds.
    if len(reading.parts) > reading.names.most_parts:
        raise Blocked(reason(CONSTRUCT, f"formula that grows without end through the name {name}"))
    meaning = meaning.strip().removeprefix("=")
    only = _TOKEN.fullmatch(meaning)
    _refuse_relative(meaning, name)
    if only and (only["cells"] or only["columns"] or only["rows"]):
        _add(_range(only, reading), reading, asked=asked)
        return
    reading.parts.append("(")
    _read(meaning, reading, depth + 1)
    reading.parts.append(")")


def _refuse_relative(meaning: str, name: str) -> None:
    """A name that moves with the cell using it (`=A1` without `$`) is not supported."""
    for match in _TOKEN.finditer(meaning):
        written = match["cells"] or match["columns"] or match["rows"]
        if written and "$" not in written:
            raise Blocked(reason(CONSTRUCT, f"relative name {name}"))
