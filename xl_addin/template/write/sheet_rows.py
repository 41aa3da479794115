"""Write the rows of one result sheet as XML."""

from collections.abc import Iterator

from xl_addin.template.language.environment import Scope, explanation
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.limits import LimitError
from xl_addin.template.plan.cell_writer import CellTemplate, Spot, Workshop
from xl_addin.template.plan.expansion import Expansion
from xl_addin.template.plan.references import FindTarget, ReferenceFault
from xl_addin.template.plan.row_map import OUTSIDE, RowMap
from xl_addin.template.plan.sheet_template import EMPTY_ROW, RowTemplate, SheetTemplate
from xl_addin.template.plan.style_table import lines_needed

LINE_HEIGHT = 1.3
"""Height of a line of text in font sizes (Times New Roman 12: 15.6 points)."""
SHORTEST = 15.0


def rows_xml(
    sheet: SheetTemplate,
    expansion: Expansion,
    rows: RowMap,
    scope: Scope,
    find_target: FindTarget,
    workshop: Workshop,
    faults: Faults,
) -> Iterator[str]:
    """The `<row>` elements in order; what cannot be evaluated is added to the faults."""
    for row, (placed, inner) in enumerate(zip(expansion.placed, expansion.scopes, strict=True), start=1):
        template = sheet.rows.get(placed.source, EMPTY_ROW)
        if template is not EMPTY_ROW:
            yield _row(template, Spot(row, inner, rows.origin(row), find_target), workshop, faults)
    for source in sorted(source for source in sheet.rows if source > sheet.last_source):
        spot = Spot(source + rows.moved_by, scope, OUTSIDE, find_target)
        yield _row(sheet.rows[source], spot, workshop, faults)


def _row(template: RowTemplate, spot: Spot, workshop: Workshop, faults: Faults) -> str:
    workshop.environment.budget.fill(len(template.cells))
    row = spot.row
    cells = "".join(
        f'<c r="{cell.letters}{row}"{_cell(cell, spot, workshop, faults) if callable(cell.write) else cell.write}'
        for cell in template.cells
    )
    height = _height(template, spot.scope, workshop) if template.wrapped else ""
    return f'<row r="{row}"{template.attributes}{height}>{cells}</row>'


def _cell(cell: CellTemplate, spot: Spot, workshop: Workshop, faults: Faults) -> str:
    assert callable(cell.write)
    try:
        return cell.write(spot)
    except ReferenceFault as error:
        faults.add(cell.place, cell.written, error.text)
    except LimitError as error:
        faults.add(cell.place, cell.written, error.text)
    except Exception as error:
        faults.add(cell.place, cell.written, explanation(error, spot.scope, workshop.environment))
    return "/>"


def _height(template: RowTemplate, scope: Scope, workshop: Workshop) -> str:
    """Enough height for texts over merged columns, which Excel and LibreOffice leave cut off."""
    normal_size, _ = workshop.styles.font(0)
    needed = SHORTEST
    for cell, width in template.wrapped:
        try:
            text = cell.text(scope) if cell.text else ""
        except Exception:
            # The cell itself has been reported already.
            return ""
        size, bold = workshop.styles.font(cell.style)
        lines = lines_needed(text, width, size=size, bold=bold, normal_size=normal_size)
        needed = max(needed, lines * size * LINE_HEIGHT)
    return f' ht="{needed:.2f}" customHeight="1"'
