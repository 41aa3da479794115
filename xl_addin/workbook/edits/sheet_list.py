"""Take worksheets out of a workbook file, and put new ones behind the others."""

import posixpath
from collections.abc import Collection

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import child, children, relation_id, relations, relations_part, sheet_parts, workbook_part
from xl_addin.problem import Problem

_LAST_SHEET = Text(
    vi="không xóa được trang tính duy nhất của sổ", en="the only visible sheet of a workbook cannot be deleted"
)
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CONTENT_TYPES = "[Content_Types].xml"
# The elements of a workbook part whose attributes count sheets.
_VIEW_COUNTERS = ("activeTab", "firstSheet")


def without_sheets(data: bytes, names: Collection[str], *, file: str) -> bytes:
    """The workbook without these worksheets and the defined names that belong to them; Problem if none would stay."""
    package = open_package(data, file=file)
    workbook = workbook_part(package)
    listed = sheet_parts(package, workbook)
    if all(sheet.name in names or not sheet.visible for sheet in listed):
        raise Problem(_LAST_SHEET, place=listed[0].name)
    parts = {sheet.part for sheet in listed if sheet.name in names}
    ids = {each.id for each in relations(package, workbook) if package.actual_name(each.target) in parts}
    root = package.xml(workbook)
    sheets = children(child(root, "sheets"), "sheet")
    numbers = [index for index, sheet in enumerate(sheets) if sheet.get("name") not in names]
    for sheet in sheets:
        if sheet.get("name") in names:
            _drop(sheet)
    _renumber_names(root, {str(old): str(new) for new, old in enumerate(numbers)})
    for view in children(child(root, "bookViews"), "workbookView"):
        for counter in _VIEW_COUNTERS:
            view.attrib.pop(counter, "")
    rels, types = relations_part(workbook), package.actual_name(_CONTENT_TYPES)
    relations_root, types_root = package.xml(rels), package.xml(types)
    for element in [each for each in relations_root if each.get("Id") in ids]:
        _drop(element)
    for element in [each for each in types_root if each.get("PartName", "").lstrip("/") in parts]:
        _drop(element)
    dropped = parts | {relations_part(part) for part in parts}
    return package.with_parts(
        {
            **{package.actual_name(part): None for part in dropped if part in package},
            workbook: _xml(root),
            package.actual_name(rels): _xml(relations_root),
            types: _xml(types_root),
        }
    )


def with_sheet(package: Package, name: str, xml: bytes) -> dict[str, bytes | None]:
    """The changed parts that put a worksheet with this XML behind the others of the package."""
    workbook = workbook_part(package)
    like = next(sheet for sheet in sheet_parts(package, workbook) if sheet.kind == "worksheet")
    folder = posixpath.dirname(workbook)
    number = 1
    while f"{folder}/worksheets/sheet{number}.xml".lstrip("/") in package:
        number += 1
    target = f"worksheets/sheet{number}.xml"
    part = posixpath.join(folder, target)
    rels, types = package.actual_name(relations_part(workbook)), package.actual_name(_CONTENT_TYPES)
    root, relations_root, types_root = package.xml(workbook), package.xml(rels), package.xml(types)
    id_ = _unused("rId", [each.get("Id", "") for each in relations_root])
    model = next(each for each in relations(package, workbook) if package.actual_name(each.target) == like.part)
    kind = next(each.get("Type", "") for each in relations_root if each.get("Id") == model.id)
    etree.SubElement(relations_root, _beside(relations_root, "Relationship"), Id=id_, Type=kind, Target=target)
    etree.SubElement(types_root, _beside(types_root, "Override"), PartName=f"/{part}", ContentType=_WORKSHEET)
    sheets = child(root, "sheets")
    assert sheets is not None
    sheet = etree.SubElement(sheets, _beside(root, "sheet"), name=name)
    numbers = [each.get("sheetId", "") for each in children(sheets, "sheet")]
    sheet.set("sheetId", str(1 + max((int(each) for each in numbers if each.isdecimal()), default=0)))
    sheet.set(_relation_attribute(children(sheets, "sheet")[0]), id_)
    return {part: xml, workbook: _xml(root), rels: _xml(relations_root), types: _xml(types_root)}


def _renumber_names(root: etree._Element, numbers: dict[str, str]) -> None:
    """Defined names of one sheet count the sheets; those of a sheet that goes, go too."""
    for name in children(child(root, "definedNames"), "definedName"):
        scope = name.get("localSheetId")
        if scope is None:
            continue
        if scope in numbers:
            name.set("localSheetId", numbers[scope])
        else:
            _drop(name)
    names = child(root, "definedNames")
    if names is not None and not len(names):
        _drop(names)


def _relation_attribute(sheet: etree._Element) -> str:
    """What `r:id` is called here: strict workbooks have a namespace of their own."""
    id_ = relation_id(sheet)
    return next(str(name) for name, value in sheet.attrib.items() if value == id_ and str(name).endswith("}id"))


def _unused(stem: str, taken: Collection[str]) -> str:
    number = len(taken) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _beside(element: etree._Element, name: str) -> str:
    return f"{{{etree.QName(element).namespace}}}{name}"


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
