"""Heights for rows whose texts Excel does not fit by itself."""

from collections.abc import Iterable

from xl_addin.template.language.evaluating import Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.plan.cell_writer import CellTemplate, Workshop
from xl_addin.template.plan.style_table import lines_needed

LINE_HEIGHT = 1.3
"""Height of a line of text in font sizes (Times New Roman 12: 15.6 points)."""
SHORTEST = 15.0


def fitting_height(texts: Iterable[tuple[CellTemplate, float, Scope]], workshop: Workshop) -> str:
    """Enough height for a row's texts over merged columns, which Excel and LibreOffice leave cut off.

    Each is a cell with the width it has in characters and the names known in it.
    """
    normal_size, _ = workshop.styles.font(0)
    needed = SHORTEST
    for cell, width, scope in texts:
        try:
            text = cell.text(scope) if cell.text else ""
        except TemplateFault:
            # The cell itself has been reported already.
            return ""
        size, bold = workshop.styles.font(cell.style)
        lines = lines_needed(text, width, size=size, bold=bold, normal_size=normal_size)
        needed = max(needed, lines * size * LINE_HEIGHT)
    return f' ht="{needed:.2f}" customHeight="1"'
