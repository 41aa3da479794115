"""The workbook part of the result: its list of sheets, its defined names, what is open first."""

import posixpath
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from xl_addin.formula.displacement import GONE
from xl_addin.package.draft import Draft
from xl_addin.package.parts import SheetPart, child, children, relation_id, relations_part
from xl_addin.package.written_xml import xml_bytes
from xl_addin.template.language.faults import Faults
from xl_addin.template.plan.axis.ends import OUTSIDE
from xl_addin.template.plan.gathered import NothingMeant, ReferenceFault
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.output_sheets import OutputSheet, SheetFinder
from xl_addin.template.plan.references import rewritten, sheets_named
from xl_addin.template.plan.targets import FindTarget

# In the schema calcPr comes after these.
_BEFORE_CALCULATION = ("fileVersion", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
                       "externalReferences", "definedNames")  # fmt: skip

ResultSheet = OutputSheet | SheetPart
LayoutOf = Callable[[OutputSheet], Layout | None]


def write_workbook(
    draft: Draft,
    workbook: str,
    template_sheets: Sequence[SheetPart],
    result: Sequence[tuple[ResultSheet, str]],
    finder: SheetFinder,
    layout_of: LayoutOf,
    faults: Faults,
) -> etree._Element:
    """Write the workbook part and return its root: `result` pairs each sheet, in order, with its part."""
    root = draft.xml(workbook)
    relations = draft.xml(relations_part(workbook))
    _drop_calculation_chain(draft, workbook, relations)
    _list_sheets(root, relations, workbook, template_sheets, result)
    _name(root, template_sheets, result, finder, layout_of, faults)
    for view in children(child(root, "bookViews"), "workbookView"):
        view.attrib.pop("activeTab", "")
        view.attrib.pop("firstSheet", "")
    _ask_for_calculation(root)
    draft.write(workbook, xml_bytes(root))
    draft.write(relations_part(workbook), xml_bytes(relations))
    return root


def _drop_calculation_chain(draft: Draft, workbook: str, relations: etree._Element) -> None:
    for relation in list(relations):
        if relation.get("Type", "").endswith("/calcChain"):
            relations.remove(relation)
            draft.drop(posixpath.normpath(posixpath.join(posixpath.dirname(workbook), relation.get("Target", ""))))


def _list_sheets(
    root: etree._Element,
    relations: etree._Element,
    workbook: str,
    template_sheets: Sequence[SheetPart],
    result: Sequence[tuple[ResultSheet, str]],
) -> None:
    sheets = child(root, "sheets")
    if sheets is None:
        return
    by_name = {element.get("name"): element for element in children(sheets, "sheet")}
    next_id = max((int(element.get("sheetId", "0")) for element in by_name.values()), default=0) + 1
    kinds = {relation.get("Id"): relation for relation in relations}
    used_relations: set[str] = set()
    used_ids = {relation.get("Id") for relation in relations}
    number = len(used_ids)
    for element in list(sheets):
        sheets.remove(element)
    for sheet, part in result:
        template = by_name[sheet.template.name if isinstance(sheet, OutputSheet) else sheet.name]
        copy = deepcopy(template)
        copy.set("name", sheet.name)
        key = relation_id(template) or ""
        if isinstance(sheet, OutputSheet) and sheet.copy:
            relation = deepcopy(kinds[key])
            while f"rId{number}" in used_ids:
                number += 1
            fresh = f"rId{number}"
            used_ids.add(fresh)
            relation.set("Id", fresh)
            relation.set("Target", posixpath.relpath(part, posixpath.dirname(workbook)))
            relations.append(relation)
            copy.set("sheetId", str(next_id))
            next_id += 1
            for name, value in template.attrib.items():
                if value == key and str(name).endswith("}id"):
                    copy.set(name, fresh)
            key = fresh
        used_relations.add(key)
        sheets.append(copy)
    for relation_key, relation in kinds.items():
        if relation.get("Type", "").endswith(("/worksheet", "/chartsheet")) and relation_key not in used_relations:
            relations.remove(relation)


def _name(
    root: etree._Element,
    template_sheets: Sequence[SheetPart],
    result: Sequence[tuple[ResultSheet, str]],
    finder: SheetFinder,
    layout_of: LayoutOf,
    faults: Faults,
) -> None:
    names = child(root, "definedNames")
    if names is None:
        return
    for element in list(names):
        names.remove(element)
        local = element.get("localSheetId")
        owner = template_sheets[int(local)].name if local is not None else None
        text = element.text or ""
        repeated = owner is None and any(finder.is_repeated(name) for name in sheets_named(text))
        for index, (sheet, _) in enumerate(result):
            template = sheet.template.name if isinstance(sheet, OutputSheet) else sheet.name
            mine = template == owner if owner is not None else repeated and template in sheets_named(text)
            if mine:
                output = sheet if isinstance(sheet, OutputSheet) else None
                layout = layout_of(output) if output else None
                find = finder.seen_from(output, layout)
                _add_name(names, element, index, text, find, faults)
        if owner is None and not repeated:
            _add_name(names, element, None, text, finder.seen_from(None), faults)
    if not len(names):
        root.remove(names)


def _add_name(
    names: etree._Element,
    template: etree._Element,
    sheet: int | None,
    text: str,
    find_target: FindTarget,
    faults: Faults,
) -> None:
    copy, name = deepcopy(template), template.get("name", "")
    try:
        titles = name == "_xlnm.Print_Titles"
        copy.text = rewritten(text, OUTSIDE, find_target, copies="first" if titles else "meant", union=True)
    except NothingMeant:
        # As in Excel where the cells of a name have been deleted; what is built in leaves the sheet's own defaults.
        if name.startswith("_xlnm."):
            return
        copy.text = GONE
    except ReferenceFault as error:
        faults.add(name, text, error.text)
        return
    if sheet is not None:
        copy.set("localSheetId", str(sheet))
    names.append(copy)


def _ask_for_calculation(root: etree._Element) -> None:
    calculation = child(root, "calcPr")
    if calculation is None:
        namespace = etree.QName(root).namespace
        calculation = etree.Element(f"{{{namespace}}}calcPr")
        before = [element for element in root if etree.QName(element).localname in _BEFORE_CALCULATION]
        root.insert(root.index(before[-1]) + 1, calculation)
    calculation.set("fullCalcOnLoad", "1")
