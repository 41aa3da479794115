"""Defined names: references fixed with `$` follow; relative ones count from the cell that uses the name."""

from collections.abc import Iterator

from xl_addin.formula.displacement import GONE
from xl_addin.formula.reference import pieces
from xl_addin.formula.shift import Shift
from xl_addin.formula.tokens import Token
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8, parse_xml
from xl_addin.package.splicing import Found, Splice, find_elements, spliced
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace

_NAMES, _NAME = "definedNames", "definedNames/definedName"
_PLACES = (XmlPlace(_NAME, None, "name"),)
# Print areas and titles, and the area of a filter, are lists of areas: what has gone leaves the list.
_BUILT_IN = "_xlnm."


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    part = place.workbook
    xml = as_utf8(draft.read(part), part=part)
    # A name belongs to no sheet, so that it names one with every reference.
    moved = moved_places(xml, _PLACES, shift, here="", part=part)
    if moved != xml:
        draft.write(part, spliced(moved, _without_gone(moved, part)))


def _without_gone(xml: bytes, part: str) -> Iterator[Splice]:
    elements = find_elements(xml, {_NAMES, _NAME}, part=part)
    names = [each for each in elements if each.path == _NAME]
    left = {each.start: _areas_left(xml, each) for each in names}
    for each in elements:
        if each.path == _NAMES:
            if not any(left.values()):
                yield each.start, each.end, b""
                return
        elif not left[each.start]:
            yield each.start, each.end, b""
        elif is_list_of_areas(each.attributes.get("name", "")):
            yield each.tag_end, xml.rindex(b"</", each.start, each.end), left[each.start]


def _areas_left(xml: bytes, name: Found) -> bytes:
    """What a name means, as written, without the areas that have gone where it is a list of them; never empty else."""
    if name.tag_end == name.end:
        return b" "
    written = xml[name.tag_end : xml.rindex(b"</", name.start, name.end)]
    if not is_list_of_areas(name.attributes.get("name", "")) or GONE.encode() not in written:
        return written or b" "
    kept = areas_left(parse_xml(b"<t>" + written + b"</t>").text or "")
    return kept.replace("&", "&amp;").replace("<", "&lt;").encode()


def is_list_of_areas(name: str) -> bool:
    """Whether a name is one of Excel's own (`_xlnm.Print_Area`), of whose areas those that have gone are left out."""
    return name.startswith(_BUILT_IN)


def areas_left(meaning: str) -> str:
    """The areas of such a name that have not gone, empty where none is left."""
    areas = [""]
    for piece in pieces(meaning):
        if isinstance(piece, Token) and piece.kind == "separator":
            areas.append("")
        else:
            areas[-1] += piece.text if isinstance(piece, Token) else piece.written
    return ",".join(area for area in areas if GONE not in area)


MOVER = Mover(_move, places=_PLACES, kinds=("officeDocument",))
