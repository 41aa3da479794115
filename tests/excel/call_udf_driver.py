"""Run in a process of its own: every documented example through xlwings' `call_udf`, arguments as Excel hands them.

Prints JSON: for each example its call and the result, error values as {"error": number}.
"""

import json
from datetime import date, datetime
from decimal import Decimal

from xl_addin.excel.addin_file import windows_stubs

windows_stubs.install()

import pywintypes  # noqa: E402
import win32com.client  # noqa: E402
from xlwings import udfs  # noqa: E402

from xl_addin.functions.registry import user_functions  # noqa: E402
from xl_addin.workbook.model.book import CellError  # noqa: E402

MODULE = "xl_addin.excel.wrappers"
LEFT_OUT = -2147352572


class Variant:
    """Stands for win32com.client.VARIANT."""

    def __init__(self, kind: int, value: object) -> None:
        self.kind, self.value = kind, value


win32com.client.VARIANT = Variant


def as_excel_hands_over(value):
    from xl_addin.excel.wrappers import ERROR_NUMBERS

    if isinstance(value, tuple):
        return tuple(tuple(map(as_excel_hands_over, row)) for row in value)
    if isinstance(value, CellError):
        return ERROR_NUMBERS[value.code]
    if isinstance(value, date):
        return pywintypes.TimeType(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def as_json(value):
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Variant):
        assert value.kind == 10
        return {"error": value.value}
    assert not isinstance(value, datetime)
    assert not isinstance(value, int) or isinstance(value, bool), "Excel wants floats"
    return value


def called(name, arguments):
    try:
        return as_json(udfs.call_udf(MODULE, name, arguments))
    except Exception as error:
        return {"raised": str(error)}


answers = []
for function in user_functions():
    for example in function.examples:
        given = [as_excel_hands_over(value) for value in example.arguments()]
        given = [LEFT_OUT if value is None else value for value in given]
        given += [LEFT_OUT] * (len(function.arguments) - len(given))
        answers.append([example.call, called(function.name, tuple(given))])
ALONE = {
    "error cell": ((-2146826281,), (1.0,)),
    "currency, number as text, empty cell": ((Decimal("1000"), "2.000", None),),
    "words": (("chưa có",), (1.0,)),
    "one cell": 7.0,
}
for what, weights in ALONE.items():
    answers.append([what, called("CT_PHANBO", (100.0, weights, *[LEFT_OUT] * 4))])
print(json.dumps(answers))
