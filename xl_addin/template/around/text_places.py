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
