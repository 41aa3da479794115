"""What stands around the rows of a sheet follows a shift."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import hindrances, moved_by

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.sheet_frame import MOVER

INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)
ROWS = '<sheetData><row r="5"><c r="A5"/></row></sheetData>'
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'


def moved(raw_book: RawBook, before: str, after: str, shift: Shift) -> tuple[str, str]:
    xml = moved_by(MOVER, raw_book(before + ROWS + after), shift).read("xl/worksheets/sheet1.xml").decode()
    head, _, tail = xml.removesuffix("</worksheet>").partition(ROWS)
    return head.partition(">")[2], tail


@pytest.mark.parametrize(
    ("xml", "shift", "expected"),
    [
        ('<autoFilter ref="A4:C9"/>', INSERTED, '<autoFilter ref="A4:C11"/>'),
        ('<mergeCells count="2"><mergeCell ref="A4:A6"/><mergeCell ref="B5:C5"/></mergeCells>', DELETED,
         '<mergeCells count="1"><mergeCell ref="A4:A4"/></mergeCells>'),
        ('<conditionalFormatting sqref="A5:A9"><cfRule type="expression"><formula>$A5&gt;$B$9</formula></cfRule>'
         "</conditionalFormatting>", INSERTED,
         '<conditionalFormatting sqref="A7:A11"><cfRule type="expression"><formula>$A7&gt;$B$11</formula></cfRule>'
         "</conditionalFormatting>"),
        ('<dataValidations count="1"><dataValidation sqref="A5:A6"><formula1>$B$5:$B$9</formula1></dataValidation>'
         "</dataValidations>", DELETED, ""),
        ('<hyperlinks><hyperlink ref="A5" location="S!B9"/><hyperlink ref="A1" r:id="a" location="B9"/></hyperlinks>',
         INSERTED,
         '<hyperlinks><hyperlink ref="A7" location="S!B11"/><hyperlink ref="A1" r:id="a" location="B9"/></hyperlinks>'),
        ('<rowBreaks count="2" manualBreakCount="2"><brk id="3" man="1"/><brk id="4" man="1"/></rowBreaks>', DELETED,
         '<rowBreaks count="1" manualBreakCount="1"><brk id="3" man="1"/></rowBreaks>'),
        ('<protectedRanges><protectedRange sqref="A4:A6 C9" name="x"/></protectedRanges>', INSERTED,
         '<protectedRanges><protectedRange sqref="A4:A8 C11" name="x"/></protectedRanges>'),
        ('<cellWatches><cellWatch r="A5"/></cellWatches><ignoredErrors><ignoredError sqref="A5:A9"/></ignoredErrors>',
         DELETED, '<ignoredErrors><ignoredError sqref="A5:A7"/></ignoredErrors>'),
        (f"<extLst><ext {X14}><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline>"
         "<xm:f>S!A4:A9</xm:f><xm:sqref>B5</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
         "</x14:sparklineGroups></ext></extLst>", INSERTED,
         f"<extLst><ext {X14}><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline>"
         "<xm:f>S!A4:A11</xm:f><xm:sqref>B7</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
         "</x14:sparklineGroups></ext></extLst>"),
        (f"<extLst><ext {X14}><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><xm:f>T!A5=A5</xm:f>"
         "</x14:cfRule><xm:sqref>A5:A9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>",
         INSERTED,
         f"<extLst><ext {X14}><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><xm:f>T!A5=A7</xm:f>"
         "</x14:cfRule><xm:sqref>A7:A11</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"),
    ],
)  # fmt: skip
def test_it_follows(raw_book: RawBook, xml: str, shift: Shift, expected: str) -> None:
    assert moved(raw_book, "", xml, shift) == ("", expected)


@pytest.mark.parametrize(
    ("pane", "shift", "expected"),
    [
        # Headings that are frozen stay so, what is scrolled to stays where it is.
        ('ySplit="4" topLeftCell="A9"', INSERTED, 'ySplit="4" topLeftCell="A9"'),
        ('ySplit="4" topLeftCell="A5"', Shift("S", "rows", 1, 2), 'ySplit="6" topLeftCell="A7"'),
        ('ySplit="4" topLeftCell="A5"', Shift("S", "rows", 3, -1), 'ySplit="3" topLeftCell="A4"'),
        ('ySplit="4" topLeftCell="A5"', Shift("S", "rows", 1, -4), 'ySplit="1" topLeftCell="A2"'),
        (
            'xSplit="2" ySplit="4" topLeftCell="C5"',
            Shift("S", "columns", 2, 1),
            'xSplit="3" ySplit="4" topLeftCell="D5"',
        ),
    ],
)
def test_frozen_headings_stay_frozen(raw_book: RawBook, pane: str, shift: Shift, expected: str) -> None:
    view = '<sheetViews><sheetView workbookViewId="0"><pane {} state="frozen"/></sheetView></sheetViews>'
    assert moved(raw_book, view.format(pane), "", shift) == (view.format(expected), "")


def test_conditions_of_a_filter_stay_with_their_columns(raw_book: RawBook) -> None:
    column = '<filterColumn colId="{}"><filters><filter val="1"/></filters></filterColumn>'
    before = f'<autoFilter ref="B4:F9">{column.format(0)}{column.format(1)}{column.format(3)}</autoFilter>'
    after = f'<autoFilter ref="B4:E9">{column.format(0)}{column.format(2)}</autoFilter>'
    assert moved(raw_book, "", before, Shift("S", "columns", 3, -1))[1] == after


VIEW = "<selection activeCell='C7' sqref='C7'/><rowBreaks count='1'><brk id='3'/></rowBreaks>"


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (
            f"<customSheetViews><customSheetView guid='{{1}}'>{VIEW}</customSheetView></customSheetViews>",
            "custom views",
        ),
        ("<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='B2:C3'/></mergeCells>", "overlap"),
        ("<dataConsolidate><dataRefs><dataRef ref='A1:B9' sheet='s'/></dataRefs></dataConsolidate>", "consolidated"),
    ],
)
def test_what_is_not_moved_is_refused(raw_book: RawBook, xml: str, told: str) -> None:
    ((place, text),) = hindrances(MOVER, raw_book(ROWS + xml), INSERTED)
    assert place == "S" and told in text


@pytest.mark.parametrize(
    ("shift", "refused"),
    [
        (Shift("S", "rows", 8, 2), False),
        (Shift("S", "rows", 7, -1), True),
        (Shift("S", "columns", 4, 1), False),
        (Shift("S", "columns", 3, 1), True),
    ],
)
def test_custom_views_stand_in_the_way_of_what_moves_their_places_alone(
    raw_book: RawBook, shift: Shift, refused: bool
) -> None:
    views = f"<customSheetViews><customSheetView guid='{{1}}'>{VIEW}</customSheetView></customSheetViews>"
    assert len(hindrances(MOVER, raw_book(ROWS + views), shift)) == refused
