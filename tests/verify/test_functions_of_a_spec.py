"""Formulas of a spec's functions in cells: other ways to say them are right, another figure is found."""

import io

import openpyxl
import pytest
from fixtures.random_specs import DOCUMENT, UNITS

from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.spec.model import Spec
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify

ROWS = range(9, 14)
SPEC = Spec.model_validate(
    {
        "spec_version": 2,
        "key": "made_up",
        "title": ["Kế hoạch"],
        "document": DOCUMENT,
        "parameters": {"days": {"value": 4, "label": "Số ngày"}},
        "tables": [
            {
                "key": "quota",
                "sheet": "Chỉ tiêu",
                "columns": [
                    {"number": "1", "role": "index", "heading": "STT"},
                    {"number": "2", "role": "unit", "heading": "Đơn vị"},
                    {"number": "3", "heading": "Số hộ"},
                    {"number": "4", "heading": "Tỷ trọng", "formula": "{3} / total({3})"},
                    {"number": "5", "heading": "Thứ hạng", "formula": "rank({3})", "ties": "dense"},
                    {"number": "6", "heading": "Phải làm", "formula": "if({3} < 100, 15%, 10%) * {3}", "round": "up"},
                    {"number": "7=3/{days}", "heading": "Mỗi ngày"},
                ],
            }
        ],
    }
)
HOUSEHOLDS = (50, 420, 100, 420, 75)


def found(changed: dict[int, str] | None = None) -> tuple[Diagnostic, ...]:
    """What is found in the campaign's workbook with other formulas (of `{row}`) or figures in some columns."""
    made = campaign_workbook(SPEC, CampaignInputs(UNITS[:5], {"quota": {"3": HOUSEHOLDS}}))
    book = openpyxl.load_workbook(io.BytesIO(made))
    for column, formula in (changed or {}).items():
        for row in ROWS:
            book["Chỉ tiêu"].cell(row, column).value = formula.format(row=row)
    stream = io.BytesIO()
    book.save(stream)
    return verify(Case.open(stream.getvalue(), file="so.xlsx", spec=SPEC)).diagnostics


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {4: "=C{row}/C$14"},
        {4: "=IFERROR(C{row}/SUM(C$9:C$13),0)"},
        {5: "=SUMPRODUCT((C$9:C$13>C{row})/COUNTIF(C$9:C$13,C$9:C$13))+1"},
        {6: "=ROUNDUP(C{row}*IF(C{row}>=100,10%,15%),0)"},
        {7: "=C{row}/4"},
    ],
)
def test_the_same_in_other_words(changed: dict[int, str]) -> None:
    assert [(one.code, one.row, one.column) for one in found(changed)] == []


@pytest.mark.parametrize(
    ("changed", "column", "proper"),
    [
        ({4: "=C{row}/SUM(C$9:C$12)"}, 4, "=C9/SUM($C$9:$C$13)"),
        ({5: "=RANK(C{row},C$9:C$13)"}, 5, None),
        ({6: "=ROUNDDOWN(IF(C{row}<100,15%,10%)*C{row},0)"}, 6, "=ROUNDUP(ROUND(IF(C9<100,15%,10%)*C9,9),0)"),
        ({7: "=C{row}/C{row}"}, 7, "=C9/4"),
    ],
)
def test_another_figure_is_found(changed: dict[int, str], column: int, proper: str | None) -> None:
    one = next(each for each in found(changed) if each.code == "F201")
    assert one.column == column
    assert proper is None or one.expected == proper
