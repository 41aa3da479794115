"""A new worksheet of plain values: a bold heading, wrapped texts, links to cells of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from xl_addin.formula.cells import CellRef, RowColumn, address, quoted_sheet
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import namespace_of, workbook_part
from xl_addin.package.splicing import opened, prefix_of, start_tag_end
from xl_addin.package.xml_text import escape, quoteattr
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_gate import LONG_TEXT, is_long_text
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import add_sheet
from xl_addin.workbook.edits.style_parts import ensured_styles, first_font, read_styles, with_appended
from xl_addin.workbook.model.book import Plain
from xl_addin.workbook.reading.strings import escaped
from xl_addin.workbook.structure.sheets.titles import follow_titles


@dataclass(frozen=True)
class AddSheet:
    """Put a worksheet of plain values behind the others.

    `rows` start in A1, `heading` is the row in bold type; `links` leads from cells (row, column) to others of the
    book, `widths` are column widths in characters, from column A on. Texts wrap; titles above the heading run on.
    """

    sheet: str
    rows: tuple[tuple[Plain, ...], ...]
    heading: int | None = None
    links: Mapping[RowColumn, CellRef] = field(default_factory=dict)
    widths: tuple[float, ...] = ()


_ALIGNED = (
    '<{{p}}xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" applyFont="1" applyAlignment="1">'
    '<{{p}}alignment vertical="top" wrapText="1"/></{{p}}xf>'
)


_LINE = 15
# A4 across, as many pages as it takes, each as wide as the list.
_PAGE = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
)


def _check(then: SheetsThen, edits: Sequence[AddSheet]) -> None:
    for edit in edits:
        then.check_free(edit.sheet)
        for row, values in enumerate(edit.rows, 1):
            for column, value in enumerate(values, 1):
                if isinstance(value, str) and is_long_text(value):
                    raise Problem(LONG_TEXT.text, place=str(CellRef(edit.sheet, row, column)))
        then.worksheets[edit.sheet] = None


def _write(draft: Draft, edits: Sequence[AddSheet]) -> None:
    for edit in edits:
        _add(draft, edit)
    follow_titles(draft, added=[edit.sheet for edit in edits])


def _add(draft: Draft, sheet: AddSheet) -> None:
    workbook = workbook_part(draft)
    main = namespace_of(draft.xml(workbook))
    styles = ensured_styles(draft)
    xml = read_styles(draft, styles)
    xml, body = with_appended(xml, "cellXfs", _ALIGNED.format(font=0), part=styles)
    xml, bold = with_appended(xml, "fonts", _bold(first_font(xml, part=styles)), part=styles)
    xml, heading = with_appended(xml, "cellXfs", _ALIGNED.format(font=bold), part=styles)
    draft.write(styles, xml)
    add_sheet(draft, sheet.sheet, _sheet_xml(sheet, main, body=body, heading=heading))


def _bold(font: bytes) -> str:
    """A font of the book in bold type."""
    tag = font[: start_tag_end(font, 0)]
    prefix = prefix_of(tag)
    bold = b"<%bb/>" % prefix
    if bold in font:
        return font.decode()
    inside = font[len(tag) :] or b"</%bfont>" % prefix
    return (opened(tag) + bold + inside).decode()


def _sheet_xml(sheet: AddSheet, main: str, *, body: int, heading: int) -> bytes:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(
        f'<row r="{number}" ht="{_height(row, sheet.widths)}" customHeight="1">'
        f"{_cells(number, row, heading if number == sheet.heading else body)}</row>"
        if number >= (sheet.heading or 1)
        else f'<row r="{number}">{_cells(number, row, 0)}</row>'
        for number, row in enumerate(sheet.rows, 1)
    )
    links = "".join(
        f'<hyperlink ref="{address(*place)}" location='
        f"{quoteattr(f'{quoted_sheet(cell.sheet)}!{address(cell.row, cell.column)}')}/>"
        for place, cell in sheet.links.items()
    )
    columns = f"<cols>{widths}</cols>" if widths else ""
    hyperlinks = f"<hyperlinks>{links}</hyperlinks>" if links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{_view(sheet.heading)}{columns}'
        f"<sheetData>{rows}</sheetData>{hyperlinks}{_PAGE}</worksheet>"
    ).encode()


def _height(row: tuple[Plain, ...], widths: tuple[float, ...]) -> int:
    """Points for the row's longest text: not every program makes a row as high as its wrapped texts."""
    lengths = [len(value) if isinstance(value, str) else 0 for value in row]
    return _LINE * max([1, *(ceil(length / width) for length, width in zip(lengths, widths, strict=False))])


def _view(heading: int | None) -> str:
    """The heading stays in sight while the list scrolls."""
    if heading is None:
        return ""
    return (
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
    )


def _cells(row: int, values: tuple[Plain, ...], style: int) -> str:
    return "".join(_cell(address(row, column), value, style) for column, value in enumerate(values, 1))


def _cell(place: str, value: Plain, style: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(escaped(value))}</t></is>'
        return f'<c r="{place}" s="{style}" t="inlineStr">{text}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{value:d}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _made(edit: AddSheet) -> str:
    return edit.sheet


def _words(edit: AddSheet) -> Text:
    return Text(f"thêm trang tính “{edit.sheet}”", f"the sheet “{edit.sheet}” is added")


KIND = EditKind(rank=20, edits=(AddSheet,), check=_check, write=_write, words=_words, makes=_made)
