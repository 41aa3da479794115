"""A column's expression as the formula of one row, written so that it never shows an Excel error.

A zero divisor leaves the cell empty: `12=(10/11)/25` becomes `=IF(K9=0,"",(J9/K9)/25)`. "Empty" is the text `""`,
and arithmetic on a text is `#VALUE!`, so a column calculated from one that may be empty asks first and stays empty
too: `13=12*100` becomes `=IF(L9="","",L9*100)`. `N(L9)` would be shorter, but it would turn "cannot be said" into 0.
What only one branch of an `if` needs is asked only where that branch is taken.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Never

from xl_addin.notation import ColumnRef, Expression, columns_of, evaluate, to_excel, walk
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnTotal,
    Constant,
    FunctionCall,
    Negation,
    Parameter,
    row_columns_of,
)

_NEVER = "FALSE"
_Tests = dict[int, list[str]]
"""Conditions under which there is no value, by level: one is asked only after those below it have been ruled out."""


def column_formula(
    expression: Expression,
    cell: Callable[[ColumnRef], str],
    parameter: Callable[[str], str] | None = None,
    *,
    whole: Callable[[ColumnRef], Sequence[str]] | None = None,
    floor: int | None = None,
    may_be_empty: Collection[ColumnRef] = (),
) -> str:
    """The formula with its leading `=`: what the expression says, guarded, and not below `floor`.

    `cell` and `parameter` give the address of a column's cell in the row and of a parameter's cell, `whole` the areas
    of a column in all units' rows. `may_be_empty` are the columns that can hold `""` (see
    `columns_that_may_be_empty`). KeyError for a parameter or a whole column that has no address.
    """
    write, areas = parameter or _no_parameter, whole or _no_areas

    def excel(part: Expression) -> str:
        return to_excel(part, cell, write, areas)

    formula = excel(expression)
    if floor is not None:
        formula = f"MAX({floor},{formula})"
    tests = _Guards(excel, may_be_empty).of(expression)
    for level in sorted(tests, reverse=True):
        formula = f'IF({_any_of(tests[level])},"",{formula})'
    return "=" + formula


class _Guards:
    """When an expression has no value, as conditions of an Excel formula."""

    def __init__(self, excel: Callable[[Expression], str], may_be_empty: Collection[ColumnRef]) -> None:
        self._excel, self._may_be_empty = excel, may_be_empty

    def of(self, node: Expression, known: frozenset[str] = frozenset()) -> _Tests:
        """The tests of an expression, without those whose outcome is `known` to be false."""
        match node:
            case ColumnRef():
                return {0: [f'{self._excel(node)}=""']} if node in self._may_be_empty else {}
            case ColumnRank(column=column):
                return {0: [f"NOT(ISNUMBER({self._excel(column)}))"]}
            case Negation(operand=operand):
                return self.of(operand, known)
            case BinaryOperation(operator=operator, left=left, right=right):
                tests = _joined(self.of(left, known), self.of(right, known))
                if operator == "/" and _may_be_zero(right):
                    test = f"{self._excel(right)}=0"
                    if test not in known:
                        level = max((*(level + 1 for level in self._levels_before(right)), 0))
                        tests = _joined(tests, {level: [test]})
                return tests
            case FunctionCall(name="IF", arguments=(condition, then, otherwise)):
                return self._of_branches(condition, then, otherwise, known)
            case FunctionCall(arguments=arguments):
                return _joined(*(self.of(argument, known) for argument in arguments))
            case _:
                return {}

    def _levels_before(self, divisor: Expression) -> Iterator[int]:
        """The levels of the tests that must be ruled out before a divisor can be compared with zero."""
        # "" = 0 is no error, it is false.
        return iter(() if isinstance(divisor, ColumnRef) else self.of(divisor))

    def _of_branches(
        self, condition: Expression, then: Expression, otherwise: Expression, known: frozenset[str]
    ) -> _Tests:
        asked = self.of(condition, known)
        branches = (
            self.of(then, known | {f"{each}=0" for each in self._not_zero(condition)}),
            self.of(otherwise, known | {f"{each}=0" for each in self._zero_if_true(condition)}),
        )
        after = max((level + 1 for level in asked), default=0)
        question = self._excel(condition)
        for level in sorted({level for tests in branches for level in tests}):
            first, second = (tests.get(level, [_NEVER]) for tests in branches)
            test = _any_of(first) if first == second else f"IF({question},{_any_of(first)},{_any_of(second)})"
            asked = _joined(asked, {after + level: [test]})
        return asked

    def _not_zero(self, condition: Expression) -> Iterator[str]:
        """What is certainly not 0 where a condition holds."""
        match condition:
            case FunctionCall(name="AND", arguments=arguments):
                for argument in arguments:
                    yield from self._not_zero(argument)
            case BinaryOperation(operator=">" | "<>", left=left, right=Constant(value=value)) if value == 0:
                yield self._excel(left)

    def _zero_if_true(self, condition: Expression) -> Iterator[str]:
        """What is certainly not 0 where a condition does not hold."""
        match condition:
            case FunctionCall(name="OR", arguments=arguments):
                for argument in arguments:
                    yield from self._zero_if_true(argument)
            case BinaryOperation(operator="=" | "<=", left=left, right=Constant(value=value)) if value == 0:
                yield self._excel(left)


def _joined(*several: _Tests) -> _Tests:
    found: _Tests = {}
    for tests in several:
        for level, conditions in tests.items():
            found.setdefault(level, []).extend(conditions)
    return found


def _any_of(conditions: Sequence[str]) -> str:
    different = list(dict.fromkeys(conditions))
    return different[0] if len(different) == 1 else f"OR({','.join(different)})"


def risky_divisors(expression: Expression) -> Iterator[Expression]:
    """The divisors that can be zero: all but constants other than zero."""
    for node in walk(expression):
        if isinstance(node, BinaryOperation) and node.operator == "/" and _may_be_zero(node.right):
            yield node.right


def columns_that_may_be_empty(
    expressions: Mapping[ColumnRef, Expression], others: Collection[ColumnRef] = ()
) -> frozenset[ColumnRef]:
    """The columns whose formula can leave `""`: they divide by what can be zero, rank, or read one that may be empty.

    `others` are columns that may be empty by themselves, such as those of other tables; they belong to the result.
    """
    found = {column for column, expression in expressions.items() if _may_have_no_value(expression)} | set(others)
    grown = True
    while grown:
        more = {
            column
            for column, expression in expressions.items()
            if column not in found and not found.isdisjoint(row_columns_of(expression))
        }
        found |= more
        grown = bool(more)
    return frozenset(found)


def _may_have_no_value(expression: Expression) -> bool:
    return any(risky_divisors(expression)) or any(isinstance(node, ColumnRank) for node in walk(expression))


def _may_be_zero(divisor: Expression) -> bool:
    if columns_of(divisor) or any(isinstance(node, Parameter | ColumnTotal) for node in walk(divisor)):
        return True
    try:
        return evaluate(divisor, _no_column) == 0
    except ZeroDivisionError:
        return True


def _no_parameter(name: str) -> str:
    raise KeyError(name)


def _no_areas(column: ColumnRef) -> Never:
    raise KeyError(column)


def _no_column(column: ColumnRef) -> Never:
    raise KeyError(column)
