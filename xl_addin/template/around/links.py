"""Links that lead out of the workbook: where each leads stands in the sheet's list of relationships."""

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import count
from urllib.parse import quote, unquote

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.parts import Relation, relations_part
from xl_addin.package.written_xml import xml_bytes
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.language.cell_text import has_markup
from xl_addin.workbook.structure.places import XmlPlace

_TARGET = XmlPlace("Relationship", "Target", "text")
_LINK = re.compile(rb"<(?:[\w.-]+:)?hyperlink\s[^>]*>")
_AREA = re.compile(rb'\sref="([^"]+)"')
_ID = re.compile(rb'(:id=")([^"]+)(")')
_KEPT_IN_ADDRESSES = "/:?&=#%@+,;!'()[]~"


def follow_links(
    draft: Draft, part: str, known: Sequence[Relation], after: bytes, repetition: SheetRepetition
) -> bytes:
    """The sheet behind its rows, every link with an address of its own where `{{ … }}` in it says so.

    `known` are the sheet's relationships. The address is filled with what is known in the link's own cell.
    """
    texts = {each.id: unquote(each.target) for each in known if each.external and has_markup(unquote(each.target))}
    if not texts:
        return after
    listed = draft.xml(relations_part(part))
    of_id = {each.get("Id", ""): each for each in listed}
    numbers = count(len(of_id) + 1)
    used: set[str] = set()

    def filled(id_: str, image: Area | None) -> str:
        return quote(repetition.written(_TARGET, texts[id_], image), _KEPT_IN_ADDRESSES)

    def followed(match: re.Match[bytes]) -> bytes:
        tag = match[0]
        area, relation = _AREA.search(tag), _ID.search(tag)
        id_ = relation[2].decode() if relation else ""
        if id_ not in texts or area is None:
            return tag
        new = id_
        if id_ in used:
            new = next(each for number in numbers if (each := f"rId{number}") not in of_id)
            of_id[new] = deepcopy(of_id[id_])
            of_id[new].set("Id", new)
            listed.append(of_id[new])
        used.add(id_)
        of_id[new].set("Target", filled(id_, Area.parse(area[1].decode())))
        return _ID.sub(rb"\g<1>" + new.encode() + rb"\g<3>", tag)

    after = _LINK.sub(followed, after)
    for id_ in texts.keys() - used:
        if of_id[id_].get("Type", "").endswith("/hyperlink"):
            # Its cells are not in this result.
            listed.remove(of_id[id_])
        else:
            of_id[id_].set("Target", filled(id_, None))
    draft.write(relations_part(part), xml_bytes(listed))
    return after
