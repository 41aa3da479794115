"""Formulas that name a sheet are found alike in the rows that may name one and in all of a sheet."""

import random

import pytest

from xl_addin.workbook.structure.sheets.naming import SheetNaming, renamed_xml

# What keeps a sheet from being told apart by expressions, and stays where it is.
COMMENT = b"<!-- ours -->"
CELLS = (
    "<c r='A{row}'><f>Giao!B{row}</f><v>1</v></c>",
    '<c r="B{row}"><f>B1+Thu!C4</f></c>',
    '<c r="C{row}"><f>Giao&#33;A1</f><v>#REF!</v></c>',
    '<c r="D{row}" t="inlineStr"><is><t>Giao!A1</t></is></c>',
    '<c r="E{row}"><f>D{row}*2</f><v>2</v></c>',
    '<c r="F{row}"/>',
)
TAIL = (
    '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>Giao!A1&gt;1</formula></cfRule>'
    '</conditionalFormatting><hyperlinks><hyperlink ref="A1" location="Giao!A9"/></hyperlinks>'
)


@pytest.mark.parametrize("seed", range(60))
def test_rows_that_may_name_a_sheet_and_the_whole_give_the_same(seed: int) -> None:
    chance = random.Random(seed)
    rows = "".join(
        f'<row r="{row}">{"".join(chance.sample(CELLS, chance.randrange(4)))}</row>'.replace("{row}", str(row))
        for row in sorted(chance.sample(range(1, 40), 9))
    )
    xml = f'<worksheet xmlns="main"><sheetData>{rows}</sheetData>{TAIL}</worksheet>'.encode()
    naming = SheetNaming(
        formula=lambda formula: formula.replace("Giao!", "'Giao 2'!"),
        sheet=lambda name: "Giao 2" if name == "Giao" else name,
        sheets_alone=True,
    )
    renamed = renamed_xml(xml, naming, part="p")
    assert renamed == renamed_xml(xml + COMMENT, naming, part="p").removesuffix(COMMENT)
    assert renamed.count(b"'Giao 2'!") == 2 + rows.count("<f>Giao")


def test_formulas_that_name_no_sheet_are_read_unless_they_stay() -> None:
    xml = b'<worksheet xmlns="main"><sheetData><row r="1"><c r="A1"><f>Xa[Dan]</f></c></row></sheetData></worksheet>'
    naming = SheetNaming(lambda formula: formula.replace("Xa[", "Xa_2["), lambda name: name)
    assert renamed_xml(xml, naming, part="p") == xml.replace(b"Xa[", b"Xa_2[")
