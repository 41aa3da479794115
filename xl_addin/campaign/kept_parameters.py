"""The parameters a workbook keeps in its own sheet `Tham số`: they are the plan's, whatever the spec's file says."""

from collections.abc import Iterator
from decimal import Decimal

from xl_addin.campaign.making.parameter_sheet import SHEET
from xl_addin.notation import exact
from xl_addin.spec.model import ParameterSpec, Spec
from xl_addin.workbook.model.book import Book, Value

_NAME_COLUMN, _VALUE_COLUMN = 1, 3


def kept_parameters(book: Book, spec: Spec) -> dict[str, str]:
    """The parameters whose value in the workbook is another than the spec's, as the command line takes them."""
    return dict(_changed(book, spec))


def _changed(book: Book, spec: Spec) -> Iterator[tuple[str, str]]:
    sheet = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    used = sheet.used_area() if sheet else None
    if sheet is None or used is None:
        return
    for row in range(used.first_row, used.last_row + 1):
        name, value = sheet.value(row, _NAME_COLUMN), sheet.value(row, _VALUE_COLUMN)
        parameter = spec.parameters.get(name) if isinstance(name, str) else None
        text = None if parameter is None else _typed(book, parameter, value)
        if isinstance(name, str) and text is not None:
            yield name, text


def _typed(book: Book, parameter: ParameterSpec, value: Value) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if parameter.is_date:
        day = book.date(value)
        return None if day is None or day == parameter.value else day.isoformat()
    if exact(value) == parameter.number():
        return None
    if isinstance(parameter.value, str) and parameter.value.endswith("%"):
        return f"{_digits(Decimal(repr(value)) * 100)}%"
    return _digits(Decimal(repr(value)))


def _digits(number: Decimal) -> str:
    """Plain digits that read one way: `33.333` could be thousands, `33.3330` cannot."""
    whole, mark, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole}{mark}{decimals}{'0' if len(decimals) % 3 == 0 else ''}"
