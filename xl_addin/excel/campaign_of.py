"""Which of the shipped campaigns an open workbook belongs to, told from the workbook itself."""

from collections.abc import Iterator

from xl_addin.campaign.parameter_sheet import SHEET as PARAMETER_SHEET
from xl_addin.notation import exact
from xl_addin.table.load_spec import load_spec, shipped_specs
from xl_addin.table.spec import ParameterSpec, Spec
from xl_addin.workbook.book import Book, Sheet, Value

_NAME_COLUMN, _VALUE_COLUMN = 1, 3


def campaign_of(book: Book) -> Spec | None:
    """The spec whose sheets the workbook has, under the same document number; None if there is none.

    The parameters are the workbook's own where it keeps them in its parameter sheet. The number decides: another
    office may use the same tables, and its sheets must not go out under this one's letterhead.
    """
    for name in shipped_specs():
        spec = load_spec(name)
        sheets = {sheet.name: sheet for sheet in book.sheets}
        if all(table.sheet in sheets and _names(sheets[table.sheet], spec.document.number) for table in spec.tables):
            return load_spec(name, dict(_changed(book, sheets.get(PARAMETER_SHEET), spec)))
    return None


def _names(sheet: Sheet, number: str) -> bool:
    texts = (value for column in sheet.columns.values() for value in column.values.values() if isinstance(value, str))
    return any(number in text.split() or f"{number})" in text.split() for text in texts)


def _changed(book: Book, sheet: Sheet | None, spec: Spec) -> Iterator[tuple[str, str]]:
    """The parameters whose value in the sheet is another than the spec's, as the command line takes them."""
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
        percent = exact(value) * 100
        return f"{percent if percent.denominator == 1 else float(percent)}%"
    return str(value)
