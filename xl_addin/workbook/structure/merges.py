"""Merged cells of one line in new lines that are filled like it: a name over two columns is so in every row.

New lines that only have formats of another have no merges of it: Excel inserts them so.
"""

from dataclasses import replace

from xl_addin.formula.areas import any_overlap
from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import find_elements, spliced, with_attributes
from xl_addin.workbook.reading.merged_areas import merged_area

_LIST, _MERGE = "mergeCells", "mergeCells/mergeCell"


def with_merges_like(xml: bytes, shift: Shift, *, part: str) -> bytes:
    """The XML of a shifted sheet, its merges moved already, with those of the model in lines filled like it."""
    model = None if shift.like is None or not shift.fill or shift.count < 0 else shift.line(shift.like)
    if model is None:
        return xml
    elements = find_elements(xml, {_LIST, _MERGE}, part=part)
    merges = [each for each in elements if each.path == _MERGE]
    try:
        areas = [merged_area(each.attributes.get("ref", "")) for each in merges]
        # What stretches over the new lines has their cells already.
        there = [area for area in areas if _meets(area, shift)]
        new = [
            with_attributes(xml[each.start : each.end], {"ref": str(copied)})
            for each, area in zip(merges, areas, strict=True)
            for copied in _copies(area, model, shift)
            if not any_overlap([copied, *there])
        ]
    except ValueError as error:
        raise broken_xml(part) from error
    if not new:
        return xml
    splices = [(merges[-1].end, merges[-1].end, b"".join(new))]
    listed = next(each for each in elements if each.path == _LIST)
    if "count" in listed.attributes:
        tag = with_attributes(xml[listed.start : listed.tag_end], {"count": str(len(merges) + len(new))})
        splices.append((listed.start, listed.tag_end, tag))
    return spliced(xml, splices)


def _meets(area: Area, shift: Shift) -> bool:
    first, last = (area.first_row, area.last_row) if shift.axis == "rows" else (area.first_column, area.last_column)
    return first <= shift.new[-1] and last >= shift.new[0]


def _copies(area: Area, model: int, shift: Shift) -> list[Area]:
    if shift.axis == "rows":
        alone = area.first_row == area.last_row == model
        return [replace(area, first_row=line, last_row=line) for line in shift.new] if alone else []
    alone = area.first_column == area.last_column == model
    return [replace(area, first_column=line, last_column=line) for line in shift.new] if alone else []
