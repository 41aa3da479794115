"""What a reference means where it is not one area: more arguments of its function, a sum of every so many rows, or 0.

Which functions take any number of references, a list of areas in parentheses, or one range only is said by
ECMA-376 part 1, 18.17.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, repeat

from xl_addin.formula.calls import function_name
from xl_addin.formula.excel_limits import LONGEST_FORMULA, MOST_ARGUMENTS
from xl_addin.formula.reference import Reference
from xl_addin.formula.tokens import Token
from xl_addin.language import Text
from xl_addin.template.plan.gathered import Gathered, NothingMeant, ReferenceFault

_TAKE_MANY = dict.fromkeys(
    ("SUM", "COUNT", "COUNTA", "AVERAGE", "AVERAGEA", "MIN", "MINA", "MAX", "MAXA", "PRODUCT", "SUMSQ", "DEVSQ",
     "AVEDEV", "MEDIAN", "MODE", "MODE.SNGL", "GEOMEAN", "HARMEAN", "STDEV", "STDEV.S", "STDEV.P", "STDEVA", "STDEVP",
     "STDEVPA", "VAR", "VAR.S", "VAR.P", "VARA", "VARP", "VARPA", "KURT", "SKEW", "GCD", "LCM", "MULTINOMIAL", "AND",
     "OR", "XOR", "CONCAT"),
    0,
) | {"SUBTOTAL": 1, "AGGREGATE": 2, "NPV": 1}  # fmt: skip
"""Functions of many references, with the place of the first that can be one of many."""
_TAKE_LIST = {"RANK": 1, "RANK.EQ": 1, "RANK.AVG": 1, "LARGE": 0, "SMALL": 0, "AREAS": 0}
"""Functions of which one argument, at this place, can be several areas in parentheses."""
_ADD_UP = {
    "SUMIF": (0, 2), "SUMIFS": (0, *range(1, 255, 2)), "COUNTIF": (0,), "COUNTIFS": tuple(range(0, 255, 2)),
    "COUNTBLANK": (0,),
}  # fmt: skip
"""Functions whose value over several areas is the sum of theirs, with the places of their ranges, all of one shape."""
_TAKE_SHEETS = {"AVERAGE", "AVERAGEA", "COUNT", "COUNTA", "HARMEAN", "KURT", "MAX", "MAXA", "MEDIAN", "MIN", "MINA",
                "PRODUCT", "SKEW", "STDEV", "STDEV.P", "STDEV.S", "STDEVA", "STDEVP", "STDEVPA", "SUM", "VAR", "VAR.P",
                "VAR.S", "VARA", "VARP", "VARPA"}  # fmt: skip
"""Functions that take a reference across sheets, by Microsoft's page on references to the same range on several."""
_OF_THEMSELVES = frozenset({"SUM", "MIN", "MAX", "PRODUCT", "GCD", "LCM"})
"""Functions whose value is the same when they are applied to some of their arguments first."""
_ZERO_OF_NOTHING = frozenset({"SUM", "AVERAGE", "MIN", "MAX", "PRODUCT", "SUMSQ", "MEDIAN"})
"""Functions that stay, with 0 instead of the cells that are not there."""
_NOTHING_TO_COUNT = (frozenset(_TAKE_MANY) - {"AND", "OR", "XOR", "CONCAT"}) | {
    "SUMIF", "SUMIFS", "SUMPRODUCT", "COUNTIF", "COUNTIFS", "COUNTBLANK", "AVERAGEIF", "AVERAGEIFS", "ROWS", "COLUMNS",
    "AREAS",
}  # fmt: skip
"""Functions that are 0 where there are no cells."""
_NOTHING_TO_FIND = frozenset({
    "VLOOKUP", "HLOOKUP", "LOOKUP", "MATCH", "INDEX", "RANK", "RANK.EQ", "RANK.AVG", "LARGE", "SMALL",
    "PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "QUARTILE", "QUARTILE.INC", "QUARTILE.EXC", "PERCENTRANK",
    "PERCENTRANK.INC", "PERCENTRANK.EXC", "XLOOKUP", "XMATCH",
})  # fmt: skip
"""Functions that find nothing where there are no cells."""


@dataclass
class _Argument:
    """An argument while it is read: its text so far, and what in it stands for any number of areas."""

    text: str = ""
    found: Gathered | None = None
    """What it consists of, where it is nothing else."""
    without: Gathered | None = None
    """What in it has no cells, or cannot stand in a calculation."""


def gathered(whole: Sequence[Token | Reference], placed: Sequence[str | Gathered], *, union: bool) -> str:
    """A formula from its pieces and what they have become; ReferenceFault where one of them cannot stand there.

    `union` tells whether the formula as a whole can be several areas.
    """
    opened: list[tuple[str, str, list[_Argument]]] = [("", "", [_Argument()])]
    in_array = False
    for piece, text in zip(whole, placed, strict=True):
        arguments = opened[-1][2]
        if isinstance(text, Gathered):
            _add(arguments[-1], text)
        elif isinstance(piece, Token) and piece.kind in ("function", "open"):
            name = function_name(piece)[1] if piece.kind == "function" else ""
            opened.append((name, text, [_Argument()]))
        elif isinstance(piece, Token) and text == "," and (union or len(opened) > 1) and not in_array:
            arguments.append(_Argument())
        elif isinstance(piece, Token) and piece.kind == "close" and len(opened) > 1:
            name, opening, _ = opened.pop()
            _put(opened[-1][2][-1], name, opening, arguments, text)
        else:
            in_array = isinstance(piece, Token) and (piece.kind == "open_array" or (in_array and text != "}"))
            _continue(arguments[-1], text)
    text = _top(opened[0][2], union=union)
    if len(text) > LONGEST_FORMULA:
        raise ReferenceFault(_too_long())
    return text


def _add(argument: _Argument, found: Gathered) -> None:
    if argument.text.strip() or argument.found or argument.without:
        _mix(argument)
        argument.without = argument.without or found
    else:
        argument.found = found


def _nothing_in(argument: _Argument) -> Gathered | None:
    """What of an argument has no cells, where that leaves the argument without items.

    `B2:B2*2` has none then. `B2*2+B4` has one, whose value cannot be told without B2.
    """
    found = argument.found or argument.without
    if found is None or found.count or (found.is_cell and argument.found is None):
        return None
    return found


def _continue(argument: _Argument, text: str) -> None:
    """Add what is no reference of several areas; spaces change nothing."""
    if text.strip():
        _mix(argument)
    argument.text += text


def _mix(argument: _Argument) -> None:
    if argument.found is not None:
        argument.without, argument.found = argument.found, None


def _put(into: _Argument, name: str, opening: str, arguments: list[_Argument], closing: str) -> None:
    """Close a call, or parentheses, with these arguments."""
    if not name and len(arguments) == 1 and arguments[0].found and opening == "(":
        # `SUM((B2:B2))` is `SUM(B2:B2)`.
        _add(into, arguments[0].found)
        return
    gone = next((found for each in arguments if (found := _nothing_in(each))), None)
    if name in _TAKE_MANY:
        texts = _many(name, arguments)
        if not texts and name not in _NOTHING_TO_COUNT:
            _refuse(gone)
        _continue(into, _call(name, opening, texts, closing) if texts else _of_nothing(name, opening, closing))
    elif gone is not None and not gone.is_cell and name in _NOTHING_TO_COUNT | _NOTHING_TO_FIND:
        _continue(into, _of_nothing(name, opening, closing))
    elif name in _ADD_UP and (parts := _part_by_part(arguments, _ADD_UP[name])):
        _continue(into, f"({'+'.join(opening + ','.join(part) + closing for part in parts)})")
    else:
        for at, argument in enumerate(arguments):
            if argument.found and argument.found.count and _TAKE_LIST.get(name) == at and argument.found.sheets == 1:
                argument.text, argument.found = f"({','.join(argument.found.areas())})", None
            elif argument.found and argument.found.count:
                _refuse(argument.found, name)
        _continue(into, opening + ",".join(each.text for each in arguments) + closing)
        for argument in arguments:
            into.without = into.without or argument.found or argument.without


def _many(name: str, arguments: list[_Argument]) -> list[str]:
    """The arguments of a function that takes many references, those without cells left out; empty if all are."""
    first = _TAKE_MANY[name]
    texts: list[str] = []
    left_out = False
    for at, argument in enumerate(arguments):
        found = argument.found or argument.without
        if found is None:
            texts.append(argument.text)
        elif at >= first and _nothing_in(argument):
            left_out = True
        elif at < first or argument.found is None:
            _refuse(found)
        elif found.across and name in _TAKE_SHEETS and _is_much(name, found):
            texts.append(found.across)
        else:
            texts += found.summed() if name == "SUM" and found.count > MOST_ARGUMENTS else found.areas()
    return [] if left_out and len(texts) <= first else texts


def _is_much(name: str, found: Gathered) -> bool:
    """Whether areas are too many to be written one by one, which every program reads whatever its sheets are called."""
    areas = found.areas()
    return (found.count > MOST_ARGUMENTS and name not in _OF_THEMSELVES) or sum(map(len, areas)) > LONGEST_FORMULA // 2


def _part_by_part(arguments: list[_Argument], ranges: tuple[int, ...]) -> list[list[str]]:
    """The arguments once for each area; empty where that is no sum: of areas of different shapes, or too many."""
    found = [argument.found for argument in arguments if argument.found]
    in_place = all((argument.found is not None) == (at in ranges) for at, argument in enumerate(arguments))
    if not found or not in_place or any(argument.without for argument in arguments) or found[0].count > MOST_ARGUMENTS:
        return []
    if len({each.shapes() for each in found}) > 1:
        return []
    columns = [argument.found.areas() if argument.found else repeat(argument.text) for argument in arguments]
    return [list(part) for part in islice(zip(*columns, strict=False), found[0].count)]


def _call(name: str, opening: str, arguments: list[str], closing: str) -> str:
    if len(arguments) > MOST_ARGUMENTS and name not in _OF_THEMSELVES:
        raise ReferenceFault(_too_many(name, len(arguments)))
    while len(arguments) > MOST_ARGUMENTS:
        starts = range(0, len(arguments), MOST_ARGUMENTS)
        arguments = [opening + ",".join(arguments[at : at + MOST_ARGUMENTS]) + closing for at in starts]
    return opening + ",".join(arguments) + closing


def _of_nothing(name: str, opening: str, closing: str) -> str:
    if name in _NOTHING_TO_FIND:
        return "#N/A"
    return f"{opening}0{closing}" if name in _ZERO_OF_NOTHING else "0"


def _top(arguments: list[_Argument], *, union: bool) -> str:
    """The whole formula: one text, or the areas of a union, those that have no cells left out."""
    texts: list[str] = []
    for argument in arguments:
        found = argument.found
        if found is not None and union:
            texts += found.areas()
        else:
            _refuse(argument.without or found)
            texts.append(argument.text)
    if not texts:
        _refuse(arguments[0].found)
    return ",".join(texts)


def _refuse(found: Gathered | None, function: str = "") -> None:
    """ReferenceFault for what stands where only one area can, or where there is none."""
    if found is not None:
        if not found.count:
            raise NothingMeant(found.alone or _means_nothing(found.bare))
        raise ReferenceFault(found.alone or _needs_one(found, function))


def _needs_one(found: Gathered, function: str) -> Text:
    where = (
        Text(f"{function}() chỉ nhận", f"{function}() takes")
        if function
        else Text("ở đây chỉ đặt được", "here is room for")
    )
    return Text(
        f"{found.bare} thành {found.count} vùng rời nhau trong kết quả mà {where.vi} một vùng; hãy dùng SUM, COUNT, "
        "AVERAGE …, hoặc để dòng cần lấy một mình trong vòng lặp",
        f"{found.bare} becomes {found.count} areas that are apart, and {where.en} one; use SUM, COUNT, AVERAGE …, "
        "or let the row stand alone in its loop",
    )


def _too_many(function: str, count: int) -> Text:
    return Text(
        f"{function}() cần {count} vùng rời nhau, Excel cho tối đa {MOST_ARGUMENTS}; hãy cộng từng nhóm rồi cộng các "
        "tổng nhóm, hoặc để dòng cần lấy một mình trong vòng lặp",
        f"{function}() needs {count} areas that are apart, Excel allows {MOST_ARGUMENTS}; total the groups first, "
        "or let the row stand alone in its loop",
    )


def _too_long() -> Text:
    most = f"{LONGEST_FORMULA:,}"
    return Text(
        f"công thức dài hơn {most.replace(',', '.')} ký tự vì các ô cần lấy nằm rời nhau; hãy cộng từng nhóm trước",
        f"the formula gets longer than {most} characters, because its cells stand apart; total the groups first",
    )


def _means_nothing(reference: str) -> Text:
    return Text(
        f"{reference} chỉ tới dòng không có trong kết quả; hãy đặt công thức trong cùng {{%tr if %}}",
        f"{reference} refers to a row that is not in the result; put the formula into the same {{%tr if %}}",
    )
