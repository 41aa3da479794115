"""What units fill in stays open and takes only what it is for; the rest of their sheet is protected."""

from datetime import date
from io import BytesIO
from typing import Literal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from xl_addin.campaign.cutting.cut import WhichUnits, to_cut
from xl_addin.campaign.cutting.entry_cells import entry_cells, prepare_entries
from xl_addin.campaign.cutting.unit_sheets import prepared, unit_sheets
from xl_addin.campaign.demo import run_demo
from xl_addin.spec.load import load_spec
from xl_addin.spec.parts.results import IndicatorSpec, ResultsSpec
from xl_addin.template.template import Template, open_template
from xl_addin.workbook.reading.read import read_book


def template(**formats: str) -> Template:
    """A sheet for each unit with open cells of these number formats, and one that is not empty."""
    book, content = Workbook(), BytesIO()
    sheet = book.active
    sheet.title = "{{ unit.sheet }}"
    sheet["A1"] = "{%ts for unit in units %}{{ unit.name }}"
    for place, code in {**formats, "D9": "General"}.items():
        sheet[place].number_format = code
        sheet[place].protection = Protection(locked=False)
        sheet[place].offset(column=-1).value = f"Ô {place}:"
    sheet["D9"] = "đã ghi"
    sheet.merge_cells("B5:C5")
    book.save(content)
    return open_template(content.getvalue(), file="mau.xlsx")


@pytest.fixture(scope="module")
def sheet() -> object:
    """The unit's sheet, cut by such a template."""
    spec = load_spec("binh_phuoc")
    book = read_book(run_demo("vi").files["phan-bo.xlsx"], file="so.xlsx")
    found = to_cut(book, spec, WhichUnits(only=("Bù Đốp",)), even_with_errors=False)
    opened = template(B2="#,##0", B3="dd/mm/yyyy", B4="General")
    made = unit_sheets(found.issue(opened, spec), opened, prepared(opened, spec))
    assert [entry.indicator.heading for entry in made.units[0].entries] == ["Ô B2", "Ô B3", "Ô B4"]
    return load_workbook(BytesIO(made.data()))["Bù Đốp"]


def test_open_and_empty_cells_are_to_be_filled_in() -> None:
    opened = template(B2="0", B5="General")
    assert entry_cells(opened) == {"{{ unit.sheet }}": ((2, 2), (5, 2))}


def test_the_rest_is_protected_without_a_password(sheet) -> None:  # type: ignore[no-untyped-def]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert [sheet[place].protection.locked for place in ("A1", "B2", "B3")] == [True, False, False]


def test_counts_take_whole_numbers_and_days_those_of_the_campaign(sheet) -> None:  # type: ignore[no-untyped-def]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules.keys() == {"B2", "B3"}
    assert (rules["B2"].type, rules["B2"].operator, rules["B2"].formula1) == ("whole", "greaterThanOrEqual", "0")
    first, last = ((day - date(1899, 12, 30)).days for day in (date(2023, 6, 20), date(2023, 9, 20)))
    assert (rules["B3"].type, rules["B3"].formula1, rules["B3"].formula2) == ("date", str(first), str(last))


def test_what_a_template_says_itself_stays() -> None:
    book, content = Workbook(), BytesIO()
    own = book.active
    own.title = "{{ unit.sheet }}"
    own["A1"] = "{%ts for unit in units %}{{ unit.name }}"
    own["B2"].number_format, own["B2"].protection = "0", Protection(locked=False)
    rule = DataValidation(type="whole", operator="lessThan", formula1="9")
    rule.add("B2")
    own.add_data_validation(rule)
    book.save(content)
    opened = open_template(content.getvalue(), file="mau.xlsx")
    frame = opened.sheets["{{ unit.sheet }}"].frame
    prepare_entries(opened, entry_cells(opened), None)
    assert [each.get("operator") for each in frame.iter("{*}dataValidation")] == ["lessThan"]


def test_a_sheet_with_nothing_to_fill_in_is_not_protected() -> None:
    opened = template()
    prepare_entries(opened, entry_cells(opened), None)
    assert not list(opened.sheets["{{ unit.sheet }}"].frame.iter("{*}sheetProtection"))


def test_every_rule_says_in_vietnamese_what_the_cell_takes(sheet) -> None:  # type: ignore[no-untyped-def]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules["B2"].promptTitle, rules["B2"].prompt) == (
        "Số liệu",
        "Ghi số nguyên từ 0 trở lên; chưa có số liệu thì để trống.",
    )
    assert rules["B3"].prompt == "Ghi ngày từ 20/6/2023 đến 20/9/2023."
    assert rules["B3"].error == "Cần một ngày từ 20/6/2023 đến 20/9/2023."
    assert all(rule.showInputMessage and rule.showErrorMessage for rule in rules.values())


def daily_template() -> Template:
    """A line for each day of each period, its result open in column B, under names of the template's own."""
    book, content = Workbook(), BytesIO()
    sheet = book.active
    sheet.title = "{{ unit.sheet }}"
    sheet["A1"] = "{%ts for unit in units %}{{ unit.name }}"
    sheet["A2"] = "{%tr for kỳ in unit.periods %}"
    sheet["A3"] = "{%tr for hôm in kỳ.days %}"
    sheet["A4"], sheet["B4"].number_format = "{{ hôm.date }}", r"[>=1000]#\.##0;0"
    sheet["B4"].protection = Protection(locked=False)
    sheet["A5"], sheet["A6"] = "{%tr endfor %}", "{%tr endfor %}"
    book.save(content)
    return open_template(content.getvalue(), file="mau.xlsx")


def daily_rules(beyond: Literal["allow", "warn", "cap"] | None, unit: str = "Bù Đốp") -> dict[str, DataValidation]:
    """The rules of a unit's sheet where the spec says that of going beyond a quota."""
    indicator = IndicatorSpec(key="activated", quota="phase1.10")
    results = None if beyond is None else ResultsSpec(beyond_quota=beyond, indicators=(indicator,))
    spec = load_spec("binh_phuoc").model_copy(update={"results": results})
    book = read_book(run_demo("vi").files["phan-bo.xlsx"], file="so.xlsx")
    found = to_cut(book, spec, WhichUnits(only=(unit,)), even_with_errors=False)
    opened = daily_template()
    issue = found.issue(opened, spec)
    quotas = [one.quota for one in issue.assigned[0].schedules or ()]
    assert quotas == [23144, 17438]
    made = unit_sheets(issue, opened, prepared(opened, spec))
    return {str(rule.sqref): rule for rule in load_workbook(BytesIO(made.data()))[unit].data_validations.dataValidation}


def test_without_a_word_of_the_spec_a_result_has_no_upper_limit() -> None:
    rules = daily_rules(None)
    assert {(rule.operator, rule.formula1, rule.formula2) for rule in rules.values()} == {
        ("greaterThanOrEqual", "0", None)
    }


def test_where_going_beyond_is_praised_more_than_all_of_the_quota_on_one_day_is_asked_about() -> None:
    rules = daily_rules("allow")
    first, second = rules["B2:B27"], rules["B28:B94"]
    assert (first.operator, first.formula1, first.formula2) == ("between", "0", "23144")
    assert (second.formula2, second.errorStyle) == ("17438", "warning")
    assert second.error == (
        "Số này không phải số nguyên từ 0, hoặc lớn hơn chỉ tiêu của cả kỳ (17.438). "
        "Kết quả vượt chỉ tiêu được ghi nhận: nếu đúng, bấm Yes."
    )


@pytest.mark.parametrize(("beyond", "said"), [("warn", "Nếu kết quả đúng"), ("cap", "Phần vượt không được tính thêm")])
def test_else_more_than_the_quota_over_all_days_is_asked_about(beyond: Literal["warn", "cap"], said: str) -> None:
    first = daily_rules(beyond)["B2:B27"]
    assert (first.formula2, first.errorStyle) == ("23144-SUM(B$2:B$27)+B2", "warning")
    assert "cộng lại vượt chỉ tiêu của cả kỳ (23.144). " + said in first.error
    assert len(first.error) <= 225, "Excel's limit"
