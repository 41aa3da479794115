"""Rows taken at once and cell by cell read the same after a shift."""

import random
from collections.abc import Iterator

import pytest

from xl_addin.formula.cells import address
from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.cells.cell_markup import plain_sheet
from xl_addin.workbook.structure.cells.moved_cells import moved_cells

FORMULAS = (
    "D{row}-E{above}",
    "SUM(D$3:D{row})*{row}",
    "IF(D{row}&gt;D{below},&quot;{row}&quot;,Giao!C{row})",
    "Giao!C{above}+'Giao 2'!C{row}",
    "D19*3",
    "",
)


def random_sheet(chance: random.Random) -> bytes:
    rows = "".join(random_rows(chance))
    return f'<worksheet xmlns="main"><sheetData>{rows}</sheetData></worksheet>'.encode()


def random_rows(chance: random.Random) -> Iterator[str]:
    same = [chance.choice(FORMULAS) for _ in range(4)]
    for row in sorted(chance.sample(range(1, 60), 25)):
        formulas = same if chance.random() < 0.7 else chance.choices(FORMULAS, k=4)
        cells = "".join(random_cell(chance, formula, row, column) for column, formula in enumerate(formulas, 3))
        yield chance.choice([f'<row r="{row}" ht="{row}">{cells}</row>', f'<row r="{row}">{cells}</row>\n'])


def random_cell(chance: random.Random, formula: str, row: int, column: int) -> str:
    text = formula.format(row=row, above=row - 1, below=row + 1)
    place = address(row, column)
    return chance.choice(
        [
            *(f'<c r="{place}" s="{row}"><f>{text}</f><v>{row}</v></c>',) * 4,
            f'<c r="{place}" s="{row}"/>',
            f'<c r="{place}"><f t="array" ref="{place}">{text}</f><v>{row}</v></c>',
            f'<c r="{place}" t="inlineStr"><is><t>{place}</t></is></c>',
        ]
    )


@pytest.mark.parametrize("seed", range(150))
def test_rows_at_once_and_cell_by_cell_read_the_same(seed: int) -> None:
    chance = random.Random(seed)
    xml = random_sheet(chance)
    shift = Shift("Giao", "rows", chance.randrange(2, 40), chance.choice([-3, -1, 1, 950]))
    for here in ("Giao", "Giao 2"):
        at_once = moved_cells(plain_sheet(xml, part="p"), shift, here=here, part="p")
        # A blank more, and no row is taken at once.
        apart = xml.replace(b"<c r=", b"<c  r=").replace(b"<f>", b"<f >")
        moved = moved_cells(plain_sheet(apart, part="p"), shift, here=here, part="p")
        assert at_once == moved.replace(b"<c  r=", b"<c r=").replace(b"<f >", b"<f>")


@pytest.mark.parametrize("cell", ['<c s="4" r="A9"/>', "<c r='A9'/>", '<c r="A9"></c>', '<c r="A9" s="9"/><other/>'])
def test_a_cell_says_its_new_row_however_it_is_written(cell: str) -> None:
    xml = f'<worksheet xmlns="main"><sheetData><row r="9">{cell}</row></sheetData></worksheet>'
    moved = moved_cells(xml.encode(), Shift("Giao", "rows", 2, 5), here="Giao", part="p").decode()
    assert moved == xml.replace("A9", "A14").replace('row r="9"', 'row r="14"')
