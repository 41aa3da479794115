"""Excel tables of a template sheet: stretched over their repeated rows, copied under another name with their block."""

import re
from collections.abc import Mapping

from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations, relations_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import find_elements, root_of, spliced, with_attributes
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import TABLE_TEXTS
from xl_addin.workbook.structure.movers.tables import PLACES
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated
from xl_addin.workbook.structure.sheets.copying import Numbering, copied_parts, renamed_tables
from xl_addin.workbook.structure.tables.table_area import TableArea, tables_of

_COLUMNS = Text(
    vi="bảng Excel “{name}” có cột lặp lại, chưa giãn theo được; hãy đổi bảng thành vùng thường (Table Design > "
    "Convert to Range)",
    en="columns of the Excel table “{name}” are repeated, which it cannot follow; convert it to a range (Table Design "
    "> Convert to Range)",
)
_FORMULAS = tuple(place for place in PLACES if place.kind == "formula")
# Excel fills it down a column: it is a formula of each row.
_OF_A_ROW = tuple(place for place in _FORMULAS if place.path == "calculatedColumnFormula")
_OF_THE_TABLE = tuple(place for place in _FORMULAS if place not in _OF_A_ROW)
_PART = re.compile(rb"<(?:[\w.-]+:)?tablePart\s[^>]*/>")


def follow_tables(
    draft: Draft, part: str, repetition: SheetRepetition, numbering: Numbering
) -> Mapping[str, list[str]]:
    """Rewrite the tables of a sheet; the ids of the relationships to those there are now, by the template's."""
    found: dict[str, list[str]] = {}
    for relation in [each for each in relations(draft, part) if each.kind == "table"]:
        table = next(each for each in tables_of(draft, part) if each.part == draft.actual_name(relation.target))
        images = repetition.copies(table.area)
        ids = found[relation.id] = [relation.id][: len(images)]
        parts = [table.part]
        for _ in images[1:]:
            copies = copied_parts(draft, table.part, draft)
            renamed_tables(draft, copies, numbering)
            ids.append(draft.add_relation(part, _type_of(draft, part, relation.id), copies[table.part]))
            parts.append(copies[table.part])
        for one, image in zip(parts, images, strict=False):
            _write(draft, one, table, image, repetition)
        if not images:
            draft.drop_relations(part, [relation.id])
            draft.drop(table.part)
    return found


def with_table_parts(after: bytes, ids: Mapping[str, list[str]]) -> bytes:
    """The sheet behind its rows, with the tables that there are now."""
    if all(each == [id_] for id_, each in ids.items()):
        return after

    def listed(match: re.Match[bytes]) -> bytes:
        old = next((id_ for id_ in ids if f'"{id_}"'.encode() in match[0]), None)
        new = [match[0].replace(f'"{old}"'.encode(), f'"{each}"'.encode()) for each in ids.get(old or "", ())]
        return b"".join(new) if old else match[0]

    after = _PART.sub(listed, after)
    total = len(_PART.findall(after))
    if not total:
        return re.sub(rb"<((?:[\w.-]+:)?tableParts)\b[^>]*(?:/>|></\1>)", b"", after)
    return re.sub(rb'(<(?:[\w.-]+:)?tableParts\b[^>]*count=")\d+', rb"\g<1>%d" % total, after)


def _type_of(draft: Draft, part: str, id_: str) -> str:
    return next(each.get("Type", "") for each in draft.xml(relations_part(part)) if each.get("Id") == id_)


def _write(draft: Draft, part: str, table: TableArea, image: Area, repetition: SheetRepetition) -> None:
    if image.last_column - image.first_column != table.area.last_column - table.area.first_column:
        repetition.fault(image, "", _COLUMNS.with_values(name=table.name))
        return
    rows = table.headings + table.totals + 1
    # A table has a row of data, if only an empty one.
    last = max(image.last_row, image.first_row + rows - 1)
    area = Area(image.first_row, image.first_column, last, image.last_column)
    xml = as_utf8(draft.read(part), part=part)
    first = image.first_row + table.headings
    row = Area(first, area.first_column, first, area.last_column) if first <= image.last_row else image
    for places, seen_from in (((*_OF_THE_TABLE, *TABLE_TEXTS), image), (_OF_A_ROW, row)):
        xml = repeated(placed_xml(xml, places, part=part), repetition, seen_from=seen_from)
    root = root_of(xml, part=part)
    splices = [(root.start, root.tag_end, with_attributes(xml[root.start : root.tag_end], {"ref": str(area)}))]
    filtered = str(Area(area.first_row, area.first_column, area.last_row - table.totals, area.last_column))
    for each in find_elements(xml, {"autoFilter", "sortState"}, part=part):
        if each.path == "sortState":
            # What it was sorted by is the template's rows.
            splices.append((each.start, each.end, b""))
        else:
            tag = with_attributes(xml[each.start : each.tag_end], {"ref": filtered})
            splices.append((each.start, each.tag_end, tag))
    draft.write(part, spliced(xml, splices))
