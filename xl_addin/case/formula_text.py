"""What the text of a formula tells: the cells it reads, what it sums, its core without wrappers."""

import re
from collections.abc import Iterator

from xl_addin.formula import reference
from xl_addin.formula.calls import calls, function_name, functions_in, sole_call
from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import displaced
from xl_addin.formula.reference import Reference, SheetPrefix, pieces, sheet_prefix
from xl_addin.formula.tokens import Token
from xl_addin.functions.called import PREFIX

_VOLATILE = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO"})
# The numbers by which SUBTOTAL and AGGREGATE leave hidden rows out.
_WITHOUT_HIDDEN = {"AGGREGATE": (1, {"1", "3", "5", "7"}), "SUBTOTAL": (0, {str(number) for number in range(101, 112)})}
_PLAIN_SUM = re.compile(r"\+?(?:S[,+]*[CA](?:[,+]+[CA])*[,+]*\)|C)(?:\+(?:S[,+]*[CA](?:[,+]+[CA])*[,+]*\)|C))*")


def references(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Every area a formula reads by address, with its sheet (`sheet` where the formula names none).

    What it reads by a heading of an Excel table is not among them (`engine.table_references.by_address`).
    """
    for found in reference.references(formula):
        if found.area is not None:
            yield found.sheet.name if found.sheet else sheet, found.area


def external_books(formula: str) -> tuple[str, ...]:
    """The other workbooks a formula reads: `='[kế hoạch.xlsx]Sheet1'!A1` -> ("kế hoạch.xlsx",)."""
    if "!" not in formula:
        return ()
    return tuple(dict.fromkeys(prefix.book for prefix in _prefixes(formula) if prefix.book is not None))


def _prefixes(formula: str) -> Iterator[SheetPrefix]:
    """What stands before the references and the calls of a formula.

    A call of one of our functions is a link to the add-in, `[1]!CT_PHANBO(…)`, not to another workbook's figures.
    """
    for piece in pieces(formula):
        if isinstance(piece, Reference):
            if piece.sheet is not None:
                yield piece.sheet
        elif piece.kind == "function":
            prefix, name = function_name(piece)
            if prefix and not name.startswith(PREFIX):
                yield sheet_prefix(prefix)


def is_volatile(formula: str) -> bool:
    """Whether the value changes by itself from one calculation to the next."""
    return any(name in _VOLATILE for _, name in functions_in(formula))


def form_in_row(formula: str, row: int, base_row: int) -> str:
    """The formula as it would read in `base_row`, `$` and spaces aside: equal for cells filled down from one."""
    moved = displaced(formula, base_row - row, 0)
    return "".join(_plainly(piece) for piece in pieces(moved) if piece.kind != "space").upper()


def _plainly(piece: Token | Reference) -> str:
    if isinstance(piece, Token):
        return piece.text
    if piece.area is None:
        return piece.written
    return (piece.sheet.written if piece.sheet else "") + piece.bare.replace("$", "").replace(" ", "")


def summed_areas(formula: str) -> tuple[Area, ...] | None:
    """The areas of a plain sum on the own sheet, None for anything else.

    Plain sums are `SUM(G9:G19)`, `SUM(G9,G11)`, `G9+G10`, `SUBTOTAL(9,G9:G19)` and sums of those.
    """
    body = pieces(formula.lstrip("="))
    if not _PLAIN_SUM.fullmatch("".join(map(_sign, body)).replace("BN,", "S")):
        return None
    return tuple(piece.area for piece in body if isinstance(piece, Reference) and piece.area is not None)


def _sign(piece: Token | Reference) -> str:
    """A piece of a sum as one letter: a cell, an area, SUM, SUBTOTAL, its 9 or 109; `?` for what is in no plain sum."""
    if isinstance(piece, Reference):
        is_area = piece.kind in ("cells", "columns") and piece.sheet is None
        return ("C" if piece.is_one_cell else "A") if is_area else "?"
    if piece.kind == "function":
        return {("", "SUM"): "S", ("", "SUBTOTAL"): "B"}.get(function_name(piece), "?")
    if piece.kind == "space":
        return ""
    if piece.text in ("+", ",", ")"):
        return piece.text
    return "N" if piece.text in ("9", "109") else "?"


def is_subtotal(formula: str) -> bool:
    """Whether SUBTOTAL is called in it: another SUBTOTAL over this cell leaves it out, as Excel does."""
    return "(" in formula and any(call.name == "SUBTOTAL" for call in calls(formula))


def ignores_hidden_rows(formula: str) -> bool:
    """Whether a total leaves hidden rows out: `SUBTOTAL(109,…)`."""
    if "(" not in formula:
        return False
    for call in calls(formula):
        place, numbers = _WITHOUT_HIDDEN.get(call.name, (0, frozenset()))
        if place < len(call.arguments) and call.arguments[place] in numbers:
            return True
    return False


def core(formula: str) -> str:
    """The formula without what only dresses its result: ROUND, IFERROR, N, a guard giving "".

    `=ROUND(IF(K9=0,"",(J9/K9)/25),0)` -> `=(J9/K9)/25`.
    """
    body = formula.removeprefix("=").strip()
    while True:
        inner = _unwrapped(body)
        if inner == body:
            return "=" + body
        body = inner


def floors_at_zero(formula: str) -> bool:
    """Whether the formula keeps negative results at 0: `=MAX(0,D9-E9)`."""
    call = sole_call(core(formula).removeprefix("="))
    return call is not None and call.name == "MAX" and len(call.arguments) == 2 and "0" in call.arguments


def _unwrapped(body: str) -> str:
    if body.startswith("+"):
        return body[1:].strip()
    call = sole_call(body)
    if call is None or call.prefix:
        return body
    name, arguments = call.name, call.arguments
    if (name, len(arguments)) in {("", 1), ("ROUND", 2), ("IFERROR", 2), ("N", 1)}:
        return arguments[0]
    if name == "IF" and len(arguments) == 3 and '""' in arguments[1:]:
        return arguments[2] if arguments[1] == '""' else arguments[1]
    return body
