"""The cells of a template that a unit fills in: empty and unlocked; the rest of such a sheet is protected."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

from lxml import etree

from xl_addin.formula.cells import Area, RowColumn, address
from xl_addin.package.parts import child, children, local_name, namespace_of
from xl_addin.spec.model import Spec
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.template import Template
from xl_addin.workbook.model.formats import read_format
from xl_addin.workbook.model.serial_dates import serial_of

# In the schema these stand between the cells and the protection, and between the cells and the validations.
_BEFORE_PROTECTION = {"sheetCalcPr"}
_BEFORE_VALIDATIONS = _BEFORE_PROTECTION | {
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews",
    "mergeCells", "phoneticPr", "conditionalFormatting",
}  # fmt: skip
_PROTECTED = {"sheet": "1", "objects": "1", "scenarios": "1", "formatColumns": "0", "formatRows": "0"}
# By so many days the calendar begins later.
_LATER = {1900: 0, 1904: 1462}
_COUNTS = {"0", "#,##0"}
_WHOLE = ("Số liệu", "Ghi số nguyên từ 0 trở lên; chưa có số liệu thì để trống.")
_DAYS = ("Ngày", "Ghi ngày trong thời gian của chiến dịch.")


def entry_cells(template: Template) -> Mapping[str, tuple[RowColumn, ...]]:
    """By sheet of the template that each unit gets, its entry cells; of a merged area the first."""
    return {name: _entries(template, sheet) for name, sheet in template.sheets.items() if sheet.per_item is not None}


def _entries(template: Template, sheet: SheetTemplate) -> tuple[RowColumn, ...]:
    merged = [Area.parse(each.get("ref", "")) for each in children(child(sheet.frame, "mergeCells"), "mergeCell")]
    styles = template.workshop.styles
    found = [
        (number, cell.column)
        for number, row in sheet.rows.items()
        for cell in row.cells
        if cell.is_empty and not cell.written and styles.is_unlocked(cell.style)
    ]
    return tuple(
        (row, column)
        for row, column in found
        if not any((row, column) in area and (row, column) != (area.first_row, area.first_column) for area in merged)
    )


def prepare_entries(template: Template, found: Mapping[str, tuple[RowColumn, ...]], spec: Spec | None) -> None:
    """Protect the sheets that have entry cells, without a password, and let these take only what they are for.

    Cells of counts take whole numbers from 0, cells of dates the days of the campaign, unless the template itself says
    what they take. A sheet that is protected already stays as it is.
    """
    for name, cells in found.items():
        frame = template.sheets[name].frame
        if cells and child(frame, "sheetProtection") is None:
            _put(frame, "sheetProtection", _PROTECTED, _BEFORE_PROTECTION)
            _validate(template, template.sheets[name], cells, spec)


def _validate(template: Template, sheet: SheetTemplate, cells: tuple[RowColumn, ...], spec: Spec | None) -> None:
    listed = child(sheet.frame, "dataValidations")
    said = [Area.parse(area) for each in children(listed, "dataValidation") for area in each.get("sqref", "").split()]
    days = _days(spec)
    for row, column in cells:
        if any((row, column) in area for area in said):
            continue
        style = next(cell.style for cell in sheet.rows[row].cells if cell.column == column)
        code = template.workshop.styles.number_format(style)
        if code in _COUNTS:
            kind, limits, said_of = ("whole", "greaterThanOrEqual"), ["0"], _WHOLE
        elif days and read_format(code).is_date:
            serials = (serial_of(day) - _LATER[template.date_system] for day in days)
            kind, limits, said_of = ("date", "between"), list(map(str, serials)), _DAYS
        else:
            continue
        if listed is None:
            listed = _put(sheet.frame, "dataValidations", {}, _BEFORE_VALIDATIONS)
        _add(listed, address(row, column), kind, limits, said_of)
    if listed is not None:
        listed.set("count", str(len(children(listed, "dataValidation"))))


def _days(spec: Spec | None) -> tuple[date, date] | None:
    """The first and the last day of the campaign's periods."""
    days = [(spec.day(period.start), spec.day(period.end)) for period in spec.periods] if spec else []
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _add(
    listed: etree._Element,
    cell: str,
    kind: tuple[str, str],
    limits: Sequence[str],
    said: tuple[str, str],
) -> None:
    attributes = {
        **dict(zip(("type", "operator"), kind, strict=True)),
        **{"allowBlank": "1", "showErrorMessage": "1", "sqref": cell},
        **dict(zip(("errorTitle", "error"), said, strict=True)),
    }
    rule = etree.SubElement(listed, f"{{{namespace_of(listed)}}}dataValidation", attributes)
    for number, limit in enumerate(limits, start=1):
        etree.SubElement(rule, f"{{{namespace_of(listed)}}}formula{number}").text = limit


def _put(frame: etree._Element, name: str, attributes: Mapping[str, str], after: Set[str]) -> etree._Element:
    """A new element of a sheet, behind its cells and what the schema wants before it."""
    element = etree.Element(f"{{{namespace_of(frame)}}}{name}", dict(attributes))
    names = [local_name(each) for each in frame]
    place = max(index for index, each in enumerate(names) if each in after or each == "sheetData")
    frame.insert(place + 1, element)
    return element
