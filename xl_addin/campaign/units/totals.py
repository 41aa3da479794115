"""The rows that sum a unit: formulas in them follow, typed figures do not and are named."""

from collections.abc import Iterator

from xl_addin.campaign.units.moved import Moved
from xl_addin.campaign.units.named import UnitPlace
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text

_TYPED = Text(
    "{cells}: dòng cộng gõ số, không phải công thức, nên không tự đổi; hãy cộng lại",
    "{cells}: totals typed as figures, not formulas, do not follow; add them up anew",
)


def total_rows(place: UnitPlace) -> list[int]:
    """The sub-total rows of the unit's table and its total row, as they stood before."""
    table = place.view.table
    return [*(row for row, _ in table.subtotal_rows), *([table.total_row] if table.total_row is not None else [])]


def typed_totals(place: UnitPlace, moved: Moved) -> Iterator[Text]:
    """What to say of totals of the unit that were typed."""
    table, sheet = place.view.table, place.view.sheet
    group = place.view.cells.units.group_of.get(place.row)
    cells = [
        CellRef(place.sheet, moved.stays(place.sheet, row), column.position)
        for row in total_rows(place)
        if row in (group, table.total_row)
        for column in table.columns
        if column.role == "number"
        and sheet.formula(row, column.position) is None
        and isinstance(sheet.value(row, column.position), int | float)
    ]
    if cells:
        yield _TYPED.with_values(cells=[str(cell) for cell in cells])
