"""What the cell of a parameter holds, and how it shows it."""

from datetime import date

from xl_addin.spec.model import ParameterSpec
from xl_addin.workbook.model.vietnamese_formats import COUNT

_DATE, _TIME, _TEXT = "dd/mm/yyyy", "hh:mm", "@"
_MINUTES = 24 * 60


def cell_value(parameter: ParameterSpec) -> int | float | str | date:
    """The value as a cell holds it: `80%` is 0.8, `06:00` a quarter of a day."""
    match parameter.kind:
        case "date":
            return parameter.day()
        case "time":
            time = parameter.time()
            return (time.hour * 60 + time.minute) / _MINUTES
        case "days" | "text":
            return parameter.written
    number = parameter.number()
    return int(number) if number.denominator == 1 else float(number)


def number_format(parameter: ParameterSpec) -> str:
    """A format that hides no digit of the value."""
    match parameter.kind:
        case "date":
            return _DATE
        case "time":
            return _TIME
        case "days" | "text":
            return _TEXT
    number = parameter.number()
    if parameter.is_percent:
        return "0%" if (number * 100).denominator == 1 else "0.00%" if (number * 10_000).denominator == 1 else "0.0###%"
    return COUNT if number.denominator == 1 else "General"
