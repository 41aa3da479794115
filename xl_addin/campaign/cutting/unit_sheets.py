"""Cut a book's tables into one sheet per unit, with an index and a manifest for later consolidation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xl_addin.campaign.cutting.plain_values import replace_addin_functions
from xl_addin.campaign.cutting.unit_context import campaign_context, quotas_by_table
from xl_addin.campaign.cutting.unit_rows import tables_of_units, units_of
from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.template.language.cell_text import has_markup
from xl_addin.template.render import render_workbook
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

MANIFEST_VERSION = 1


@dataclass(frozen=True)
class UnitSheets:
    """The workbook of unit sheets, and what stands where in it (JSON-able)."""

    data: bytes
    manifest: dict[str, Any]


def unit_sheets(
    book: Book, tables: Sequence[NumberedTable], template: bytes, *, spec: Spec | None, file: str
) -> UnitSheets:
    """One sheet per unit from a recalculated book; every formula carries its value, none calls the add-in.

    `file` names the template in messages. Raises Problem where the tables do not list the same units, a quota that
    is to be spread over days is no number, or the template is wrong or makes no sheet for a unit.
    """
    tables = tables_of_units(tables)
    units = units_of(book, tables)
    context = campaign_context(book, tables, units, spec, _fixed_sheet_names(template, file))
    draft = Draft(open_package(render_workbook(template, context, file=file), file=file))
    replace_addin_functions(draft)
    result = read_book(draft)
    store_values(draft, recalculate(result).values)
    listed = context["units"]
    assert isinstance(listed, list)
    _check_every_unit_has_its_sheet(listed, result, file)
    manifest = {
        "version": MANIFEST_VERSION,
        "template": file,
        "source": book.file,
        "spec": spec.key if spec else None,
        "units": [_unit_entry(unit, result) for unit in listed],
    }
    return UnitSheets(draft.data(), manifest)


def _fixed_sheet_names(template: bytes, file: str) -> list[str]:
    package = open_package(template, file=file)
    return [sheet.name for sheet in sheet_parts(package, workbook_part(package)) if not has_markup(sheet.name)]


def _check_every_unit_has_its_sheet(units: Sequence[Mapping[str, Any]], result: Book, file: str) -> None:
    names = {sheet.name for sheet in result.sheets}
    for unit in units:
        if unit["sheet"] not in names:
            raise Problem(
                Text(
                    "mẫu không tạo trang “{sheet}” cho đơn vị “{unit}”; trang mẫu của đơn vị phải tên là "
                    "{{{{ unit.sheet }}}} và ô A1 bắt đầu bằng {{%ts for unit in units %}}",
                    "the template makes no sheet “{sheet}” for the unit “{unit}”; a unit's template sheet must be "
                    "named {{{{ unit.sheet }}}} and its cell A1 begin with {{%ts for unit in units %}}",
                ).with_values(sheet=unit["sheet"], unit=unit["name"]),
                file=file,
            )


def _unit_entry(unit: Mapping[str, Any], result: Book) -> dict[str, Any]:
    entry: dict[str, Any] = {"unit": unit["name"], "sheet": unit["sheet"], "quota": quotas_by_table(unit)}
    sheet = next((sheet for sheet in result.sheets if sheet.name == unit["sheet"]), None)
    if unit["periods"] and sheet is not None:
        schedules = find_tables(sheet)
        entry["schedules"] = [
            {
                "period": period["key"],
                "start": period["start"].isoformat(),
                "end": period["end"].isoformat(),
                "quota": period["quota"],
                "columns": _columns(result, sheet, schedules, [day["date"] for day in period["days"]]),
            }
            for period in unit["periods"]
        ]
    return entry


def _columns(
    book: Book, sheet: Sheet, schedules: Sequence[NumberedTable], days: Sequence[date]
) -> dict[str, dict[str, str]]:
    """By column number the heading and the cells of the schedule with these dates; empty if the template has none."""
    for table in schedules:
        for column in table.columns:
            if [book.date(sheet.value(row, column.position)) for row in table.body_rows] == list(days):
                first, last = table.body_rows[0], table.body_rows[-1]
                return {
                    each.label: {
                        "heading": each.heading,
                        "cells": str(Area(first, each.position, last, each.position)),
                    }
                    for each in table.columns
                }
    return {}
