"""What openpyxl 3.1.5 would lose or change if it loaded a workbook (with rich text) and saved it.

A whitelist: whatever is not known to survive, or to be of no consequence, is named. It was established by saving
books that have each feature and comparing them part by part and element by element; `tests/workbook/test_fragile.py`
does that again.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from xl_addin.formula.cells import address
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import SheetPart, frame_of, related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

# Parts that openpyxl keeps, writes anew from what it read, or whose loss changes nothing a reader of the book sees:
# the calculation chain is rebuilt by Excel, printer settings repeat the page set-up for one driver, the thumbnail
# and the application's properties describe the file.
_HARMLESS_PARTS = re.compile(
    r"""\[Content_Types\]\.xml | .*\.rels | docProps/(app|core|custom)\.xml | docProps/thumbnail\.\w+
    | xl/calcChain\.xml | xl/printerSettings/.* | xl/theme/theme1?\.xml | xl/sharedStrings\.xml""",
    re.VERBOSE | re.IGNORECASE,
)
# Pictures and drawings are named after what they belong to.
_NAMED_LAST = ("xl/media/", "xl/drawings/")

# Elements, by path from below the root, that survive or are of no consequence. `**` is anything below.
# In styles and workbook: recently used colours, defaults of slicers and timelines, where the file was last saved.
_STYLES = """
numFmts/numFmt fonts/font/** fills/fill/** borders/border/** cellStyleXfs/xf/alignment cellStyleXfs/xf/protection
cellXfs/xf/alignment cellXfs/xf/protection cellStyles/cellStyle dxfs/dxf/font/** dxfs/dxf/numFmt dxfs/dxf/fill/**
dxfs/dxf/alignment dxfs/dxf/border/** dxfs/dxf/protection tableStyles/tableStyle/tableStyleElement
colors/indexedColors/rgbColor colors/mruColors/color extLst/ext/slicerStyles/** extLst/ext/timelineStyles/**
extLst/ext/dxfs/**
"""
_WORKBOOK = """
fileVersion workbookPr workbookProtection bookViews/workbookView sheets/sheet definedNames/definedName calcPr
externalReferences/externalReference fileRecoveryPr revisionPtr AlternateContent/Choice/absPath absPath
extLst/ext/workbookPr extLst/ext/calcFeatures/feature extLst/ext/extCalcPr
"""
# In sheets: phonetic settings are lost; drawings and pictures are named as the parts they point to.
_SHEET = """
sheetPr/tabColor sheetPr/outlinePr sheetPr/pageSetUpPr dimension sheetViews/sheetView/pane
sheetViews/sheetView/selection sheetFormatPr cols/col sheetData/row/c/f sheetData/row/c/v sheetData/row/c/is/t
sheetData/row/c/is/r/t sheetData/row/c/is/r/rPr/** sheetProtection scenarios/scenario/inputCells autoFilter/**
mergeCells/mergeCell phoneticPr conditionalFormatting/cfRule/formula conditionalFormatting/cfRule/colorScale/**
conditionalFormatting/cfRule/dataBar/** conditionalFormatting/cfRule/iconSet/**
dataValidations/dataValidation/formula1 dataValidations/dataValidation/formula2 hyperlinks/hyperlink printOptions
pageMargins pageSetup headerFooter/** rowBreaks/brk colBreaks/brk tableParts/tablePart
drawing legacyDrawing legacyDrawingHF picture
"""
_TABLE = """
autoFilter/** sortState/sortCondition tableColumns/tableColumn/calculatedColumnFormula
tableColumns/tableColumn/totalsRowFormula tableStyleInfo
"""
_EXTERNAL_LINK = """
externalBook/sheetNames/sheetName externalBook/definedNames/definedName externalBook/sheetDataSet/sheetData/row/cell/v
"""

# As deep as the other parser goes: paths of a bottomless part would fill the memory.
_DEEPEST = 256

_HEADER_FORMATS = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+')
_KEPT_RESERVED_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase")


def what_openpyxl_would_lose(data: bytes) -> list[str]:
    """The parts (`xl/charts/chart1.xml`) and elements (`xl/worksheets/sheet1.xml: extLst`) openpyxl would damage.

    Empty for a book it keeps. Drawings and pictures come last, behind what they show. Raises Problem for a file
    that is not a readable workbook.
    """
    package = open_package(data)
    workbook = workbook_part(package)
    sheets = sheet_parts(package, workbook)
    known = {workbook: _WORKBOOK}
    known |= dict.fromkeys(related(package, workbook, "styles"), _STYLES)
    known |= dict.fromkeys(related(package, workbook, "externalLink"), _EXTERNAL_LINK)
    # Excel writes an empty list of commenting persons into many books, LibreOffice an empty drawing.
    often_empty = list(related(package, workbook, "person"))
    for sheet in sheets:
        if sheet.kind == "worksheet":
            known[sheet.part] = _SHEET
            known |= dict.fromkeys(related(package, sheet.part, "table"), _TABLE)
            often_empty += related(package, sheet.part, "drawing")
    known |= {part: "" for part in often_empty if not len(package.xml(part))}
    lost = [
        *_unknown_parts(package, known),
        *(f"{part}: {element}" for part, allowed in known.items() for element in _unknown(package, part, allowed)),
        *_lost_contents(package, workbook, sheets, read_book(data)),
    ]
    return sorted(lost, key=lambda name: name.startswith(_NAMED_LAST))


def _unknown_parts(package: Package, known: Mapping[str, str]) -> Iterator[str]:
    for name in package.names:
        if name not in known and not _HARMLESS_PARTS.fullmatch(name.lstrip("/")):
            yield name


def _unknown(package: Package, part: str, allowed: str) -> list[str]:
    """The unknown elements of a part, each by the path of the topmost of them, once."""
    patterns = allowed.split()
    exact = {pattern for pattern in patterns if not pattern.endswith("/**")}
    exact |= {pattern.removesuffix("/**") for pattern in patterns}
    exact |= {path[:end] for path in exact for end in range(len(path)) if path[end] == "/"}
    below = tuple(pattern.removesuffix("**") for pattern in patterns if pattern.endswith("/**"))
    unknown: list[str] = []
    within: set[str] = set()
    for path in _paths(as_utf8(package.read(part), part=part), part):
        above = path.rpartition("/")[0]
        if above in within:
            within.add(path)
        elif path not in exact and not path.startswith(below):
            within.add(path)
            unknown.append(path)
    return unknown


def _paths(xml: bytes, part: str) -> list[str]:
    """The distinct element paths below the root, by local name, parents first."""
    found: dict[str, None] = {}
    stack: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def on_start(name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        path = "" if not stack else f"{stack[-1]}/{local}" if stack[-1] else local
        if len(stack) > _DEEPEST:
            raise broken_xml(part)
        if stack:
            found[path] = None
        stack.append(path)

    def on_end(_: str) -> None:
        stack.pop()

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml(part) from error
    return list(found)


def _lost_contents(package: Package, workbook: str, sheets: tuple[SheetPart, ...], book: Book) -> Iterator[str]:
    for name in book.defined_names:
        reserved = name.rpartition("!")[2]
        if reserved.startswith("_xlnm.") and reserved not in _KEPT_RESERVED_NAMES:
            yield f"{workbook}: definedNames/definedName {reserved}"
    parts = {sheet.name: sheet.part for sheet in sheets}
    for sheet in book.sheets:
        part = parts[sheet.name]
        yield from (f"{part}: {address(row, column)}" for row, column in _hidden_under_merges(sheet))
        yield from (f"{part}: {address(row, column)}" for row, column in _impossible_dates(book, sheet))
        if _mixed_header(package, part):
            yield f"{part}: headerFooter"


def _hidden_under_merges(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Cells that hold something under a merge, which openpyxl empties."""
    for area in sheet.merges:
        for column in range(area.first_column, area.last_column + 1):
            cells = sheet.columns.get(column)
            filled = cells.values.keys() | cells.formulas.keys() if cells else set()
            for row in filled:
                if (row, column) in area and (row, column) != (area.first_row, area.first_column):
                    yield row, column


def _impossible_dates(book: Book, sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Numbers under a date format that come back different after having been a date."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, to_excel

    epoch = MAC_EPOCH if book.date_system == 1904 else WINDOWS_EPOCH
    dates = {
        text: is_timedelta_format(text)
        for column in sheet.columns.values()
        for text in set(column.number_formats.values())
        if is_date_format(text)
    }
    for index, column in sheet.columns.items():
        for row, number_format in column.number_formats.items():
            value = column.values.get(row)
            if number_format not in dates or row in column.formulas:
                continue
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            try:
                moment = from_excel(value, epoch, timedelta=dates[number_format])
                back = to_excel(moment, epoch)  # type: ignore[no-untyped-call]
            except (OverflowError, ValueError):
                back = None
            # A second is 1.2e-5 days; openpyxl keeps no more than milliseconds.
            if back is None or abs(back - value) > 2e-8:
                yield row, index


def _mixed_header(package: Package, part: str) -> bool:
    """Whether a header or footer changes its font midway: openpyxl moves every such change to the front."""
    texts = [item.text or "" for header in frame_of(package, part).iter("{*}headerFooter") for item in header]
    return any(not _fonts_lead(section) for text in texts for section in re.split("&[LCR]", text))


def _fonts_lead(section: str) -> bool:
    """Whether all font, size and colour codes stand before the text, each once."""
    kinds, rest = [], section
    while match := _HEADER_FORMATS.match(rest):
        kinds.append(match[0][1] if match[0][1] in '"K' else "size")
        rest = rest[match.end() :].removeprefix(" ")
    return len(kinds) == len(set(kinds)) and not _HEADER_FORMATS.search(rest)
