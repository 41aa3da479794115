"""What the cell of a parameter holds, and how it shows it."""

from collections.abc import Callable, Mapping
from datetime import date

from xl_addin.case.kept.parameters import KeptParameter
from xl_addin.formula.cells import quoted_sheet
from xl_addin.notation import to_excel
from xl_addin.spec.calculated import formula_of
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


def cell_formula(name: str, parameters: Mapping[str, ParameterSpec], cell: Callable[[str], str]) -> str | None:
    """The formula of a parameter that is calculated from others, whose cells `cell` names; None for one stated."""
    formula = formula_of(parameters[name], parameters)
    return None if formula is None else "=" + to_excel(formula, lambda ref: ref.label, cell)


def follows(name: str, parameters: Mapping[str, ParameterSpec], kept: Mapping[str, KeptParameter]) -> bool:
    """Whether a parameter's cell calculates it from the others' cells as the spec does: it is never typed over."""
    held = kept[name].formula
    if held is None:
        return False
    try:
        meant = cell_formula(name, parameters, lambda other: kept[other].reference)
    except KeyError:  # the book does not keep what it is calculated from
        return False
    return meant is not None and _alike(held, kept[name]) == _alike(meant, kept[name])


def _alike(formula: str, at: KeptParameter) -> str:
    """A formula however its cells are written: `'Tham số'!$C$5` and `C5` are the same on that sheet."""
    return formula.replace(f"{quoted_sheet(at.cell.sheet)}!", "").replace("$", "").replace(" ", "").casefold()


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
