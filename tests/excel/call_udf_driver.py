"""Run in a process of its own: every documented example through xlwings' `call_udf`, arguments as Excel hands them.

Prints JSON: for each example its call and what VBA gets (see pywin32_stand_in).
"""

import json
from datetime import date
from decimal import Decimal

import pywin32_stand_in

pywin32_stand_in.install()

import pywintypes  # noqa: E402

from xl_addin.excel.wrappers import ERROR_NUMBERS, FIRST_ERROR, LEFT_OUT  # noqa: E402
from xl_addin.functions.registry import user_functions  # noqa: E402
from xl_addin.workbook.model.book import CellError  # noqa: E402

MODULE = "xl_addin.excel.wrappers"


def as_excel_hands_over(value):
    if isinstance(value, tuple):
        return tuple(tuple(map(as_excel_hands_over, row)) for row in value)
    if isinstance(value, CellError):
        return FIRST_ERROR + ERROR_NUMBERS[value.code]
    if isinstance(value, date):
        return pywintypes.TimeType(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


answers = []
for function in user_functions():
    for example in function.examples:
        given = [as_excel_hands_over(value) for value in example.arguments()]
        given = [LEFT_OUT if value is None else value for value in given]
        given += [LEFT_OUT] * (len(function.arguments) - len(given))
        answers.append([example.call, pywin32_stand_in.call_udf(MODULE, function.name, tuple(given))])
PARTS = {
    "error cell": ((-2146826281,), (1.0,)),
    "error of a newer Excel (#SPILL!)": ((-2146826243,), (1.0,)),
    "currency, number as text, empty cell": ((Decimal("1000"), "2.000", None),),
    "array in the formula": (1.0, 2.0),
    "words": (("chưa có",), (1.0,)),
    "one cell": 7.0,
}
for what, parts in PARTS.items():
    answers.append([what, pywin32_stand_in.call_udf(MODULE, "CT_PHANBO", (100.0, parts, *[LEFT_OUT] * 4))])
print(json.dumps(answers))
