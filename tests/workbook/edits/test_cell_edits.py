"""Cells of a sheet are written alike whether all of it is taken apart or only the rows concerned."""

import random
from collections.abc import Iterator

import pytest

from xl_addin.formula.cells import RowColumn, address
from xl_addin.workbook.edits.cell_edits import Wanted, WantedContent, with_contents

# What keeps a sheet from being told apart by expressions, and stays where it is.
COMMENT = b"<!-- ours -->"


def random_sheet(chance: random.Random) -> bytes:
    cols = chance.choice(['<cols><col min="2" max="4" style="3"/></cols>', ""])
    rows = "".join(random_rows(chance))
    return (
        f'<worksheet xmlns="main"><dimension ref="A1:C9"/>{cols}<sheetData>{rows}</sheetData>'
        '<mergeCells count="1"><mergeCell ref="H1:H9"/></mergeCells></worksheet>'
    ).encode()


def random_rows(chance: random.Random) -> Iterator[str]:
    for row in sorted(chance.sample(range(1, 30), chance.randrange(12))):
        cells = "".join(random_cell(chance, row, column) for column in sorted(chance.sample(range(1, 9), 4)))
        tag = chance.choice([f'row r="{row}"', f"row spans='1:9' r='{row}' s=\"2\" customFormat=\"1\""])
        yield chance.choice([f"<{tag}>{cells}</row>", f"<{tag}>{cells}</row>\n", f"<{tag}/>"])


def random_cell(chance: random.Random, row: int, column: int) -> str:
    place = address(row, column)
    area = f"{place}:{address(row + 3, column)}"
    return chance.choice(
        [
            f'<c r="{place}" s="1"/>',
            f'<c r="{place}"><v>{row}</v></c>',
            f'<c r="{place}"><f>A{row}+1</f><v>2</v></c>',
            f'<c r="{place}"><f t="shared" si="0"/><v>2</v></c>',
            f'<c r="{place}"><f t="shared" ref="{area}" si="0">A{row}+1</f><v>2</v></c>',
            f'<c r="{place}" cm="1"><f t="array" ref="{area}">A1:A4</f><v>2</v></c>',
            f'<c r="{place}" t="inlineStr"><is><t>array, shared</t></is></c>',
        ]
    )


def random_edits(chance: random.Random) -> dict[RowColumn, Wanted]:
    contents = [None, WantedContent(), WantedContent(7), WantedContent("Xã"), WantedContent(formula="=B1*2")]
    places = [(chance.randrange(1, 33), chance.randrange(1, 11)) for _ in range(chance.randrange(1, 9))]
    return {place: chance.choice(contents) for place in places}


def restyled(style: int, place: RowColumn) -> int:
    return style + (place[1] == 5)


@pytest.mark.parametrize("seed", range(400))
def test_rows_taken_out_and_the_whole_sheet_give_the_same(seed: int) -> None:
    chance = random.Random(seed)
    xml, edits = random_sheet(chance), random_edits(chance)
    by_rows = with_contents(xml, edits, restyled, sheet="Giao", part="p")
    whole = with_contents(xml + COMMENT, edits, restyled, sheet="Giao", part="p")
    assert by_rows == whole.removesuffix(COMMENT)
