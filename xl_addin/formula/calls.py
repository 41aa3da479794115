"""The calls of functions in a formula, with their arguments as written."""

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.reference import pieces
from xl_addin.formula.tokens import Token

# What a file writes before functions that are younger than the format, or not of Excel.
_PREFIXES = ("_XLFN.", "_XLWS.", "_XLUDF.")
_OPENING = frozenset({"function", "open", "open_array"})
_CLOSING = frozenset({"close", "close_array"})


class Call(NamedTuple):
    """A call, or a pair of parentheses without a name: what is written from `start` to `end`.

    `name` is in capitals, without the prefixes of a file and the workbook it is in (`prefix`, with its `!`).
    """

    name: str
    prefix: str
    start: int
    end: int
    arguments: tuple[str, ...]


def function_name(token: Token) -> tuple[str, str]:
    """What stands before the name of the function that a token opens, and the name in capitals: `[1]!`, `CT_PHANBO`."""
    prefix, mark, name = token.text.rpartition("!")
    name = name.rstrip("( \t\r\n").upper()
    while name.startswith(_PREFIXES):
        name = name.partition(".")[2]
    return prefix + mark, name


def functions_in(formula: str) -> Iterator[tuple[str, str]]:
    """Of every call in a formula, in order, what stands before the function's name, and its name in capitals."""
    return (function_name(piece) for piece in pieces(formula) if isinstance(piece, Token) and piece.kind == "function")


def calls(formula: str) -> Iterator[Call]:
    """Every call and every pair of parentheses that is closed, inner ones first."""
    opened: list[tuple[Token, list[int]]] = []
    for piece in pieces(formula):
        if not isinstance(piece, Token):
            continue
        if piece.kind in _OPENING:
            opened.append((piece, [piece.end]))
        elif piece.kind == "separator" and opened:
            opened[-1][1].append(piece.end)
        elif piece.kind in _CLOSING and opened:
            token, starts = opened.pop()
            if token.kind == "open_array":
                continue
            ends = [start - 1 for start in starts[1:]] + [piece.start]
            written = tuple(formula[start:end].strip() for start, end in zip(starts, ends, strict=True))
            prefix, name = function_name(token) if token.kind == "function" else ("", "")
            yield Call(name, prefix, token.start, piece.end, () if written == ("",) else written)


def sole_call(text: str) -> Call | None:
    """The call, or the parentheses, that are the whole text; None for anything else."""
    return next((call for call in calls(text) if (call.start, call.end) == (0, len(text))), None)


def call_at(formula: str, start: int) -> Call | None:
    """The call that begins there; None where it is not closed."""
    return next((call for call in calls(formula) if call.start == start), None)
