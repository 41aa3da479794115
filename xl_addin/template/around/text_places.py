"""Where text for people stands beside the cells: there `{{ … }}` is filled as in a cell."""

from xl_addin.workbook.structure.places import XmlPlace

HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
SHEET_TEXTS = (
    *(XmlPlace("dataValidation", name, "text") for name in ("promptTitle", "prompt", "errorTitle", "error")),
    # Beside it stands the formula that Excel goes by.
    XmlPlace("cfRule", "text", "text"),
    XmlPlace("hyperlink", "display", "text"),
    XmlPlace("hyperlink", "tooltip", "text"),
    XmlPlace("protectedRange", "name", "text"),
    *(XmlPlace(f"headerFooter/{name}", None, "header") for name in HEADERS),
)
"""In the frame of a sheet."""
SHAPE_TEXTS = (
    XmlPlace("r/t", None, "text"),
    XmlPlace("fld/t", None, "text"),
    *(XmlPlace("cNvPr", name, "text") for name in ("descr", "title")),
)
"""In shapes, text boxes and the titles of charts."""
CHART_TEXTS = (*SHAPE_TEXTS, XmlPlace("tx/v", None, "text"))
"""In charts; the name of a series may be a text of its own."""
NOTE_TEXTS = (*(XmlPlace(path, None, "text") for path in ("comment/text/t", "r/t", "threadedComment/text")),)
"""In notes and threads."""
TABLE_TEXTS = (XmlPlace("table", "comment", "text"), XmlPlace("tableColumn", "name", "text"))
"""In Excel tables; what a column is called is what its heading says."""
