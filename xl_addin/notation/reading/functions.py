"""The functions of a spec's formula: how each is written, what it takes, what it gives, what Excel gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xl_addin.language import Text
from xl_addin.notation.expression import FunctionName


@dataclass(frozen=True)
class SpecFunction:
    """One function: as a spec writes it, its name in an expression, how many arguments it takes, and for documents.

    `operation` is None where the function takes a whole column; `most` is None where there may be any number of
    arguments. `excel` is what the example becomes in row 9 of a table whose units stand in rows 9 to 19.
    """

    written: str
    operation: FunctionName | None
    least: int
    most: int | None
    usage: str
    meaning: Text
    example: str
    excel: str

    @property
    def takes_a_column(self) -> bool:
        """Whether it is calculated over a column's cells of all units."""
        return self.operation is None


FUNCTIONS = (
    SpecFunction(
        "min", "MIN", 1, None, "min(a, b, …)",
        Text("Số nhỏ nhất trong các số.", "The smallest of the figures."),
        "min({7}, level_2_cap)", "MIN(G9,'Tham số'!$C$5)",
    ),
    SpecFunction(
        "max", "MAX", 1, None, "max(a, b, …)",
        Text("Số lớn nhất trong các số.", "The largest of the figures."),
        "max(0, {4} - {5})", "MAX(0,D9-E9)",
    ),
    SpecFunction(
        "sum", "SUM", 1, None, "sum(a, b, …)",
        Text(
            "Tổng các số trong một dòng; tổng của cả cột là `total`.",
            "The sum of figures of one row; the sum of a column is `total`.",
        ),
        "sum({4}, {5}, {6})", "SUM(D9:F9)",
    ),
    SpecFunction(
        "round", "ROUND", 1, 2, "round(a, n)",
        Text(
            "Làm tròn đến n chữ số lẻ (không ghi n: số nguyên); phần lẻ một nửa làm tròn ra xa số 0.",
            "Rounds to n decimals (whole numbers without n); a half goes away from zero.",
        ),
        "round(20% * {3}, 0)", "ROUND(20%*C9,0)",
    ),
    SpecFunction(
        "roundup", "ROUNDUP", 1, 2, "roundup(a, n)",
        Text(
            "Làm tròn ra xa số 0, đến n chữ số lẻ (không ghi n: số nguyên).",
            "Rounds away from zero, to n decimals (whole numbers without n).",
        ),
        "roundup({3} / 7)", "ROUNDUP(ROUND(C9/7,9),0)",
    ),
    SpecFunction(
        "rounddown", "ROUNDDOWN", 1, 2, "rounddown(a, n)",
        Text(
            "Bỏ phần lẻ sau n chữ số lẻ (không ghi n: số nguyên).",
            "Cuts off after n decimals (whole numbers without n).",
        ),
        "rounddown({3} / 7)", "ROUNDDOWN(ROUND(C9/7,9),0)",
    ),
    SpecFunction(
        "ceil", "CEILING", 1, 1, "ceil(a)",
        Text("Số nguyên nhỏ nhất không dưới a.", "The smallest whole number not below a."),
        "ceil({3} / 7)", "CEILING(ROUND(C9/7,9),1)",
    ),
    SpecFunction(
        "floor", "FLOOR", 1, 1, "floor(a)",
        Text("Số nguyên lớn nhất không quá a.", "The largest whole number not above a."),
        "floor({3} / 7)", "FLOOR(ROUND(C9/7,9),1)",
    ),
    SpecFunction(
        "if", "IF", 3, 3, "if(c, a, b)",
        Text(
            "a nếu điều kiện c đúng, b nếu sai; điều kiện so sánh bằng < <= > >= = <>, nối bằng and, or, not.",
            "a where the condition c holds, else b; conditions compare by < <= > >= = <>, joined by and, or, not.",
        ),
        "if({7} < 50% * {5}, 15%, 10%) * {5}", "IF(G9<50%*E9,15%,10%)*E9",
    ),
    SpecFunction(
        "and", "AND", 2, None, "and(c, d, …)",
        Text("Các điều kiện đều đúng; cũng viết `c and d`.", "All conditions hold; also written `c and d`."),
        "if({4} > 0 and {5} > 0, {4} / {5}, 0)", "IF(AND(D9>0,E9>0),D9/E9,0)",
    ),
    SpecFunction(
        "or", "OR", 2, None, "or(c, d, …)",
        Text("Có điều kiện đúng; cũng viết `c or d`.", "One of the conditions holds; also written `c or d`."),
        "if({4} = 0 or {5} = 0, 0, 1)", "IF(OR(D9=0,E9=0),0,1)",
    ),
    SpecFunction(
        "not", "NOT", 1, 1, "not(c)",
        Text("Điều kiện không đúng; cũng viết `not c`.", "The condition does not hold; also written `not c`."),
        "if(not {4} > {5}, {4}, {5})", "IF(NOT(D9>E9),D9,E9)",
    ),
    SpecFunction(
        "total", None, 1, 1, "total({n})",
        Text(
            "Tổng của cả cột ở các dòng đơn vị, không kể dòng tổng cộng và dòng cộng nhóm.",
            "The sum of a column over the units' rows, without totals and sub-totals.",
        ),
        "{3} / total({3})", 'IF(SUM($C$9:$C$19)=0,"",C9/SUM($C$9:$C$19))',
    ),
    SpecFunction(
        "rank", None, 1, 1, "rank({n})",
        Text(
            "Thứ hạng của dòng theo cột đó trong các đơn vị, 1 là lớn nhất; cột ghi `ties: dense` thì hạng liền nhau.",
            "The row's place by that column among the units, 1 for the largest; with the column's `ties: dense` no "
            "place is left out.",
        ),
        "rank({9})", 'IF(NOT(ISNUMBER(I9)),"",RANK(I9,$I$9:$I$19))',
    ),
)  # fmt: skip

BY_NAME: Mapping[str, SpecFunction] = MappingProxyType({one.written: one for one in FUNCTIONS})
"""The functions by the name a spec writes, in lower case."""
WRITTEN: Mapping[FunctionName, str] = MappingProxyType(
    {one.operation: one.written for one in FUNCTIONS if one.operation is not None}
)
"""How a spec writes each operation of an expression."""
