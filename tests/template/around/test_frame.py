"""What stands around the rows of a sheet goes with the cells it is about, once for each copy of them."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as WrittenWorkbook

from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]
UNITS = [{"name": "An Bình", "most": 3}, {"name": "Đông Thành", "most": 5}]
RED = PatternFill("solid", bgColor="FF0000")


@pytest.fixture
def book() -> Workbook:
    """A heading, and for each unit its name and two rows beneath."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(["Đơn vị", "Số"])
    for row in ("{%tr for unit in units %}", "{{ unit.name }}", "a", "b", "{%tr endfor %}", "Tổng"):
        sheet.append([row])
    return made


def formats(sheet: Worksheet) -> dict[str, list[str]]:
    return {
        str(found.sqref): [rule.formula[0] if rule.formula else rule.type for rule in found.rules]
        for found in sheet.conditional_formatting
    }


def test_a_message_names_the_unit_of_its_own_rows(render: Render, book: Workbook) -> None:
    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2="{{ unit.most }}", prompt="Số của {{ unit.name }}"
    )
    rule.add("B4:B5")
    book.worksheets[0].add_data_validation(rule)
    found = render(book, units=UNITS).worksheets[0].data_validations.dataValidation
    assert [(str(each.sqref), each.formula2, each.prompt) for each in found] == [
        ("B3:B4", "3", "Số của An Bình"),
        ("B6:B7", "5", "Số của Đông Thành"),
    ]


def test_a_message_that_says_the_same_everywhere_stays_one(render: Render, book: Workbook) -> None:
    rule = DataValidation(type="whole", formula1="0", formula2="9", prompt="Nhập {{ what }}")
    rule.add("B4:B5")
    book.worksheets[0].add_data_validation(rule)
    [found] = render(book, units=UNITS, what="số").worksheets[0].data_validations.dataValidation
    assert (str(found.sqref), found.prompt) == ("B3:B4 B6:B7", "Nhập số")


def test_a_name_of_the_loop_is_meant_where_the_data_have_it_too(render: Render, book: Workbook) -> None:
    rule = DataValidation(type="whole", formula1="{{ unit.most }}", formula2="{{ 4 + 5 }}", prompt="Nhập")
    rule.add("B4:B5")
    book.worksheets[0].add_data_validation(rule)
    found = render(book, units=UNITS, unit={"most": 1}).worksheets[0].data_validations.dataValidation
    assert [(str(each.sqref), each.formula1, each.formula2) for each in found] == [
        ("B3:B4", "3", "9"),
        ("B6:B7", "5", "9"),
    ]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        # Cells of the same copy.
        ("B4>B3", {"B3 B6": ["B3>B2"]}),
        # A cell outside of the loop is the same one for all.
        ("B4>B7", {"B3 B6": ["B3>B$8"]}),
        # All copies together.
        ("B4>SUM($B$4:$B$4)/2", {"B3 B6": ["B3>SUM($B$3:$B$3,$B$6:$B$6)/2"]}),
        # What is each copy's own.
        ("B4>{{ unit.most }}", {"B3": ["B3>3"], "B6": ["B6>5"]}),
    ],
)
def test_a_condition_means_the_cells_of_its_own_copy(
    render: Render, book: Workbook, formula: str, expected: dict[str, list[str]]
) -> None:
    book.worksheets[0].conditional_formatting.add("B4", FormulaRule([formula], fill=RED))
    assert formats(render(book, units=UNITS).worksheets[0]) == expected


def test_what_is_about_all_cells_together_stays_one_beside_a_rule_that_is_divided(
    render: Render, book: Workbook
) -> None:
    listed = book.worksheets[0].conditional_formatting
    listed.add("B4:B5", ColorScaleRule("min", start_color="FFFFFF", end_type="max", end_color="FF0000"))
    listed.add("B4:B5", FormulaRule(["B4>{{ unit.most }}"], fill=RED))
    assert formats(render(book, units=UNITS).worksheets[0]) == {
        "B3:B4 B6:B7": ["colorScale"],
        "B3:B4": ["B3>3"],
        "B6:B7": ["B6>5"],
    }


def test_nothing_is_left_of_an_empty_list(render: Render, book: Workbook) -> None:
    sheet = book.worksheets[0]
    rule = DataValidation(type="whole", formula1="0", formula2="9")
    rule.add("B4:B5")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("B4", FormulaRule(["B4>B3"], fill=RED))
    sheet.merge_cells("C4:D5")
    found = render(book, units=[]).worksheets[0]
    assert (found.data_validations.dataValidation, formats(found), list(found.merged_cells)) == ([], {}, [])


def test_a_link_leads_from_each_copy_with_its_own_words(render: Render, book: Workbook) -> None:
    book.worksheets[0]["A4"].hyperlink = Hyperlink(ref="A4", location="A1", tooltip="Về đầu: {{ unit.name }}")
    sheet = render(book, units=UNITS).worksheets[0]
    assert [(each.hyperlink.tooltip, each.hyperlink.location) for each in (sheet["A3"], sheet["A6"])] == [
        ("Về đầu: An Bình", "A1"),
        ("Về đầu: Đông Thành", "A1"),
    ]


def test_each_row_has_its_own_sparkline() -> None:
    target = BytesIO()
    book = WrittenWorkbook(target)
    sheet = book.add_worksheet()
    for row, text in enumerate(("{%tr for unit in units %}", "{{ unit.name }}", "{%tr endfor %}")):
        sheet.write(row, 0, text)
    sheet.add_sparkline("D2", {"range": "Sheet1!B2:C2"})
    book.close()
    result = render_workbook(target.getvalue(), {"units": UNITS}).draft.data()
    xml = ZipFile(BytesIO(result)).read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<x14:sparkline>") == 2
    for row in (1, 2):
        assert f"<xm:f>'Sheet1'!B{row}:C{row}</xm:f><xm:sqref>D{row}</xm:sqref>" in xml


def test_a_sheet_may_have_things_that_only_its_frame_tells_of(render: Render, book: Workbook) -> None:
    """Watches, scenarios and protected ranges of cells that are repeated."""
    sheet = book.worksheets[0]
    sheet.protection = SheetProtection(sheet=True)
    target = BytesIO()
    book.save(target)
    with ZipFile(target, "a") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    watched = '<cellWatches><cellWatch r="B4"/></cellWatches></worksheet>'
    ranges = '<protectedRanges><protectedRange sqref="B4:B5" name="Nhập"/></protectedRanges>'
    xml = xml.replace("</worksheet>", watched).replace("<pageMargins", f"{ranges}<pageMargins")
    changed = BytesIO()
    with ZipFile(target) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    result = render_workbook(changed.getvalue(), {"units": UNITS}).draft.data()
    written = ZipFile(BytesIO(result)).read("xl/worksheets/sheet1.xml").decode()
    assert '<cellWatch r="B3"/><cellWatch r="B6"/>' in written
    assert 'sqref="B3:B4 B6:B7" name="Nhập"' in written
    assert load_workbook(BytesIO(result)).worksheets[0]["A8"].value == "Tổng"


def test_one_cell_of_the_block_itself_is_the_own_one_however_it_is_fixed(render: Render, book: Workbook) -> None:
    """Excel writes `$` where a cell is clicked at; in a rule it only keeps it from shifting within the rule's cells."""
    sheet = book.worksheets[0]
    sheet.conditional_formatting.add("B4:B5", FormulaRule(["B4>$B$3"], fill=RED))
    sheet.conditional_formatting.add("C4:C5", FormulaRule(["AND(COUNTIF($C$4:$C$5,C4)>1,C4>$B$1)"], fill=RED))
    rule = DataValidation(type="whole", operator="lessThan", formula1="$B$3")
    rule.add("B4:B5")
    sheet.add_data_validation(rule)
    result = render(book, units=UNITS).worksheets[0]
    assert formats(result) == {
        "B3:B4": ["B3>$B$2"],
        "B6:B7": ["B6>$B$5"],
        "C3:C4 C6:C7": ["AND((COUNTIF($C$3:$C$4,C3)+COUNTIF($C$6:$C$7,C3))>1,C3>$B$1)"],
    }
    found = result.data_validations.dataValidation
    assert [(str(each.sqref), each.formula1) for each in found] == [("B3:B4", "$B$2"), ("B6:B7", "$B$5")]


def test_a_list_to_choose_from_in_the_block_is_its_own(
    render: Render, book: Workbook, problem: Callable[..., str]
) -> None:
    sheet = book.worksheets[0]
    rule = DataValidation(type="list", formula1="$A$4:$A$5")
    rule.add("B4:B5")
    sheet.add_data_validation(rule)
    found = render(book, units=UNITS).worksheets[0].data_validations.dataValidation
    assert [(str(each.sqref), each.formula1) for each in found] == [("B3:B4", "$A$3:$A$4"), ("B6:B7", "$A$6:$A$7")]
    rule.formula1 = "$A$4:$A$4"
    assert "$A$4:$A$4 becomes 2 areas that are apart, and here is room for one" in problem(book, units=UNITS)


def test_data_bars_that_were_divided_have_their_own_parts() -> None:
    target = BytesIO()
    with WrittenWorkbook(target) as written:
        sheet = written.add_worksheet()
        sheet.write_column("A1", ["{%tr for x in xs %}", "{{ x }}", 5, "{%tr endfor %}"])
        bar = {"type": "data_bar", "data_bar_2010": True, "max_type": "formula", "max_value": "=$A$3"}
        sheet.conditional_format("A2:A3", bar)
    made = render_workbook(target.getvalue(), {"xs": [1, 2, 3]}).draft.data()
    with ZipFile(BytesIO(made)) as result:
        xml = result.read("xl/worksheets/sheet1.xml").decode()
    ids = re.findall(r"<x14:id>(.*?)</x14:id>", xml)
    assert len(set(ids)) == 3 and re.findall(r'<x14:cfRule type="dataBar" id="(.*?)"', xml) == ids
    assert re.findall(r"<xm:f>(.*?)</xm:f>", xml) == ["$A$2", "$A$4", "$A$6"]
