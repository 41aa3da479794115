"""Links on pictures and shapes that lead to a cell of this book: a relationship says where (`#'Biểu 1'!A5`)."""

from urllib.parse import quote, unquote

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, spliced
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.reached import reached

# What an address may hold as it is written; the rest is written as `%20`, the `#` of a lost cell, too.
_PLAIN = "!'$:()[],"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name, sheet in place.sheets.items():
        for drawing in reached(draft, sheet, "drawing"):
            part = relations_part(drawing)
            if part not in draft:
                continue
            xml = as_utf8(draft.read(part), part=part)
            splices: list[Splice] = []
            for relation in tree_of(xml, part=part).children:
                target = relation.attributes.get("Target", "")
                old = unquote(target.removeprefix("#"))
                new = shifted(old, shift, here=name) if target.startswith("#") else old
                if new != old:
                    written = quote(new, _PLAIN) if "%" in target or "#" in new else new
                    splices.append(relation.with_attributes(xml, Target=f"#{written}"))
            draft.write(part, spliced(xml, splices))


MOVER = Mover(_move)
