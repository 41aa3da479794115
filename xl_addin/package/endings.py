"""Under which ending a workbook must be saved: Excel refuses to open one of another kind, as with macros or a template.

The kind is the content type of the workbook part (ECMA-376 part 2, and Microsoft's for macros).
"""

from xl_addin.package.package import Package
from xl_addin.package.parts import children, workbook_part

ENDINGS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": ".xlam",
}
"""The endings by content type, in small letters."""


def ending_of(package: Package) -> str:
    """The ending of a package's kind; `.xlsx` where its content type is none of Excel's."""
    part = workbook_part(package)
    types = package.xml("[Content_Types].xml")
    named = {
        each.get("PartName", "").lstrip("/").lower(): each.get("ContentType", "")
        for each in children(types, "Override")
    }
    by_ending = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in children(types, "Default")}
    kind = named.get(part.lstrip("/").lower(), by_ending.get(part.rpartition(".")[2].lower(), ""))
    return ENDINGS.get(kind.lower(), ".xlsx")
