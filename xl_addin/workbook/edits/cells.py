"""Write contents and number formats of cells into a draft."""

from collections.abc import Sequence

from xl_addin.formula.cells import CellRef, RowColumn
from xl_addin.package.draft import Draft
from xl_addin.package.parts import related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.edits.cell_edits import Wanted, with_contents
from xl_addin.workbook.edits.cell_styles import FORMULA_SIGNS, CellStyles
from xl_addin.workbook.edits.edit import SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.edits.style_parts import ensured_styles


def write_cells(draft: Draft, edits: Sequence[Wanted]) -> None:
    """Give these cells their contents and formats; their sheets must exist.

    Of a sheet's part only these cells change, of the styles part nothing but what they need more.
    """
    workbook = workbook_part(draft)
    by_sheet: dict[str, dict[RowColumn, Wanted]] = {}
    formats: dict[CellRef, str] = {}
    for edit in edits:
        # A cell's format comes with its content where it gets both.
        by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
        if isinstance(edit, SetNumberFormat):
            formats[edit.cell] = edit.number_format
    parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook)}
    if formats or any(map(_looks_like_formula, edits)):
        ensured_styles(draft)
    styles_part = next(iter(related(draft, workbook, "styles")), None)
    styles = CellStyles(draft.read(styles_part), styles_part) if styles_part else None

    def restyle(style: int, edit: Wanted) -> int:
        if styles is None:
            return style
        quoted = _looks_like_formula(edit) if _holds_something(edit) else None
        return styles.style(style, quoted=quoted, number_format=formats.get(edit.cell))

    for name, wanted in by_sheet.items():
        part = parts[name]
        draft.write(part, with_contents(as_utf8(draft.read(part), part=part), wanted, restyle, sheet=name, part=part))
    if styles and styles_part:
        draft.write(styles_part, styles.xml())


def _holds_something(edit: Wanted) -> bool:
    return isinstance(edit, SetFormula) or (isinstance(edit, SetValue) and edit.value is not None)


def _looks_like_formula(edit: Wanted) -> bool:
    return isinstance(edit, SetValue) and isinstance(edit.value, str) and edit.value.startswith(FORMULA_SIGNS)
