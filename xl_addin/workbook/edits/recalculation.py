"""Ask Excel to calculate a workbook afresh when it opens it."""

from xl_addin.package.package import Package
from xl_addin.package.parts import relations
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import find_elements, prefix_of, spliced, with_attributes

# The elements of a workbook part that stand before calcPr (ECMA-376 part 1, CT_Workbook).
_BEFORE = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)


def asking_for_recalculation(workbook: bytes) -> bytes:
    """The workbook part with `fullCalcOnLoad`, so that Excel trusts no stored value but its own."""
    workbook = as_utf8(workbook)
    elements = find_elements(workbook, {*_BEFORE, "calcPr"})
    existing = next((element for element in elements if element.path == "calcPr"), None)
    if existing:
        tag = workbook[existing.start : existing.tag_end]
        return spliced(workbook, [(existing.start, existing.tag_end, with_attributes(tag, {"fullCalcOnLoad": "1"}))])
    last = elements[-1]
    prefix = prefix_of(workbook[last.start : last.tag_end])
    return spliced(workbook, [(last.end, last.end, b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix)])


def without_calculation_chain(package: Package, workbook: str) -> dict[str, bytes | None]:
    """The changes that drop the calculation chain: Excel calls a chain damaged that names a cell without formula.

    Excel builds it again by itself.
    """
    chain = next((r for r in relations(package, workbook) if r.kind == "calcChain" and not r.external), None)
    if chain is None:
        return {}
    folder, _, name = workbook.rpartition("/")
    rels = package.actual_name(f"{folder}/_rels/{name}.rels".lstrip("/"))
    types = package.actual_name("[Content_Types].xml")
    dropped: dict[str, bytes | None] = {}
    for part, path, attribute, wanted in (
        (rels, "Relationship", "Id", chain.id),
        (types, "Override", "PartName", f"/{chain.target}"),
    ):
        xml = as_utf8(package.read(part), part=part)
        gone = [
            (element.start, element.end, b"")
            for element in find_elements(xml, {path}, part=part)
            if element.attributes.get(attribute, "").lower() == wanted.lower()
        ]
        dropped[part] = spliced(xml, gone)
    if chain.target in package:
        dropped[package.actual_name(chain.target)] = None
    return dropped
