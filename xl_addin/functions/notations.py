"""CT_TINHCOT and CT_KIEMHANG: calculate and check by the notation of a column-number row."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from xl_addin.functions.arguments import Cell, CellRows, FunctionError, number, text
from xl_addin.functions.comparison import same_number
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.language import number as written
from xl_addin.notation import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    Notation,
    NotationError,
    Parameter,
    columns_of,
    evaluate,
    exact,
    parse_notation,
    read_number_cell,
    to_text,
    walk,
)
from xl_addin.notation.evaluate import round_half_away
from xl_addin.notation.infix import Operand, infix
from xl_addin.workbook.model.book import CellError

_NOTATION = ArgumentSpec(
    "cong_thuc",
    Text("Công thức cột như ghi ở dòng số cột, ví dụ 7=4-5", "The notation as in the column-number row: 7=4-5"),
    "text",
)
_ROW = ArgumentSpec("hang", Text("Hàng số liệu (một hoặc nhiều hàng)", "The row of figures (one row or more)"), "range")
_NUMBERS = ArgumentSpec(
    "dong_so_cot",
    Text(
        "Dòng số cột của bảng; bỏ trống: các cột của hàng đánh số 1, 2, 3…",
        "The column-number row; left out: the row's columns are numbered 1, 2, 3…",
    ),
    "range",
    (),
)
_SHEET: CellRows = (("1", "2", "3=1-2", "4=2/1*100"), (16384, 3277, 13107, 20), (28211, 13318, 14993, 47.21))


@udf(
    "CT_TINHCOT",
    summary=Text(
        "Tính công thức cột (7=4-5) trên một hàng số liệu. Nhiều hàng: mỗi hàng một kết quả.",
        "Calculates a column's notation (7=4-5) on a row of figures; on several rows, one result for each.",
    ),
    arguments=(_NOTATION, _ROW, _NUMBERS),
    examples=(
        Example('=CT_TINHCOT("3=1-2",A2:D2,A$1:D$1)', 13107, _SHEET),
        Example("=CT_TINHCOT(C1,A2:D3,A1:D1)", down(13107, 14893), _SHEET),
        Example('=CT_TINHCOT("(3)=(1)/(2)*100",A1:B1)', 80, ((4, 5),)),
        Example('=CT_TINHCOT("12=(10/11)/25",A2:L2,A1:L1)', 4, (tuple(range(1, 13)), (*[0] * 9, 500, 5, None))),
    ),
)
def tinh_cot(notation: str, rows: CellRows, numbers: CellRows) -> Returned:
    """What the notation gives in each row; #N/A for a column the table does not have."""
    labels = _labels(rows, numbers)
    try:
        readings = _read(notation).readings(labels)
    except NotationError as error:
        raise FunctionError("#VALUE!") from error
    if len(readings) > 1:
        raise FunctionError("#VALUE!")
    (expression,) = readings
    place = {label: index for index, label in reversed(list(enumerate(labels))) if label}
    if any(column.label not in place for column in columns_of(expression)):
        raise FunctionError("#N/A")
    if len(rows) == 1:
        return _calculated(expression, place, rows[0])
    return tuple((_or_error(expression, place, row),) for row in rows)


@udf(
    "CT_KIEMHANG",
    summary=Text(
        "Kiểm tra một hàng số liệu theo công thức cột: đúng thì để trống, sai thì nêu số đúng. "
        "Nhiều hàng: mỗi hàng một kết quả.",
        "Checks a row of figures against a column's notation: empty if right, else the expected figure. "
        "On several rows, one result for each.",
    ),
    arguments=(_NOTATION, _ROW, _NUMBERS),
    examples=(
        Example('=CT_KIEMHANG("3=1-2",A2:D2,A$1:D$1)', "", _SHEET),
        Example(
            "=CT_KIEMHANG(C1,A2:D3,A1:D1)",
            down("", "Cột 3 ghi 14.993, đúng ra là 14.893 (1-2: 28.211-13.318)"),
            _SHEET,
        ),
        Example("=CT_KIEMHANG(D1,A3:D3,A1:D1)", "", _SHEET),
    ),
)
def kiem_hang(notation: str, rows: CellRows, numbers: CellRows) -> Returned:
    """A message for each row, empty if right."""
    labels = _labels(rows, numbers)
    try:
        read = _read(notation)
    except NotationError as error:
        return error.text.vi
    readings = read.readings(labels)
    place = {label: index for index, label in reversed(list(enumerate(labels))) if label}
    if read.target is None:
        return "Công thức phải có cột kết quả và dấu =, ví dụ 7=4-5"
    if len(readings) > 1:
        return f"Công thức “{notation}” hiểu được hai cách; hãy viết số cột trong ngoặc, ví dụ (5)=(4)/(3)*100"
    (expression,) = readings
    missing = [label for label in (read.target, *_columns(expression)) if label not in place]
    if missing:
        return f"Bảng không có cột {', '.join(dict.fromkeys(missing))}"
    messages = tuple((_verdict(read.target, expression, place, row),) for row in rows)
    return messages[0][0] if len(messages) == 1 else messages


@lru_cache(maxsize=256)
def _read(notation: str) -> Notation:
    return parse_notation(notation)


def _labels(rows: CellRows, numbers: CellRows) -> list[str]:
    """The number of each column of the row; "" for one without a number."""
    if not numbers:
        return [str(column + 1) for column in range(len(rows[0]))]
    if len(numbers) != 1 or len(numbers[0]) != len(rows[0]):
        raise FunctionError("#VALUE!")
    return [_label(cell) for cell in numbers[0]]


# `typed`: TRUE and 1 are different cells.
@lru_cache(maxsize=1024, typed=True)
def _label(cell: Cell) -> str:
    try:
        found = read_number_cell(text(cell))
    except NotationError:
        return ""
    return found[0] if found else ""


@lru_cache(maxsize=256)
def _text(expression: Expression) -> str:
    return to_text(expression)


def _columns(expression: Expression) -> list[str]:
    return [column.label for column in columns_of(expression)]


def _calculated(expression: Expression, place: Mapping[str, int], row: tuple[Cell, ...]) -> Fraction:
    return evaluate(expression, lambda column: number(row[place[column.label]]))


def _or_error(expression: Expression, place: Mapping[str, int], row: tuple[Cell, ...]) -> Fraction | CellError:
    try:
        return _calculated(expression, place, row)
    except FunctionError as error:
        return CellError(error.code)
    except ZeroDivisionError:
        return CellError("#DIV/0!")


def _verdict(target: str, expression: Expression, place: Mapping[str, int], row: tuple[Cell, ...]) -> str:
    operands = _columns(expression)
    if all(row[place[label]] is None for label in (target, *operands)):
        return ""
    for label in (*operands, target):
        cell = row[place[label]]
        if isinstance(cell, CellError):
            return f"Cột {label} báo lỗi {cell.code}"
        if isinstance(cell, str):
            return f"Cột {label} là chữ “{cell[:40]}”, không phải số"
    actual = row[place[target]]
    try:
        expected = _calculated(expression, place, row)
    except ZeroDivisionError:
        return "" if actual is None else f"Cột {target} phải để trống: {target}={_text(expression)} chia cho 0"
    shown = f"đúng ra là {_figure(expected)} ({_text(expression)}: {_with_figures(expression, place, row)})"
    if actual is None:
        return f"Cột {target} còn trống, {shown}"
    if _agrees(number(actual), expression, expected):
        return ""
    return f"Cột {target} ghi {_figure(number(actual))}, {shown}"


def _agrees(actual: Fraction, expression: Expression, expected: Fraction) -> bool:
    """Whether the figure is right; after a product or quotient, also if it is the result rounded as it is written."""
    if same_number(actual, expected):
        return True
    if not any(isinstance(node, BinaryOperation) and node.operator in "*/" for node in walk(expression)):
        return False
    decimals = next(digits for digits in range(16) if digits == 15 or (actual * 10**digits).denominator == 1)
    return round_half_away(expected, decimals) == actual


def _with_figures(expression: Expression, place: Mapping[str, int], row: tuple[Cell, ...]) -> str:
    def leaf(node: Operand) -> str:
        match node:
            case ColumnRef(label=label):
                value = number(row[place[label]])
                return f"({_figure(value)})" if value < 0 else _figure(value)
            case Constant(value=value):
                return _figure(value)
            case Parameter(name=name):
                return name
            case ColumnTotal() | ColumnRank():
                return to_text(node)

    return infix(expression, leaf, lambda node, arguments: "+".join(arguments))


def _figure(value: Fraction) -> str:
    decimals = 0 if value.denominator == 1 else 2 if abs(value) >= 1 else 4
    return written(exact(float(value)) if decimals == 4 else value, "vi", decimals or None)
