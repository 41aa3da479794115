"""The kinds of things that `lossless.py` measures: a book that has them, and what of it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from fixtures.foreign_books import SHEET
from sweeping.facts import Probe

from xl_addin.formula.cells import quoted_sheet
from xl_addin.package.draft import Draft

_SHEET_PART = "xl/worksheets/sheet1.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Kind:
    """A book of `foreign_books`, the names of the probes that look at it, and what is added to it first.

    Of `without_pillow` openpyxl is not asked: it keeps pictures where Pillow is installed, which is not needed here.
    """

    book: str
    probes: tuple[str, ...]
    add: Callable[[Draft], object] | None = None
    without_pillow: tuple[str, ...] = ()


def _part(kind: str, name: str, content_type: str, content: str, draft: Draft) -> None:
    draft.add(name, content.encode(), content_type=content_type)
    draft.add_relation(_SHEET_PART, kind, name)


def _custom_views(draft: Draft) -> None:
    place = '<selection activeCell="B9" sqref="B9"/>'
    view = f'<customSheetView guid="{{{"0" * 8}-0000-0000-0000-{"0" * 12}}}">{place}</customSheetView>'
    views = f"<customSheetViews>{view}</customSheetViews>"
    draft.write(_SHEET_PART, draft.read(_SHEET_PART).replace(b"<pageMargins", f"{views}<pageMargins".encode()))


_slicers = partial(
    _part,
    "http://schemas.microsoft.com/office/2007/relationships/slicer",
    "xl/slicers/slicer1.xml",
    "application/vnd.ms-excel.slicer+xml",
    '<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<slicer name="Xã" cache="Xã"/></slicers>',
)
_query_part = partial(
    _part,
    f"{_RELATIONS}/queryTable",
    "xl/queryTables/queryTable1.xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.queryTable+xml",
    f'<queryTable xmlns="{_MAIN}" name="nguồn" connectionId="1"/>',
)


def _query(draft: Draft) -> None:
    """A list from outside, and the name that says where it stands."""
    _query_part(draft)
    name = "<definedNames><definedName name='nguồn' localSheetId='0' hidden='1'>%s</definedName></definedNames>"
    listed = f"</sheets>{name % f'{quoted_sheet(SHEET)}!$A$1:$B$9'}"
    draft.write("xl/workbook.xml", draft.read("xl/workbook.xml").replace(b"</sheets>", listed.encode()))


_xml_cells = partial(
    _part,
    f"{_RELATIONS}/tableSingleCells",
    "xl/tables/tableSingleCells1.xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.tableSingleCells+xml",
    f'<singleXmlCells xmlns="{_MAIN}"><singleXmlCell id="1" r="C3" connectionId="0"><xmlCellPr id="1" uniqueName="x">'
    '<xmlPr mapId="1" xpath="/a" xmlDataType="string"/></xmlCellPr></singleXmlCell></singleXmlCells>',
)


_SHEET: tuple[str, ...] = ()
_DRAWING, _CHART = ("drawing",), ("drawing", "chart")
PROBES = {
    probe.name: probe
    for probe in (
        Probe("formulas", _SHEET, "f", "#", "formula"),
        Probe("formulas of other sheets", ("of workbook", "worksheet"), "f", "#", "formula"),
        Probe("stored results", _SHEET, "f", "~v"),
        Probe("merged cells", _SHEET, "mergeCell", "ref", "area"),
        Probe("areas of rules", _SHEET, "conditionalFormatting", "sqref", "area"),
        Probe("formulas of rules", _SHEET, "formula", "#", "formula"),
        Probe("newer rules", _SHEET, "conditionalFormatting", "/sqref", "area"),
        Probe("areas of validations", _SHEET, "dataValidation", "sqref", "area"),
        Probe("formulas of validations", _SHEET, "formula1", "#", "formula"),
        Probe("links", _SHEET, "hyperlink", "ref", "area"),
        Probe("names", ("workbook",), "definedName", "#", "formula"),
        Probe("names of the sheet", ("workbook",), "definedName", "localSheetId"),
        Probe("page breaks", _SHEET, "rowBreaks/brk", "id", "row"),
        Probe("column breaks", _SHEET, "colBreaks/brk", "id"),
        Probe("paper", _SHEET, "pageSetup", "paperSize"),
        Probe("headers", _SHEET, "oddHeader"),
        Probe("tables", ("table",), "table", "ref", "area"),
        Probe("table columns", ("table",), "tableColumn", "name"),
        Probe("filters", _SHEET, "autoFilter", "ref", "area"),
        Probe("filter conditions", _SHEET, "filterColumn", "colId"),
        Probe("hidden rows", _SHEET, "row", "r if hidden", "row"),
        Probe("outlined rows", _SHEET, "row", "r if outlineLevel", "row"),
        Probe("outlined columns", _SHEET, "col", "outlineLevel"),
        Probe("comments", ("comments",), "comment", "ref", "area"),
        Probe("rows of their boxes", ("vmlDrawing",), "Row", "#", "row from 0"),
        Probe("sizes of their boxes", ("vmlDrawing",), "SizeWithCells"),
        Probe("threads", ("threadedComment",), "threadedComment", "ref", "area"),
        Probe("people", ("of workbook", "person"), "person", "displayName"),
        Probe("pictures", _DRAWING, "pic"),
        Probe("links of pictures", _DRAWING, "hlinkClick"),
        Probe("text boxes", _DRAWING, "sp"),
        Probe("texts of boxes", _DRAWING, "t", "#"),
        Probe("charts", _DRAWING, "graphicFrame"),
        Probe("rows of anchors", _DRAWING, "from", "/row", "row from 0"),
        Probe("references of charts", _CHART, "f", "#", "formula"),
        Probe("trendlines", _CHART, "trendline"),
        Probe("data labels", _CHART, "dLbls"),
        Probe("data tables", _CHART, "dTable"),
        Probe("axes", _CHART, "valAx"),
        Probe("sparklines", _SHEET, "sparkline", "/sqref", "area"),
        Probe("sparkline data", _SHEET, "sparkline", "/f", "formula"),
        Probe("their drawings", ("vmlDrawing", "image"), ""),
        Probe("pictures behind", ("image",), ""),
        Probe("protection", _SHEET, "sheetProtection", "sheet"),
        Probe("open ranges", _SHEET, "protectedRange", "sqref", "area"),
        Probe("ignored errors", _SHEET, "ignoredError", "sqref", "area"),
        Probe("buttons", ("vmlDrawing",), "ClientData"),
        Probe("macros", ("of workbook", "vbaProject"), ""),
        Probe("areas of arrays", _SHEET, "f", "ref", "area"),
        Probe("dynamic arrays", _SHEET, "c", "cm"),
        Probe("formatted runs", ("of workbook", "sharedStrings"), "r"),
        Probe("pictures in cells", _SHEET, "c", "vm"),
        Probe("pivot tables", ("pivotTable",), "location", "ref", "area"),
        Probe("sources of pivot tables", ("pivotTable", "pivotCacheDefinition"), "worksheetSource", "ref", "area"),
        Probe("scenarios", _SHEET, "inputCells", "r", "area"),
        Probe("slicers", ("slicer",), "slicer", "name"),
        Probe("lists from outside", ("queryTable",), "queryTable", "name"),
        Probe("custom views", _SHEET, "customSheetView"),
        Probe("cells bound to XML", ("tableSingleCells",), "singleXmlCell", "r", "area"),
        Probe("printer settings", ("printerSettings",), ""),
        Probe("custom XML", ("package", "customXml"), "thông-tin"),
        Probe("connections", ("of workbook", "connections"), "connections"),
        Probe("frozen panes", _SHEET, "pane", "state"),
        Probe("selections", _SHEET, "selection", "pane"),
    )
}
KINDS = {
    "formulas": Kind("calculation chain", ("formulas", "stored results")),
    "formulas of other sheets": Kind("other sheets", ("formulas of other sheets",)),
    "array formulas": Kind("dynamic arrays", ("formulas", "areas of arrays", "dynamic arrays")),
    "merged cells": Kind("all kinds of cells", ("merged cells",)),
    "rich text": Kind("rich text", ("formatted runs",)),
    "conditional formats": Kind("condition formula", ("areas of rules", "formulas of rules")),
    "data bars of Excel 2010": Kind("condition data bar 2010", ("areas of rules", "newer rules")),
    "validations": Kind("validations", ("areas of validations", "formulas of validations")),
    "names": Kind("names", ("names", "names of the sheet")),
    "links": Kind("links", ("links",)),
    "filters": Kind("autofilter", ("filters", "filter conditions", "names", "hidden rows")),
    "Excel tables": Kind("Excel table", ("tables", "table columns")),
    "comments": Kind("comments", ("comments", "rows of their boxes", "sizes of their boxes")),
    "threads": Kind("threaded comments", ("threads", "people", "comments")),
    "pictures": Kind("picture", ("links of pictures",), without_pillow=("pictures", "rows of anchors")),
    "pictures in cells": Kind("picture in a cell", ("pictures in cells",)),
    "background pictures": Kind("picture behind", ("pictures behind",)),
    "header pictures": Kind("header pictures", ("their drawings", "headers")),
    "text boxes": Kind("text box", ("text boxes", "texts of boxes", "rows of anchors")),
    "charts": Kind("chart column stacked", ("charts", "rows of anchors", "references of charts", "axes")),
    "combined charts": Kind(
        "combined chart", ("charts", "references of charts", "trendlines", "data labels", "data tables", "axes")
    ),
    "sparklines": Kind("sparklines", ("sparklines", "sparkline data")),
    "buttons": Kind("buttons", ("buttons", "comments")),
    "macros": Kind("macros", ("macros", "buttons")),
    "pivot tables": Kind("pivot table", ("pivot tables", "sources of pivot tables")),
    "slicers": Kind("nothing", ("slicers",), _slicers),
    "lists from outside (queries)": Kind("nothing", ("lists from outside",), _query),
    "custom views": Kind("nothing", ("custom views",), _custom_views),
    "cells bound to XML": Kind("nothing", ("cells bound to XML",), _xml_cells),
    "scenarios": Kind("scenarios", ("scenarios",)),
    "outlines": Kind("outline", ("outlined rows", "outlined columns")),
    "protection": Kind("protection", ("protection", "open ranges")),
    "ignored errors": Kind("ignored errors", ("ignored errors",)),
    "print set-up": Kind("printing", ("names", "page breaks", "column breaks", "paper", "headers")),
    "printer settings": Kind("printer settings", ("printer settings",)),
    "views": Kind("views", ("frozen panes", "selections")),
    "custom XML": Kind("custom XML", ("custom XML",)),
    "connections": Kind("connections", ("connections",)),
}
