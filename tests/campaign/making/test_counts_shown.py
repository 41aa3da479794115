"""The counts of a campaign's workbook read `48.692` on every PC, a deficit of them, too."""

from io import BytesIO

from openpyxl import load_workbook

from xl_addin.campaign.demo import run_demo
from xl_addin.workbook.model.vietnamese_formats import BEYOND, COUNT


def test_counts_are_written_with_their_dots_and_what_that_cannot_write_has_rules() -> None:
    book = load_workbook(BytesIO(run_demo("vi").files["phan-bo.xlsx"]))
    sheet = book["Giai đoạn 1"]
    assert {sheet[f"{column}10"].number_format for column in "CDEFGHIJK"} == {COUNT}
    assert book["Tham số"]["C5"].number_format == COUNT
    rules = {str(area.sqref): area.rules for area in sheet.conditional_formatting}
    [dots] = [rules[area] for area in rules if "J9:J20" in area]
    assert [(rule.operator, rule.dxf.numFmt.formatCode) for rule in dots] == [(how, code) for how, _, code in BEYOND]
