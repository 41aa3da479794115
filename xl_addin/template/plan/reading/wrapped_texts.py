"""Which texts of a template sheet a row may have to grow for, and how large its lines are."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from xl_addin.formula.cells import MAX_COLUMN, Area
from xl_addin.package.parts import child, children, is_true
from xl_addin.template.plan.sheet_template import USUAL_SIZES, LineSizes, RowTemplate, WrappedText
from xl_addin.template.plan.style_table import StyleTable


def line_sizes(frame: etree._Element) -> LineSizes:
    """How wide the columns of a sheet are, and how high the rows of which nothing else is said."""
    _, width, height, _ = USUAL_SIZES
    widths: dict[int, float] = {}
    for column in children(child(frame, "cols"), "col"):
        if "width" in column.attrib:
            # The last of them mostly goes on to the end of the sheet.
            last = min(int(column.get("max", "1")), MAX_COLUMN)
            widths |= dict.fromkeys(range(int(column.get("min", "1")), last + 1), float(column.get("width", "0")))
    form = child(frame, "sheetFormatPr")
    if form is None:
        return LineSizes(widths, width, height, False)
    return LineSizes(
        widths,
        float(form.get("defaultColWidth", width)),
        float(form.get("defaultRowHeight", height)),
        is_true(form.get("customHeight")),
    )


def wrapped_texts(
    rows: Mapping[int, RowTemplate], merges: Sequence[Area], sizes: LineSizes, styles: StyleTable
) -> Sequence[WrappedText]:
    """The texts that rows may have to grow for: those in whose rows something comes from data, or of unknown height.

    Of a row whose height somebody has set, and of cells merged over several rows, only what comes from data itself:
    whoever made the template saw the others.
    """
    merged = {(area.first_row, area.first_column): area for area in merges}
    kept = []
    for number, row in rows.items():
        found = list(_of_row(number, row, merged, styles))
        filled = any(callable(text.cell.write) for text in found)
        is_set = row.is_set or sizes.heights_are_set
        for text in found:
            if callable(text.cell.write) or (
                text.area.first_row == text.area.last_row and not is_set and (filled or row.height is None)
            ):
                kept.append(text)
    return kept


def _of_row(
    number: int, row: RowTemplate, merged: Mapping[tuple[int, int], Area], styles: StyleTable
) -> Iterator[WrappedText]:
    for cell in row.cells:
        if not cell.is_empty and styles.is_wrapped(cell.style):
            area = merged.get((number, cell.column)) or Area(number, cell.column, number, cell.column)
            sizes, are_bold = zip(styles.font(cell.style), *cell.fonts, strict=True)
            yield WrappedText(cell, area, (max(sizes), any(are_bold)), styles.indent(cell.style))
