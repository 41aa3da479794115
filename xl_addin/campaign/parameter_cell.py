"""What the cell of a parameter holds, and how it shows it."""

from datetime import date

from xl_addin.spec.model import ParameterSpec
from xl_addin.workbook.model.vietnamese_formats import COUNT

_DATE = "dd/mm/yyyy"


def cell_value(parameter: ParameterSpec) -> int | float | date:
    """The value as a cell holds it: `80%` is 0.8."""
    if isinstance(parameter.value, date):
        return parameter.value
    number = parameter.number()
    return int(number) if number.denominator == 1 else float(number)


def number_format(parameter: ParameterSpec) -> str:
    """A format that hides no digit of the value."""
    if isinstance(parameter.value, date):
        return _DATE
    number = parameter.number()
    if isinstance(parameter.value, str) and parameter.value.endswith("%"):
        return "0%" if (number * 100).denominator == 1 else "0.00%" if (number * 10_000).denominator == 1 else "0.0###%"
    return COUNT if number.denominator == 1 else "General"
