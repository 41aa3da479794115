"""The columns of a filter, counted from its first one, after columns have come or gone."""

from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import find_elements, spliced, with_attributes

_FILTER, _COLUMN = "autoFilter", "autoFilter/filterColumn"


def moved_filter_columns(xml: bytes, before: bytes, shift: Shift, *, part: str) -> bytes:
    """A part whose filter has moved, with the conditions of its columns where these are then.

    `before` is the part as it was. A column that has gone takes its condition along.
    """
    if shift.axis == "rows":
        return xml
    old = find_elements(before, {_FILTER}, part=part)
    elements = find_elements(xml, {_FILTER, _COLUMN}, part=part)
    new = [each for each in elements if each.path == _FILTER]
    if not old or not new:
        return xml
    try:
        area, moved = (Area.parse(each[0].attributes.get("ref", "")) for each in (old, new))
        splices = []
        for column in (each for each in elements if each.path == _COLUMN):
            number = int(column.attributes.get("colId", ""))
            place = shift.line(area.first_column + number)
            if place is None:
                splices.append((column.start, column.end, b""))
            elif place - moved.first_column != number:
                tag = with_attributes(xml[column.start : column.tag_end], {"colId": str(place - moved.first_column)})
                splices.append((column.start, column.tag_end, tag))
    except ValueError as error:
        raise broken_xml(part) from error
    return spliced(xml, splices)
