"""Which cells a formula reads: its text with every reference replaced by a placeholder, and the areas these stand for.

`=ROUND(C8*$C$2/C$19,0)` becomes the form `ROUND(A1*A2/A3,0)`, which every row of the column shares, and three areas.
Sheet names, which the `formulas` parser cannot all read, defined names and the names of Excel tables are resolved here.
"""

from dataclasses import dataclass, field

from xl_addin.engine.forms.fixed_calls import FIXED_CALLS, fixed_call
from xl_addin.engine.forms.form import Form
from xl_addin.engine.forms.names import Names, across_sheets, place_of, places_of
from xl_addin.engine.forms.table_references import whole_table
from xl_addin.engine.values.ranges import MovedRange, Moves, Range, spanned
from xl_addin.engine.values.reasons import CONSTRUCT, EXTERNAL_LINK, UNKNOWN_NAME, UNREADABLE, reason
from xl_addin.engine.values.scalars import Blocked, Failed
from xl_addin.formula.calls import call_at, function_name
from xl_addin.formula.displacement import name_in_cell
from xl_addin.formula.reference import Reference, pieces, sole_reference
from xl_addin.formula.tokens import ADDRESSES, Token

# These ask where a reference is, not what is in it: `=ROW(A9)` in A9 is no circular reference.
ASKS_WHERE = frozenset({"ROW", "ROWS", "COLUMN", "COLUMNS", "ISFORMULA", "ISREF"})
# These bring names of their own, which are not known here.
NAME_THEIR_OWN = frozenset({"LET", "LAMBDA"})
NAMES_WITHIN_NAMES = 20
_OF = ("", ".P", ".S", "A", "P", "PA")
# Of the functions that Microsoft's page “Create a reference to the same cell range on multiple worksheets” lists,
# those to which one area on three sheets is the same as three areas.
_TAKES_SHEETS = {"AVERAGE", "AVERAGEA", "COUNT", "COUNTA", "HARMEAN", "KURT", "MAX", "MAXA", "MEDIAN", "MIN", "MINA"}
_TAKES_SHEETS |= {"PRODUCT", "SKEW", "SUM", *(f"{kind}{of}" for kind in ("STDEV", "VAR") for of in _OF)}
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_BEGINS_OPERAND = frozenset({"open", "open_array", "text", "truth", "number", "error", "function"})


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
    body = pieces(text)
    at, asked, gap = 0, False, False
    opened: list[str] = []
    while at < len(body):
        piece = body[at]
        at += 1
        if isinstance(piece, Token) and piece.kind == "space":
            gap = True
            continue
        if gap and reading.parts and _is_operand_end(reading.parts[-1]) and _begins_operand(piece):
            raise Blocked(reason(CONSTRUCT, "intersection of ranges"))
        gap = False
        if isinstance(piece, Reference):
            if at < len(body) and _kind(body[at]) == "spill":
                at += 1
                _add(_fixed("ANCHORARRAY", (piece.written,), reading), reading, asked=asked)
            else:
                may_cross = piece.kind == "name" or piece.sheet is not None
                is_argument = may_cross and _is_whole_argument(opened, reading.parts, body[at:])
                _read_reference(piece, reading, depth, asked=asked, is_argument=is_argument)
        elif piece.kind == "function":
            at, asked = _read_function(body, at - 1, text, reading, opened, asked=asked)
            continue
        else:
            if piece.kind == "open":
                opened.append("")
            elif piece.kind == "close" and opened:
                opened.pop()
            reading.parts.append(_written(piece, text))
        asked = False


def _kind(piece: Token | Reference) -> str:
    return piece.kind


def _is_operand_end(part: str) -> bool:
    return part[-1].isalnum() or part[-1] in ')"!?'


def _begins_operand(piece: Token | Reference) -> bool:
    return isinstance(piece, Reference) or piece.kind in _BEGINS_OPERAND


def _is_whole_argument(opened: list[str], before: list[str], after: tuple[Token | Reference, ...]) -> bool:
    """Whether what stands between is an argument by itself, of a function that takes one across sheets."""
    if not opened or opened[-1] not in _TAKES_SHEETS or not before[-1].endswith((",", "(")):
        return False
    follows = next((_kind(piece) for piece in after if _kind(piece) != "space"), "close")
    return follows in ("separator", "close")


def _written(token: Token, text: str) -> str:
    """A token that is none of a reference, as the parser of `formulas` reads it."""
    if token.kind == "number":
        # No leading zeros, a digit on both sides of the point.
        return repr(float(token.text)).removesuffix(".0")
    if token.kind in ("truth", "error"):
        written = token.text.upper()
        if token.kind == "error" and written not in _ERRORS:
            raise Blocked(reason(CONSTRUCT, written))
        return written
    if token.kind == "spill" or (token.kind == "other" and token.text[0] in "'#"):
        raise Blocked(reason(CONSTRUCT, text[token.start :][:40]))
    if token.kind == "other":
        raise Blocked(reason(UNREADABLE, text[token.start :][:40]))
    return token.text


def _read_function(
    body: tuple[Token | Reference, ...], at: int, text: str, reading: _Reading, opened: list[str], *, asked: bool
) -> tuple[int, bool]:
    """Read what begins with the name of a function; where it goes on, and whether that asks where a reference is."""
    token = body[at]
    assert isinstance(token, Token)
    prefix, name = function_name(token)
    if prefix:
        raise Blocked(reason(EXTERNAL_LINK, prefix + name))
    call = call_at(text, token.start) if name in FIXED_CALLS else None
    if name in FIXED_CALLS and call is None:
        raise Blocked(reason(UNREADABLE, text[token.start :][:40]))
    if call is not None and call.arguments:
        _add(_fixed(name, call.arguments, reading), reading, asked=asked)
        return next(after for after in range(at, len(body)) if body[after].end == call.end) + 1, False
    if name in NAME_THEIR_OWN:
        raise Blocked(reason(CONSTRUCT, name))
    after = at + 1
    while after < len(body) and _kind(body[after]) == "space":
        after += 1
    if after < len(body) and _kind(body[after]) == "close":
        reading.parts.append(f"{name}()")
        return after + 1, False
    opened.append(name)
    reading.parts.append(f"{name}(")
    return at + 1, name in ASKS_WHERE


def _fixed(name: str, arguments: tuple[str, ...], reading: _Reading) -> MovedRange:
    """Where the reference lies that a function gives."""

    def place(written: str) -> MovedRange | None:
        reference = sole_reference(written)
        if reference is None or reference.kind not in (*ADDRESSES, "structured"):
            return None
        return place_of(reference, reading.names, reading.sheet, reading.cell)

    try:
        return fixed_call(name, arguments, place, reading.names.spills.get)
    except Failed as failed:
        raise Blocked(reason(CONSTRUCT, f"{name} that gives {failed.error}")) from failed


def _read_reference(piece: Reference, reading: _Reading, depth: int, *, asked: bool, is_argument: bool) -> None:
    if piece.kind == "deleted" or (piece.sheet and piece.sheet.is_gone):
        reading.parts.append("#REF!")
    elif piece.kind == "name":
        _read_name(piece, reading, depth, asked=asked, is_argument=is_argument)
    else:
        try:
            places = places_of(piece, reading.names, reading.sheet, reading.cell)
        except Failed as failed:
            reading.parts.append(str(failed.error))
            return
        if len(places) > 1 and not is_argument:
            raise across_sheets(piece)
        for number, placed in enumerate(places):
            if number:
                _stop_if_endless(reading, f"the sheets of {piece.written}")
                reading.parts.append(",")
            _add(placed, reading, asked=asked)


def _add(placed: MovedRange, reading: _Reading, *, asked: bool) -> None:
    if reading.parts[-1:] == [":"] and len(reading.parts) > 1 and (number := _placeholder(reading.parts[-2])):
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


def _placeholder(part: str) -> int | None:
    """The number of the range for which a part stands, counted from 1."""
    return int(part[1:]) if part.startswith("A") and part[1:].isdecimal() else None


def _read_name(piece: Reference, reading: _Reading, depth: int, *, asked: bool, is_argument: bool) -> None:
    name, names = piece.name, reading.names
    scope = names.sheets_of(piece.sheet, reading.sheet)
    if len(scope) != 1:
        raise across_sheets(piece)
    meaning = names.meaning(name, scope[0])
    if meaning is None and piece.sheet is None and name.casefold() in names.tables.by_name:
        _add(whole_table(names.tables.by_name[name.casefold()]), reading, asked=asked)
        return
    if meaning is None or depth == NAMES_WITHIN_NAMES:
        raise Blocked(reason(UNKNOWN_NAME, name))
    _stop_if_endless(reading, f"the name {name}")
    meaning = name_in_cell(meaning.strip().removeprefix("="), *reading.cell)
    only = sole_reference(meaning)
    if only and only.kind in ADDRESSES:
        _read_reference(only, reading, depth, asked=asked, is_argument=is_argument)
        return
    reading.parts.append("(")
    _read(meaning, reading, depth + 1)
    reading.parts.append(")")


def _stop_if_endless(reading: _Reading, through: str) -> None:
    # Excel's longest formula has 8 192 characters; names that multiply themselves go beyond all bounds.
    if len(reading.parts) > reading.names.most_parts:
        raise Blocked(reason(CONSTRUCT, f"formula that grows without end through {through}"))
