"""Formulas of a spec, with errors as the officer reads them."""

from xl_addin.language import Text
from xl_addin.notation import Expression, FunctionCall, NotationError, parse_formula, walk
from xl_addin.spec.error import SpecError


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
    """
    expression = parse_readable(text)
    for node in walk(expression):
        if isinstance(node, FunctionCall) and len(node.arguments) == 1:
            raise SpecError(
                Text(
                    "`{formula}`: hàm {function} chỉ có một giá trị, vì trong mỗi dòng một cột là một số chứ không "
                    "phải tổng của cột; hãy ghi từ hai giá trị, như {function}({{3}}, {{4}})",
                    "`{formula}`: {function} has one value only, for in a row a column is one figure and not the "
                    "column's total; give it two or more, as in {function}({{3}}, {{4}})",
                ).with_values(formula=text, function=node.name.casefold())
            )
    return expression
