"""Controls and embedded objects: where the sheet says they stand, and the cells they are linked to."""

import pytest
from fixtures.books import MAIN, OFFICE, PACKAGE, RawBook
from fixtures.shifted_parts import moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.controls import MOVER

SHEET, FORM = "xl/worksheets/sheet1.xml", "xl/ctrlProps/ctrlProp1.xml"
INSERTED = Shift("S", "rows", 5, 2)


def around(kind: str, rows: tuple[int, int], cells: str = "", how: str = 'moveWithCells="1" sizeWithCells="1"') -> str:
    return (
        f'<sheetData><row r="5"><c r="A5"><f>A5</f></c></row></sheetData><{kind}s><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14">'
        f'<{kind} shapeId="1"><{"control" if kind == "control" else "object"}Pr{cells}><anchor {how}>'
        f"<from><row>{rows[0]}</row><rowOff>0</rowOff></from><to><row>{rows[1]}</row><rowOff>9525</rowOff></to>"
        f"</anchor></{'control' if kind == 'control' else 'object'}Pr></{kind}></mc:Choice></mc:AlternateContent>"
        f"</{kind}s>"
    )


def sheet(raw_book: RawBook, before: str, shift: Shift) -> str:
    xml = moved_by(MOVER, raw_book(before), shift).read(SHEET).decode()
    return xml.partition(">")[2].removesuffix("</worksheet>")


@pytest.mark.parametrize("kind", ["control", "oleObject"])
def test_they_stand_where_their_cells_are(raw_book: RawBook, kind: str) -> None:
    assert sheet(raw_book, around(kind, (3, 6)), INSERTED) == around(kind, (3, 8))
    assert sheet(raw_book, around(kind, (4, 6)), Shift("S", "rows", 5, -1)) == around(kind, (4, 5))
    stays = around(kind, (4, 6), how="")
    assert sheet(raw_book, stays, INSERTED) == stays
    assert there_and_back(MOVER, raw_book(around(kind, (3, 6))), INSERTED) == ({SHEET}, frozenset())


def test_an_activex_control_keeps_its_cells(raw_book: RawBook) -> None:
    linked = ' linkedCell="{}" listFillRange="{}"'
    before = around("control", (1, 2), linked.format("S!$A$5", "$B$4:$B$6"))
    assert sheet(raw_book, before, INSERTED) == around("control", (1, 2), linked.format("S!$A$7", "$B$4:$B$8"))


def test_a_form_control_keeps_its_cells(raw_book: RawBook) -> None:
    form = '<formControlPr xmlns="http://x" objectType="List" fmlaLink="{}" fmlaRange="{}" val="0"/>'
    before = with_parts(raw_book(), (SHEET, "ctrlProp", FORM, form.format("$A$5", "T!$J$4:$K$8")))
    assert moved_by(MOVER, before, INSERTED).read(FORM).decode() == form.format("$A$7", "T!$J$4:$K$8")
    assert moved_by(MOVER, before, Shift("S", "rows", 5, -1)).read(FORM).decode() == form.format("#REF!", "T!$J$4:$K$8")


def test_a_control_of_a_dialog_keeps_its_cells(raw_book: RawBook) -> None:
    dialog = '<dialogsheet xmlns="http://x"><controls><control><controlPr linkedCell="{}"/></control></controls>'
    parts = {
        "xl/dialogsheets/sheet1.xml": dialog.format("S!$A$5") + "</dialogsheet>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/><sheet name="D" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Type="{OFFICE}/worksheet" Id="rId1" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Type="{OFFICE}/dialogsheet" Id="rId2" Target="dialogsheets/sheet1.xml"/></Relationships>',
    }
    moved = moved_by(MOVER, raw_book(parts=parts), INSERTED).read("xl/dialogsheets/sheet1.xml").decode()
    assert moved == dialog.format("S!$A$7") + "</dialogsheet>"
