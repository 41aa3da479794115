"""The days that a schedule gives to the units of a found table that have none."""

from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.schedules import free_turns
from xl_addin.case.case import Case
from xl_addin.case.days import day_of
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.workbook.edits.edit import CellEdit, SetNumberFormat, SetValue
from xl_addin.workbook.model.serial_dates import serial_of

_DAY = r"dd\/mm\/yyyy"


def day_edits(found: FoundTable, case: Case, spec: Spec | None) -> tuple[list[CellEdit], list[SetNumberFormat]]:
    """A day for every empty cell of a scheduled column, and the format that shows it; what stands there stays.

    Problem, at the first empty cell, where the period has too few days.
    """
    days: list[CellEdit] = []
    formats: list[SetNumberFormat] = []
    for column in found.spec.columns if found.spec and spec else ():
        if column.schedule is None or spec is None:
            continue
        rows, sheet = found.table.body_rows, case.fresh[found.table.sheet]
        position = found.table.column(column.label).position
        stands = [sheet.value(row, position) for row in rows]
        empty = [row for row, value in zip(rows, stands, strict=True) if value in (None, "")]
        if not empty:
            continue
        try:
            turns = free_turns(spec, column.schedule, [day_of(case.book, value) for value in stands])
        except Problem as problem:
            raise Problem(problem.text, place=str(found.table.cell(empty[0], column.label))) from problem
        for row, day in zip(rows, turns, strict=True):
            if row in empty:
                days.append(SetValue(found.table.cell(row, column.label), serial_of(day)))
                if sheet.number_format(row, position) == "General":
                    formats.append(SetNumberFormat(found.table.cell(row, column.label), _DAY))
    return days, formats
