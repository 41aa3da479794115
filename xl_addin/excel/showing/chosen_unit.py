"""Which unit the officer means: the one in whose row a cell is selected."""

from dataclasses import dataclass

from xl_addin.case.case import Case
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.reading import OpenBook, active_cell
from xl_addin.language import Text
from xl_addin.problem import Problem

_NO_UNIT = Text(
    "ô đang chọn không nằm ở dòng đơn vị nào của bảng có dòng số cột; hãy chọn một ô ở dòng của đơn vị rồi bấm lại",
    "the selected cell is in no unit's row of a table with column numbers; select a cell of a unit's row",
)


@dataclass(frozen=True)
class ChosenUnit:
    """The unit's name and sheet, the workbook under examination, and what is to be said of its campaign."""

    name: str
    sheet: str
    case: Case
    said: Text | None


def chosen_unit(opened: OpenBook) -> ChosenUnit:
    """The unit of the selected row; Problem where there is none, or where it has no name."""
    campaign = campaign_of(opened.book)
    case = Case(opened.book, campaign.spec, package=opened.package)
    cell = active_cell(opened)
    for table in case.tables_on(cell.sheet):
        units = case.units(table)
        if cell.row in units.rows and (name := units.name(cell.row)):
            positions = [column.position for column in table.columns]
            if min(positions) <= cell.column <= max(positions):
                return ChosenUnit(name, cell.sheet, case, campaign.said)
    raise Problem(_NO_UNIT, place=str(cell))
