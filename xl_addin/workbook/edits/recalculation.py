"""Ask Excel to calculate a workbook afresh when it opens it."""

from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations, workbook_part
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


def ask_for_recalculation(draft: Draft) -> None:
    """Give the workbook part `fullCalcOnLoad`, so that Excel trusts no stored value but its own."""
    part = workbook_part(draft)
    workbook = as_utf8(draft.read(part), part=part)
    elements = find_elements(workbook, {*_BEFORE, "calcPr"}, part=part)
    existing = next((element for element in elements if element.path == "calcPr"), None)
    if existing:
        tag = workbook[existing.start : existing.tag_end]
        splice = existing.start, existing.tag_end, with_attributes(tag, {"fullCalcOnLoad": "1"})
    else:
        last = elements[-1]
        prefix = prefix_of(workbook[last.start : last.tag_end])
        splice = last.end, last.end, b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix
    draft.write(part, spliced(workbook, [splice]))


def drop_calculation_chain(draft: Draft) -> None:
    """Take the calculation chain out: Excel calls a chain damaged that names a cell without formula.

    Excel builds it again by itself.
    """
    workbook = workbook_part(draft)
    chains = [each for each in relations(draft, workbook) if each.kind == "calcChain" and not each.external]
    if chains:
        draft.drop_relations(workbook, {chain.id for chain in chains})
    for chain in chains:
        draft.drop(chain.target)
