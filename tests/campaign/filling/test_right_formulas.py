"""What an office wrote in its own words and is right stays as it is; what is not is written anew."""

import io

import openpyxl
import pytest
from fixtures.random_specs import DOCUMENT, UNITS

from xl_addin.campaign.filling.fill import changes_to_fill
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.spec.model import Spec
from xl_addin.workbook.edits.edit import SetFormula

SPEC = Spec.model_validate(
    {
        "spec_version": 2,
        "key": "made_up",
        "title": ["Kế hoạch"],
        "document": DOCUMENT,
        "parameters": {"share": {"value": "80%", "label": "Tỷ lệ"}},
        "tables": [
            {
                "key": "quota",
                "sheet": "Chỉ tiêu",
                "columns": [
                    {"number": "1", "role": "index", "heading": "STT"},
                    {"number": "2", "role": "unit", "heading": "Đơn vị"},
                    {"number": "3", "heading": "Số hộ"},
                    {"number": "4", "heading": "Đã làm"},
                    {"number": "5=3-4", "heading": "Còn lại"},
                    {"number": "6=4/3", "heading": "Tỷ lệ"},
                    {"number": "7", "heading": "Phải làm", "formula": "{3} * share", "round": "up"},
                ],
            }
        ],
    }
)


def filled(column: int, formula: str) -> dict[str, str]:
    """The formulas that filling writes over these (of `{row}`) in the units' rows."""
    figures = {"3": (50, 420, 101), "4": (10, 20, 30)}
    made = campaign_workbook(SPEC, CampaignInputs(UNITS[:3], {"quota": figures}))
    book = openpyxl.load_workbook(io.BytesIO(made))
    for row in (9, 10, 11):
        book["Chỉ tiêu"].cell(row, column).value = formula.format(row=row)
    stream = io.BytesIO()
    book.save(stream)
    edits, _ = changes_to_fill(Case.open(stream.getvalue(), file="so.xlsx", spec=SPEC), spec=SPEC)
    return {str(edit.cell).partition("!")[2]: edit.formula for edit in edits if isinstance(edit, SetFormula)}


@pytest.mark.parametrize(
    ("column", "formula"),
    [
        (5, "=SUM(C{row},-D{row})"),
        (5, '=IF(C{row}="","",C{row}-D{row})'),
        (6, "=IFERROR(D{row}/C{row},0)"),
        (7, "=ROUNDUP(C{row}*80%,0)"),
        (7, "=CEILING('Tham số'!$C$5*C{row},1)"),
    ],
)
def test_a_right_formula_stays(column: int, formula: str) -> None:
    assert filled(column, formula) == {}


@pytest.mark.parametrize(
    ("column", "formula", "cell", "proper"),
    [
        (5, "=C{row}+D{row}", "E9", "=C9-D9"),
        (5, "=C{row}-D{row}+1/0", "E11", "=C11-D11"),
        (7, "=ROUND(C{row}*80%,0)", "G9", "=ROUNDUP(ROUND(C9*'Tham số'!$C$5,9),0)"),
    ],
)
def test_a_wrong_one_does_not(column: int, formula: str, cell: str, proper: str) -> None:
    written = filled(column, formula)
    assert len(written) == 3 and written[cell] == proper
