"""Formulas of a spec, with errors as the officer reads them."""

from xl_addin.language import Text
from xl_addin.notation import Expression, FunctionCall, NotationError, parse_formula, to_excel, walk
from xl_addin.spec.error import SpecError

_SUM_OF_ONE = Text(
    "`{formula}`: trong mỗi dòng, sum({column}) chỉ cộng một số; tổng của cả cột viết total({column}), tổng các số "
    "trong dòng viết sum({{3}}, {{4}})",
    "`{formula}`: in a row sum({column}) adds one figure only; write total({column}) for the total of the column, "
    "sum({{3}}, {{4}}) for the figures of a row",
)
_ONLY_ONE = Text(
    "`{formula}`: hàm {function} chỉ có một giá trị, vì trong mỗi dòng một cột là một số; hãy ghi từ hai giá trị, như "
    "{function}({{3}}, {{4}})",
    "`{formula}`: {function} has one value only, for in a row a column is one figure; give it two or more, as in "
    "{function}({{3}}, {{4}})",
)


def parse_readable(text: str) -> Expression:
    """Parse a spec formula; SpecError with the position where it cannot be read."""
    try:
        return parse_formula(text)
    except NotationError as error:
        place = Text("{error} (ký tự thứ {position} của `{formula}`)", "{error} (character {position} of `{formula}`)")
        raise SpecError(place.with_values(error=error.text, position=error.position + 1, formula=text)) from error


def parse_row_formula(text: str) -> Expression:
    """Parse what is calculated in every row; SpecError for what `parse_readable` refuses, or a sum of one value.

    `{3}/sum({3})` looks like a share of the total, but in a row column 3 is one figure: it would be 1 everywhere.
    `{3}/total({3})` is that share.
    """
    expression = parse_readable(text)
    for node in walk(expression):
        if not isinstance(node, FunctionCall) or len(node.arguments) > 1:
            continue
        if node.name == "SUM":
            raise SpecError(_SUM_OF_ONE.with_values(formula=text, column=_in_formula(node.arguments[0])))
        if node.name in ("MIN", "MAX"):
            raise SpecError(_ONLY_ONE.with_values(formula=text, function=node.name.casefold()))
    return expression


def _in_formula(expression: Expression) -> str:
    """An expression with its columns in braces, `{3}`, as a spec writes them."""
    return to_excel(expression, lambda ref: f"{{{ref.label}}}" if ref.table is None else f"{{{ref.table}.{ref.label}}}")
