"""The places of a part follow a shift, and every other byte stays."""

import pytest

from xl_addin.formula.shift import Shift
from xl_addin.problem import Problem
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.places import XmlPlace

PLACES = (
    XmlPlace("mergeCells/mergeCell", "ref", "area", goes="mergeCell", lists=("mergeCells",)),
    XmlPlace("conditionalFormatting", "sqref", "sqref", goes="conditionalFormatting"),
    XmlPlace("cfRule/formula", None, "formula", within="conditionalFormatting"),
    XmlPlace("dataValidation", "sqref", "sqref", goes="dataValidation"),
    XmlPlace("dataValidation/formula1", None, "formula", within="dataValidation"),
    XmlPlace("spark/f", None, "formula"),
    XmlPlace("spark/sqref", None, "area", goes="spark", lists=("sparks", "ext", "extLst")),
    XmlPlace("rowBreaks/brk", "id", "row"),
    XmlPlace("from/row", None, "row from 0"),
)
INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)


def moved(inner: str, shift: Shift, here: str = "S") -> str:
    xml = f'<?xml version="1.0"?>\n<w xmlns="a" xmlns:x="b">{inner}</w>'.encode()
    new = moved_places(xml, PLACES, shift, here=here, part="xl/sheet.xml").decode()
    return new.partition('xmlns:x="b">')[2].removesuffix("</w>")


@pytest.mark.parametrize(
    ("xml", "shift", "expected"),
    [
        (
            "<mergeCells><mergeCell  ref='A4:B6'/></mergeCells>",
            INSERTED,
            '<mergeCells><mergeCell  ref="A4:B8"/></mergeCells>',
        ),
        ("<from><x:row>4</x:row></from>", INSERTED, "<from><x:row>6</x:row></from>"),
        (
            '<rowBreaks><brk id="4"/><brk id="9"/></rowBreaks>',
            INSERTED,
            '<rowBreaks><brk id="4"/><brk id="11"/></rowBreaks>',
        ),
        (
            "<x:spark><x:f>A5&amp;S!B5</x:f><x:sqref>C5</x:sqref></x:spark>",
            INSERTED,
            "<x:spark><x:f>A7&amp;S!B7</x:f><x:sqref>C7</x:sqref></x:spark>",
        ),
    ],
)
def test_places_follow(xml: str, shift: Shift, expected: str) -> None:
    assert moved(xml, shift) == expected


def test_a_list_counts_what_is_left() -> None:
    cells = '<mergeCells count="2"><mergeCell ref="A5:B6"/><mergeCell ref="A9:B9"/></mergeCells>'
    assert moved(cells, DELETED) == '<mergeCells count="1"><mergeCell ref="A7:B7"/></mergeCells>'


def test_a_list_goes_with_the_last_in_it() -> None:
    xml = "<extLst><ext><x:sparks><x:spark><x:sqref>A5</x:sqref></x:spark></x:sparks></ext></extLst><z/>"
    assert moved(xml, DELETED) == "<z/>"
    others = xml.replace("<ext>", "<ext><y/></ext><ext>", 1)
    assert moved(others, DELETED) == "<extLst><ext><y/></ext></extLst><z/>"


@pytest.mark.parametrize(
    ("areas", "formula", "shift", "expected"),
    [
        ("A5:A9", "A5&gt;$B$9", INSERTED, ("A7:A11", "A7&gt;$B$11")),
        ("A4:A9", "A4&gt;$B$9", INSERTED, ("A4:A11", "A4&gt;$B$11")),
        # The first of the cells that are left speaks.
        ("A5:A9", "A5&gt;B$1", DELETED, ("A5:A7", "A5&gt;B$1")),
        ("A5:A9", "A5&gt;B$1", Shift("S", "rows", 5, 2, like=5), ("A5:A11", "A5&gt;B$1")),
    ],
)
def test_a_condition_stays_relative_to_its_first_cell(
    areas: str, formula: str, shift: Shift, expected: tuple[str, str]
) -> None:
    xml = '<conditionalFormatting sqref="{}"><cfRule><formula>{}</formula></cfRule></conditionalFormatting>'
    assert moved(xml.format(areas, formula), shift) == xml.format(*expected)


BLOCK = '<conditionalFormatting sqref="{}"{}>{}</conditionalFormatting>'
RULE = '<cfRule type="expression" priority="{}"><formula>{}</formula></cfRule>'


def test_a_condition_that_one_formula_can_no_longer_say_is_divided() -> None:
    xml = BLOCK.format("A4:A9", ' pivot="1"', RULE.format(3, "A4=A3"))
    assert moved(xml, INSERTED) == BLOCK.format("A4:A6 A8:A11", ' pivot="1"', RULE.format(3, "A4=A3")) + BLOCK.format(
        "A7", ' pivot="1"', RULE.format(3, "A7=A4")
    )


def test_a_condition_that_says_what_it_means_by_its_kind_stays_one() -> None:
    xml = BLOCK.format("A4:A9", "", '<cfRule type="timePeriod"><formula>A4=A1</formula></cfRule>')
    assert moved(xml, INSERTED) == xml.replace("A4:A9", "A4:A11")


def test_of_several_conditions_only_those_are_divided_that_must_be() -> None:
    bar, plain = '<cfRule type="dataBar" priority="1"/>', RULE.format(2, "A4&gt;1")
    xml = BLOCK.format("A4:A9", "", bar + RULE.format(3, "A4=A3") + plain)
    divided = [("A4:A6 A8:A11", "A4=A3"), ("A7", "A7=A4")]
    assert moved(xml, INSERTED) == BLOCK.format("A4:A11", "", bar + plain) + "".join(
        BLOCK.format(areas, "", RULE.format(3, formula)) for areas, formula in divided
    )


def test_two_conditions_that_must_both_be_divided_leave_none_behind() -> None:
    xml = BLOCK.format("A4:A9", "", RULE.format(1, "A4=A3") + RULE.format(2, "A4=A5"))
    new = moved(xml, INSERTED)
    assert '"></conditionalFormatting>' not in new
    assert new.count("<conditionalFormatting") == new.count("<cfRule") == 4


def test_rules_that_are_divided_have_ids_of_their_own_and_are_counted() -> None:
    id_ = "{12345678-1234-1234-1234-123456789ABC}"
    rule = '<dataValidation xr:uid="{}" sqref="{}"><formula1>{}</formula1></dataValidation>'
    new = moved(
        f'<dataValidations xmlns:xr="c" count="1">{rule.format(id_, "A4:A9", "A4&gt;A3")}</dataValidations>', INSERTED
    )
    assert 'count="2"' in new and rule.format(id_, "A4:A6 A8:A11", "A4&gt;A3") in new
    assert new.count(id_) == 1 and '" sqref="A7"><formula1>A7&gt;A4</formula1>' in new


def test_in_a_part_of_another_sheet_only_formulas_that_name_the_sheet_follow() -> None:
    xml = '<rowBreaks><brk id="9"/></rowBreaks><x:spark><x:f>A5+S!B5</x:f><x:sqref>C5</x:sqref></x:spark>'
    assert moved(xml, INSERTED, here="T") == xml.replace("S!B5", "S!B7")


def test_a_place_that_holds_no_reference_names_the_part() -> None:
    with pytest.raises(Problem) as raised:
        moved('<mergeCells><mergeCell ref="A5:Tổng"/></mergeCells>', INSERTED)
    assert raised.value.place == "xl/sheet.xml"
