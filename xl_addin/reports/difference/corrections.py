"""What a correction has to say: of each figure or text that reads otherwise, what was issued and what is right."""

from collections.abc import Iterator
from dataclasses import dataclass

from xl_addin.comparing.result import CellChange, Difference, LineChange, Section, SheetDifference
from xl_addin.formula.cells import address, column_letters
from xl_addin.language import Language, Text
from xl_addin.reports.difference.wording import EMPTY, cell_text, sheet_words

_CELL = Text("trang “{sheet}”, ô {cell}", "sheet “{sheet}”, cell {cell}")
_FOLLOWS = Text(
    "trang “{sheet}”, ô {cell}; tính lại theo số liệu đính chính",
    "sheet “{sheet}”, cell {cell}; follows from corrected figures",
)
_COLUMN = Text("{heading} (cột {label})", "{heading} (column {label})")
_ROW = Text("trang “{sheet}”, dòng {line}", "sheet “{sheet}”, row {line}")
_OF_COLUMN = Text("trang “{sheet}”, cột {line}", "sheet “{sheet}”, column {line}")
_NAME = Text("Tên đơn vị", "Name of the unit")
_WHOLE = {"rows": Text("Cả dòng", "The whole row"), "columns": Text("Cả cột", "The whole column")}
_NONE = Text("không có", "none")
_LEFT_OUT = Text("bỏ", "left out")
_SHEET = Text("Cả trang tính", "The whole sheet")


@dataclass(frozen=True)
class Correction:
    """One line of the list."""

    unit: str
    item: str
    issued: str
    corrected: str
    note: str


def corrections(found: Difference, language: Language) -> Iterator[Correction]:
    """The corrections sheet by sheet, table by table; formats and order are none, nor what reads the same."""
    for sheet in found.sheets:
        if sheet.old is None or sheet.new is None:
            yield _of_sheet(sheet, language)
        for section in sheet.sections:
            for line in section.lines:
                yield from _of_line(found, sheet, line, language)
            for cell in section.cells:
                yield from _of_cell(found, section, cell, language)


def _of_sheet(sheet: SheetDifference, language: Language) -> Correction:
    none, left_out, name = (text.in_language(language) for text in (_NONE, _LEFT_OUT, _SHEET))
    note = ", ".join(text.in_language(language) for text in sheet_words(sheet))
    before, after = (none, sheet.name) if sheet.old is None else (sheet.name, left_out)
    return Correction("", name, before, after, note)


def _of_line(found: Difference, sheet: SheetDifference, line: LineChange, language: Language) -> Iterator[Correction]:
    number = line.new if line.new is not None else line.old or 0
    place = _ROW if line.axis == "rows" else _OF_COLUMN
    written = str(number) if line.axis == "rows" else column_letters(number)
    note = place.with_values(sheet=sheet.name, line=written).in_language(language)
    if line.kind == "renamed":
        yield Correction(line.name, _NAME.in_language(language), line.was, line.name, note)
    elif line.cells:
        book = found.old if line.kind == "removed" else found.new
        held = "; ".join(cell_text(side, book, language) for side in line.cells)
        whole = _WHOLE[line.axis].in_language(language)
        none, left_out = _NONE.in_language(language), _LEFT_OUT.in_language(language)
        before, after = (held, left_out) if line.kind == "removed" else (none, held)
        yield Correction(line.name, whole, before, after, note)


def _of_cell(found: Difference, section: Section, cell: CellChange, language: Language) -> Iterator[Correction]:
    before, after = cell_text(cell.old, found.old, language), cell_text(cell.new, found.new, language)
    if cell.kind == "format" or before == after:
        return
    place = cell.new.cell
    words = _FOLLOWS if cell.kind == "result" else _CELL
    note = words.with_values(sheet=place.sheet, cell=address(place.row, place.column)).in_language(language)
    issued, corrected = (_NONE.in_language(language) if text == EMPTY else text for text in (before, after))
    yield Correction(cell.unit, _item(section, cell, language), issued, corrected, note)


def _item(section: Section, cell: CellChange, language: Language) -> str:
    """The column as the table's heading calls it."""
    if section.new is None or not cell.column:
        return ""
    heading = " ".join(section.new.column(cell.column).heading.split())
    return _COLUMN.with_values(heading=heading, label=cell.column).in_language(language).strip()
