"""Contents and number formats of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xl_addin.formula.cells import CellRef, RowColumn
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.edits.cell_edits import WantedContent, with_contents
from xl_addin.workbook.edits.cell_gate import check_cells
from xl_addin.workbook.edits.cell_styles import FORMULA_SIGNS, CellStyles
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.style_parts import ensured_styles
from xl_addin.workbook.model.book import Plain


@dataclass(frozen=True)
class SetValue:
    """Put a plain value (never a formula, even if the text starts with `=`) into a cell; None empties it."""

    cell: CellRef
    value: Plain


@dataclass(frozen=True)
class SetFormula:
    """Put a formula, written with its leading `=` in English with commas, into a cell."""

    cell: CellRef
    formula: str


@dataclass(frozen=True)
class SetNumberFormat:
    """Give a cell a number format, as English Excel writes it."""

    cell: CellRef
    number_format: str


_CellEdit = SetNumberFormat | SetValue | SetFormula
# What each cell is to hold, None where its content stays as it is.
_Wanted = dict[RowColumn, WantedContent | None]


def _check(then: SheetsThen, edits: Sequence[_CellEdit]) -> None:
    then.settle()
    for name, wanted in _by_sheet(edits).items():
        sheet = then.before(name)
        # One that an edit adds has nothing in it yet.
        if sheet is not None:
            # A cell is told by the name that its sheet will have.
            check_cells(then.source, sheet.part, replace(then.content(sheet), name=name), wanted)


def _write(draft: Draft, edits: Sequence[_CellEdit]) -> None:
    """Of a sheet's part only these cells change, of the styles part nothing but what they need more."""
    workbook = workbook_part(draft)
    by_sheet = _by_sheet(edits)
    formats = {edit.cell: edit.number_format for edit in edits if isinstance(edit, SetNumberFormat)}
    parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook)}
    if formats or any(_looks_like_formula(content) for wanted in by_sheet.values() for content in wanted.values()):
        ensured_styles(draft)
    styles_part = next(iter(related(draft, workbook, "styles")), None)
    styles = CellStyles(draft.read(styles_part), styles_part) if styles_part else None
    for name, wanted in by_sheet.items():

        def restyled(style: int, place: RowColumn, name: str = name, wanted: _Wanted = wanted) -> int:
            if styles is None:
                return style
            content = wanted[place]
            quoted = _looks_like_formula(content) if content and content.holds_something else None
            return styles.style(style, quoted=quoted, number_format=formats.get(CellRef(name, *place)))

        part = parts[name]
        draft.write(part, with_contents(as_utf8(draft.read(part), part=part), wanted, restyled, sheet=name, part=part))
    if styles and styles_part:
        draft.write(styles_part, styles.xml())


def _by_sheet(edits: Sequence[_CellEdit]) -> dict[str, _Wanted]:
    """What the cells of each sheet are to hold; a cell's format comes with its content where it gets both."""
    by_sheet: dict[str, _Wanted] = {}
    for edit in edits:
        wanted, place = by_sheet.setdefault(edit.cell.sheet, {}), (edit.cell.row, edit.cell.column)
        if isinstance(edit, SetNumberFormat):
            wanted.setdefault(place, None)
        elif isinstance(edit, SetFormula):
            wanted[place] = WantedContent(formula=edit.formula)
        else:
            wanted[place] = WantedContent(edit.value)
    return by_sheet


def _looks_like_formula(content: WantedContent | None) -> bool:
    return content is not None and isinstance(content.value, str) and content.value.startswith(FORMULA_SIGNS)


def _recalculates(edits: Sequence[_CellEdit]) -> bool:
    return any(not isinstance(edit, SetNumberFormat) for edit in edits)


def _words(edit: _CellEdit) -> Text:
    if isinstance(edit, SetNumberFormat):
        return Text(
            f"{edit.cell}: định dạng số {edit.number_format}", f"{edit.cell}: number format {edit.number_format}"
        )
    content = edit.formula if isinstance(edit, SetFormula) else "∅" if edit.value is None else edit.value
    return Text(f"{edit.cell}: {content}", f"{edit.cell}: {content}")


# A number put into a cell formatted as text becomes text in Excel: formats come before contents.
KIND = EditKind(
    rank=40,
    edits=(SetNumberFormat, SetValue, SetFormula),
    check=_check,
    write=_write,
    words=_words,
    recalculates=_recalculates,
)
