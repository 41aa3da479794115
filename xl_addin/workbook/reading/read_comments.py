"""Read the comments of a sheet. Apart from writing them, whose modules take long to load."""

from xl_addin.formula.cells import parse_address
from xl_addin.package.parts import child, children
from xl_addin.package.safe_xml import broken_xml, parse_xml
from xl_addin.problem import Problem
from xl_addin.workbook.reading.strings import text_of

_LIST = "commentList"


def comments_of(xml: bytes, *, part: str) -> dict[tuple[int, int], str]:
    """The texts by (row, column), in the order of the list; Problem for a damaged one."""
    found = {}
    for element in children(child(parse_xml(xml, part=part), _LIST), "comment"):
        text = child(element, "text")
        try:
            found[parse_address(element.get("ref", ""))] = "" if text is None else text_of(text)
        except (ValueError, Problem) as error:
            raise broken_xml(part) from error
    return found
