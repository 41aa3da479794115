"""Places of a part whose cells came to stand several times: here everything of row 2 is there for rows 2 and 5."""

from collections.abc import Sequence

import pytest

from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import displaced
from xl_addin.workbook.structure.movers.sheet_frame import PLACES
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated

TEXTS = (XmlPlace("dataValidation", "prompt", "text"),)


class TwoCopies:
    """Row 2 came to stand in rows 2 and 5, row 3 nowhere; `?` in a text is the number of its row."""

    def copies(self, area: Area) -> list[Area]:
        if area.first_row == area.last_row == 3:
            return []
        rows = [2, 5] if area.first_row == area.last_row == 2 else [area.first_row]
        height = area.last_row - area.first_row
        return [Area(row, area.first_column, row + height, area.last_column) for row in rows]

    def joined(self, areas: Sequence[Area]) -> list[Area]:
        return list(areas)

    def pinned(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> str:
        return text

    def is_uniform(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> bool:
        return False

    def written(self, place: XmlPlace, text: str, image: Area | None) -> str:
        if image is None:
            return text
        if place.kind == "text":
            return text.replace("?", str(image.first_row))
        return displaced(text, image.first_row - 2, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # What goes with its cells is there once for each of their places.
        (
            '<hyperlinks><hyperlink ref="A2" display="x"/></hyperlinks>',
            '<hyperlinks><hyperlink ref="A2" display="x"/><hyperlink ref="A5" display="x"/></hyperlinks>',
        ),
        # Lists count what they hold, and go with the last of it.
        (
            '<mergeCells count="2"><mergeCell ref="A2:B2"/><mergeCell ref="A3:B3"/></mergeCells>',
            '<mergeCells count="2"><mergeCell ref="A2:B2"/><mergeCell ref="A5:B5"/></mergeCells>',
        ),
        ('<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>', ""),
        # A rule that says the same from all of its cells stays one.
        (
            '<conditionalFormatting sqref="B2"><cfRule type="expression"><formula>B2&gt;A2</formula></cfRule>'
            "</conditionalFormatting>",
            '<conditionalFormatting sqref="B2 B5"><cfRule type="expression"><formula>B2&gt;A2</formula></cfRule>'
            "</conditionalFormatting>",
        ),
        # What differs is divided.
        (
            '<dataValidations count="1"><dataValidation sqref="B2" prompt="Dòng ?"/></dataValidations>',
            '<dataValidations count="2"><dataValidation sqref="B2" prompt="Dòng 2"/>'
            '<dataValidation sqref="B5" prompt="Dòng 5"/></dataValidations>',
        ),
        # There is one filter on a sheet.
        ('<autoFilter ref="A2:B2"/>', '<autoFilter ref="A2:B2"/>'),
        # What names no cell stays as it is, bytes and all.
        ("<pageMargins  left='1' />", "<pageMargins  left='1' />"),
    ],
)
def test_what_stands_around_cells_follows_all_of_their_copies(before: str, after: str) -> None:
    source = placed_xml(f"<worksheet>{before}</worksheet>".encode(), (*PLACES, *TEXTS), part="sheet1.xml")
    assert repeated(source, TwoCopies()).decode() == f"<worksheet>{after}</worksheet>"


def test_a_sparkline_goes_with_its_group_and_the_extension_around() -> None:
    group = (
        '<extLst><ext uri="u"><sparklineGroups><sparklineGroup><color rgb="1"/><sparklines><sparkline><f>A3:B3</f>'
        "<sqref>C3</sqref></sparkline></sparklines></sparklineGroup></sparklineGroups></ext></extLst>"
    )
    source = placed_xml(f"<worksheet>{group}</worksheet>".encode(), PLACES, part="sheet1.xml")
    assert repeated(source, TwoCopies()) == b"<worksheet></worksheet>"
