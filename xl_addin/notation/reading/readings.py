"""Which bare numbers of a notation are columns, given the columns its table has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    walk,
)

ReferenceMark = Literal["brackets", "words"]
"""How a notation says which numbers are columns: `(4)-(5)`, or `Cột 4 - Cột 5`."""
_Role = Literal["term", "first factor", "later factor"]
_HUNDREDS = re.compile(r"100+")
_MOST_TRIED = 8


@dataclass(frozen=True)
class BareNumber(ColumnRef):
    """A number that may be a column or a constant; `in_brackets` for one written `(0,8)`."""

    value: Fraction = Fraction(0)
    in_brackets: bool = False


def all_readings(
    written: Expression, labels: Sequence[str], target: str | None, marks: frozenset[ReferenceMark]
) -> tuple[Expression, ...]:
    """The readings of a notation: one, or two where a number may be a column as well as a constant.

    Marked columns, `(4)-(5)` or `Cột 4`, make bare numbers constants; after `Cột` only where they multiply
    or divide. Without marks a number is a column if the table has it; if not, a whole number is a constant
    where it multiplies or divides or is 100, 1000, … (`4=1/3*100-100`), else an unknown column. A number is
    ambiguous if it labels a column, multiplies or divides what stands before it, and either labels a column
    after the target or is 100, 1000, …: then the first reading takes it as a column and the second as a constant.
    """
    order = {label: place for place, label in reversed(list(enumerate(labels)))}
    place_of_target = order.get(target, len(order)) if target is not None else len(order)
    ambiguous = False

    def decided(number: BareNumber, role: _Role, doubtful_as_constants: bool) -> Expression:
        nonlocal ambiguous
        column, constant = ColumnRef(number.label), Constant(number.value)
        whole, hundred = number.label.isdigit(), _HUNDREDS.fullmatch(number.label) is not None
        if marks and not number.in_brackets:
            return column if whole and role == "term" and not hundred and "brackets" not in marks else constant
        if number.label not in order:
            return column if whole and role == "term" and not hundred else constant
        doubtful = order[number.label] > place_of_target or hundred
        if role == "later factor" and whole and doubtful:
            ambiguous = True
            return constant if doubtful_as_constants else column
        return column

    def read(node: Expression, role: _Role, doubtful_as_constants: bool) -> Expression:
        match node:
            case BareNumber():
                return decided(node, role, doubtful_as_constants)
            case BinaryOperation(operator="*" | "/", left=left, right=right):
                first: _Role = "first factor" if role == "term" else role
                return replace(
                    node,
                    left=read(left, first, doubtful_as_constants),
                    right=read(right, "later factor", doubtful_as_constants),
                )
            case BinaryOperation(left=left, right=right):
                return replace(
                    node,
                    left=read(left, "term", doubtful_as_constants),
                    right=read(right, "term", doubtful_as_constants),
                )
            case Negation(operand=operand):
                return replace(node, operand=read(operand, role, doubtful_as_constants))
            case FunctionCall(arguments=arguments):
                return replace(node, arguments=tuple(read(item, "term", doubtful_as_constants) for item in arguments))
            case _:
                return node

    as_columns = read(written, "term", False)
    return (as_columns, read(written, "term", True)) if ambiguous else (as_columns,)


def with_a_constant(
    written: Expression, labels: Sequence[str], target: str | None, marks: frozenset[ReferenceMark]
) -> tuple[Expression, ...]:
    """The first reading of a notation without marks, once for each of its whole numbers taken as a constant."""
    if marks:
        return ()
    numbers = [
        node for node in walk(written) if isinstance(node, BareNumber) and node.label.isdigit() and node.label in labels
    ]
    return tuple(
        all_readings(_replaced(written, number, Constant(number.value)), labels, target, marks)[0]
        for number in numbers[:_MOST_TRIED]
        if len(numbers) > 1
    )


def reading_of_form(written: Expression, form: Expression) -> Expression | None:
    """What is written, read as another expression with any figures where that has named constants; None if it is not.

    `9=5-7-25` read as `5-7-{days}` subtracts 25, whatever columns the table has.
    """
    match form, written:
        case Constant(name=str(name)), BareNumber(value=value):
            return Constant(value, name=name)
        case Constant(name=str(name)), Constant():
            return replace(written, name=name)
        case Constant(name=str()), Negation(operand=BareNumber() | Constant() as figure):
            read = reading_of_form(figure, form)
            return replace(read, value=-read.value) if isinstance(read, Constant) else None
        case Constant(value=value), BareNumber():
            return form if written.value == value else None
        case ColumnRef(label=label, table=None), ColumnRef():
            return form if written.label == label else None
        case Negation(), Negation():
            inside = reading_of_form(written.operand, form.operand)
            return None if inside is None else replace(written, operand=inside)
        case BinaryOperation(), BinaryOperation() if form.operator == written.operator:
            left, right = reading_of_form(written.left, form.left), reading_of_form(written.right, form.right)
            return None if left is None or right is None else replace(written, left=left, right=right)
        case FunctionCall(), FunctionCall() if form.name == written.name:
            if len(form.arguments) != len(written.arguments):
                return None
            read_arguments = tuple(map(reading_of_form, written.arguments, form.arguments))
            known = tuple(argument for argument in read_arguments if argument is not None)
            return replace(written, arguments=known) if len(known) == len(read_arguments) else None
        case _:
            return form if form == written else None


def _replaced(node: Expression, number: BareNumber, constant: Constant) -> Expression:
    match node:
        case BareNumber():
            return constant if node is number else node  # one place, though `4/4` has the number twice
        case BinaryOperation(left=left, right=right):
            return replace(node, left=_replaced(left, number, constant), right=_replaced(right, number, constant))
        case Negation(operand=operand):
            return replace(node, operand=_replaced(operand, number, constant))
        case FunctionCall(arguments=arguments):
            return replace(node, arguments=tuple(_replaced(item, number, constant) for item in arguments))
        case _:
            return node
