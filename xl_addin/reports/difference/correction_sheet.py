"""The sheet “Bảng đính chính” in a copy of the new workbook, ready to print: nothing else in the file is touched.

Its form is that of an annex to a letter of correction (Decree 30/2020/NĐ-CP, Annex I): national title, name of the
list, the letter it belongs to, who made it and who signs.
"""

from collections.abc import Sequence
from math import ceil

from xl_addin.comparing.result import Difference
from xl_addin.formula.cells import address
from xl_addin.language import Language, Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import namespace_of, workbook_part
from xl_addin.package.xml_text import escape
from xl_addin.reports.difference.corrections import Correction, corrections
from xl_addin.reports.difference.letterhead import office_of
from xl_addin.reports.findings_sheet import free_name
from xl_addin.workbook.edits.sheet_list import add_sheet, repeat_rows
from xl_addin.workbook.edits.style_parts import ensured_styles, read_styles, with_appended
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.strings import escaped

NAME = Text("Bảng đính chính", "Corrections")
_TO_FILL_IN = "…" * 20
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_TITLE = Text("BẢNG ĐÍNH CHÍNH SỐ LIỆU", "CORRECTIONS OF FIGURES")
_LETTER = Text("(Kèm theo Công văn số …/… ngày … tháng … năm … của …)", "(Annex to letter No. …/… of … by …)")
_HEADINGS = (
    Text("STT", "No."),
    Text("Đơn vị", "Unit"),
    Text("Chỉ tiêu, cột", "Item, column"),
    Text("Đã ban hành", "As issued"),
    Text("Đính chính lại", "Corrected"),
    Text("Ghi chú", "Note"),
)
_NOTHING = Text("Không có số liệu phải đính chính.", "There is nothing to correct.")
_MAKER, _SIGNER = Text("NGƯỜI LẬP BẢNG", "MADE BY"), Text("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "HEAD OF THE OFFICE")
_WIDTHS = (6, 24, 38, 22, 22, 34)
_LINE, _HEADING_ROW = 17, 7
_LAST = len(_HEADINGS)

_FONT = '<{p}sz val="13"/><{p}name val="Times New Roman"/><{p}family val="1"/>'
_BORDER = (
    "<{p}border>"
    + "".join(
        f'<{{p}}{side} style="thin"><{{p}}color auto="1"/></{{p}}{side}>' for side in ("left", "right", "top", "bottom")
    )
    + "<{p}diagonal/></{p}border>"
)
_XF = (
    '<{{p}}xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" '
    'applyFont="1" applyBorder="1" applyAlignment="1">'
    '<{{p}}alignment horizontal="{across}" vertical="center" wrapText="1"{indent}/></{{p}}xf>'
)
_PAGE = (
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.79" right="0.59" top="0.79" bottom="0.79" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>"
)

SheetRow = tuple[tuple[str | int | None, str], ...]
"""The cells of a row, each with the name of its style."""


def write_correction_sheet(draft: Draft, found: Difference, book: Book, language: Language) -> str:
    """Put the sheet behind the others of the new workbook's draft; its name, which no other sheet has.

    Raises Problem, as every change of a file does, for a signed one.
    """
    name = free_name([sheet.name for sheet in book.sheets], language, NAME)
    main = namespace_of(draft.xml(workbook_part(draft)))
    office = office_of(book)
    add_sheet(draft, name, _sheet_xml(list(corrections(found, language)), office, _styles(draft), main, language))
    repeat_rows(draft, name, _HEADING_ROW, _HEADING_ROW)
    return name


def _styles(draft: Draft) -> dict[str, int]:
    """The styles of the sheet's cells, added to those of the book."""
    part = ensured_styles(draft)
    xml = read_styles(draft, part)
    fonts = {}
    for name, face in (("plain", ""), ("bold", "<{p}b/>"), ("italic", "<{p}i/>")):
        xml, fonts[name] = with_appended(xml, "fonts", "<{p}font>" + face + _FONT + "</{p}font>", part=part)
    xml, lined = with_appended(xml, "borders", _BORDER, part=part)
    styles: dict[str, int] = {}
    for name, font, border, across in (
        ("middle", "plain", 0, "center"),
        ("title", "bold", 0, "center"),
        ("letter", "italic", 0, "center"),
        ("heading", "bold", lined, "center"),
        ("text", "plain", lined, "left"),
        ("figure", "plain", lined, "right"),
        ("number", "plain", lined, "center"),
    ):
        indent = ' indent="1"' if across != "center" else ""
        xf = _XF.format(font=fonts[font], border=border, across=across, indent=indent)
        xml, styles[name] = with_appended(xml, "cellXfs", xf, part=part)
    draft.write(part, xml)
    return styles


def _sheet_xml(
    listed: Sequence[Correction], office: Sequence[str], styles: dict[str, int], main: str, language: Language
) -> bytes:
    lines = _lines(listed, office, language)
    rows = "".join(_row(number, line, styles) for number, line in lines.items())
    end = max(lines)
    merges = ["A1:C1", "D1:F1", "A2:C2", "D2:F2", "A4:F4", "A5:F5", f"A{end}:C{end}", f"D{end}:F{end}"]
    merges += [] if listed else [f"A{_HEADING_ROW + 1}:F{_HEADING_ROW + 1}"]
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in merges)
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<cols>{widths}</cols><sheetData>{rows}</sheetData>"
        f'<mergeCells count="{len(merges)}">{merged}</mergeCells>{_PAGE}</worksheet>'
    ).encode()


def _lines(listed: Sequence[Correction], office: Sequence[str], language: Language) -> dict[int, SheetRow]:
    """The rows of the sheet by their numbers; without an `office` there is a line to write its name on."""
    *superior, issuer = office or (_TO_FILL_IN,)
    blank: tuple[None, str] = (None, "middle")

    def said(text: Text) -> str:
        return text.in_language(language)

    # Of two lines the superior agency's is upright, the issuer's bold.
    left = [*((line, "middle") for line in superior), (issuer, "title"), blank]
    lines: dict[int, SheetRow] = {
        1: (left[0], blank, blank, (_NATION, "title")),
        2: (left[1], blank, blank, (_MOTTO, "title")),
        4: ((said(_TITLE), "title"),),
        5: ((said(_LETTER), "letter"),),
        _HEADING_ROW: tuple((said(heading), "heading") for heading in _HEADINGS),
    }
    for at, one in enumerate(listed, 1):
        figures = "figure" if max(len(one.issued), len(one.corrected)) < _WIDTHS[3] else "text"
        lines[_HEADING_ROW + at] = (
            (at, "number"),
            (one.unit, "text"),
            (one.item, "text"),
            (one.issued, figures),
            (one.corrected, figures),
            (one.note, "text"),
        )
    if not listed:
        lines[_HEADING_ROW + 1] = ((said(_NOTHING), "number"), *((None, "number"),) * (_LAST - 1))
    lines[max(lines) + 2] = ((said(_MAKER), "title"), blank, blank, (said(_SIGNER), "title"))
    return lines


def _row(number: int, line: SheetRow, styles: dict[str, int]) -> str:
    cells = "".join(_cell(address(number, at), value, styles[style]) for at, (value, style) in enumerate(line, 1))
    height = _LINE
    if len(line) == _LAST:
        lengths = [len(str(value)) if value is not None else 0 for value, _ in line]
        # Not every program makes a row as high as its wrapped texts; bold letters of this font are wide.
        height *= max(ceil(1.2 * length / width) for length, width in zip(lengths, _WIDTHS, strict=True)) or 1
    return f'<row r="{number}" ht="{min(height + 3, 409)}" customHeight="1">{cells}</row>'


def _cell(place: str, value: str | int | None, style: int) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    text = f'<is><t xml:space="preserve">{escape(escaped(value))}</t></is>'
    return f'<c r="{place}" s="{style}" t="inlineStr">{text}</c>'
