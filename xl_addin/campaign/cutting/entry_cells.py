"""The cells of a template that a unit fills in: empty and unlocked; the rest of such a sheet is protected."""

import re
from collections.abc import Mapping, Set
from datetime import date

from lxml import etree

from xl_addin.formula.cells import Area, RowColumn, address
from xl_addin.language import short_date
from xl_addin.package.parts import child, children, local_name, namespace_of
from xl_addin.spec.model import Spec
from xl_addin.template.blocks.block_tree import blocks_in
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.template import Template
from xl_addin.workbook.model.book import DateSystem
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
_DAYS_OF = re.compile(r"\bin\s+(?P<period>[^\W\d][\w.]*)\.days\b")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BEYOND = {
    "allow": ("lớn hơn chỉ tiêu của cả kỳ", "Kết quả vượt chỉ tiêu được ghi nhận: nếu đúng"),
    "warn": ("cộng lại vượt chỉ tiêu của cả kỳ", "Nếu kết quả đúng là như vậy"),
    "cap": ("cộng lại vượt chỉ tiêu của cả kỳ", "Phần vượt không được tính thêm; nếu kết quả đúng là như vậy"),
}
"""What the spec says of results beyond a quota: what is asked about, and what is said then."""
_Rule = Mapping[str, str]


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

    Cells of counts take whole numbers from 0, those for the days of a period as the spec's `beyond_quota` says;
    cells of dates the days of the campaign; unless the template itself says what they take. A sheet that is protected
    already stays as it is.
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
        form = read_format(template.workshop.styles.number_format(style))
        if form.decimals == 0 and form.scale == 1:
            rule = _of_counts(_period_of(sheet, row), spec, address(row, column))
        elif days and form.is_date:
            rule = _of_days(*days, template.date_system)
        else:
            continue
        if listed is None:
            listed = _put(sheet.frame, "dataValidations", {}, _BEFORE_VALIDATIONS)
        _add(listed, {**rule, "sqref": address(row, column)})
    if listed is not None:
        listed.set("count", str(len(children(listed, "dataValidation"))))


def _of_counts(period: str | None, spec: Spec | None, cell: str) -> _Rule:
    """Whole numbers from 0; for a day of a period what the spec says of more than its quota is asked about."""
    rule = {"type": "whole", "formula1": "0", "promptTitle": "Số liệu", "errorTitle": "Số liệu"}
    rule |= {"prompt": "Ghi số nguyên từ 0 trở lên; chưa có số liệu thì để trống."}
    if spec is None or spec.results is None or period is None:
        error = "Cần số nguyên từ 0 trở lên; chưa có số liệu thì để trống."
        return {**rule, "operator": "greaterThanOrEqual", "error": error}
    most, shown = f"{{{{ {period}.most }}}}", f"{{{{ {period}.most | vn_number }}}}"
    what, then = _BEYOND[spec.results.beyond_quota]
    if spec.results.beyond_quota != "allow" and spec.results.basis == "daily":
        row = cell.lstrip(_LETTERS)
        column = cell.removesuffix(row)
        most += f"-SUM({column}${row}:{column}${row})+{cell}"
    error = f"Số này không phải số nguyên từ 0, hoặc {what} ({shown}). {then}, bấm Yes."
    return {**rule, "operator": "between", "formula2": most, "errorStyle": "warning", "error": error}


def _of_days(first: date, last: date, date_system: DateSystem) -> _Rule:
    serials = [str(serial_of(day) - _LATER[date_system]) for day in (first, last)]
    said = f"từ {short_date(first)} đến {short_date(last)}."
    return {
        **{"type": "date", "operator": "between", "formula1": serials[0], "formula2": serials[1]},
        **{"promptTitle": "Ngày", "prompt": f"Ghi ngày {said}", "errorTitle": "Ngày", "error": f"Cần một ngày {said}"},
    }


def _period_of(sheet: SheetTemplate, row: int) -> str | None:
    """What the template calls the period over whose days a row is repeated, None for other rows."""
    around = sheet.down.loops.get(row, ())
    tags = (block.marker.tag.rest for block in blocks_in(sheet.down.tree) if block.number in around)
    found = next(filter(None, map(_DAYS_OF.search, tags)), None)
    return found["period"] if found else None


def _days(spec: Spec | None) -> tuple[date, date] | None:
    """The first and the last day of the campaign's periods."""
    days = [(spec.day(period.start), spec.day(period.end)) for period in spec.periods] if spec else []
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _add(listed: etree._Element, said: _Rule) -> None:
    """A rule that says what it takes when the cell is selected, and what is wrong with what was typed."""
    attributes = {name: value for name, value in said.items() if not name.startswith("formula")}
    shown = {"allowBlank": "1", "showInputMessage": "1", "showErrorMessage": "1"}
    rule = etree.SubElement(listed, f"{{{namespace_of(listed)}}}dataValidation", {**attributes, **shown})
    for name in ("formula1", "formula2"):
        if name in said:
            etree.SubElement(rule, f"{{{namespace_of(listed)}}}{name}").text = said[name]


def _put(frame: etree._Element, name: str, attributes: Mapping[str, str], after: Set[str]) -> etree._Element:
    """A new element of a sheet, behind its cells and what the schema wants before it."""
    element = etree.Element(f"{{{namespace_of(frame)}}}{name}", dict(attributes))
    names = [local_name(each) for each in frame]
    place = max(index for index, each in enumerate(names) if each in after or each == "sheetData")
    frame.insert(place + 1, element)
    return element
