"""What an office wrote in its own words and is right stays as it is; what is not is written anew."""

import io

import openpyxl
import pytest
from fixtures.random_specs import DOCUMENT, UNITS

from xl_addin.campaign.filling.fill import changes_to_fill, fill_book
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.verify.verify import verify
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


def with_groups(total: str) -> bytes:
    """An office's table of two groups: rows 4 to 6 and 8 to 9."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chỉ tiêu"
    for row in (
        ["STT", "Đơn vị", "Số hộ", "Tỷ trọng", "Hạng", "Hạng liền"],
        [1, 2, 3, 4, 5, 6],
        ["I", "Khu vực 1", "=SUM(C4:C6)"],
        [1, "Xã A", 50],
        [2, "Xã B", 40],
        [3, "Xã C", 50],
        ["II", "Khu vực 2", "=SUM(C8:C9)"],
        [4, "Xã D", 30],
        [5, "Xã E", 80],
        [None, "Tổng cộng", total],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GROUPED = SPEC.model_copy(
    update={
        "tables": (
            TableSpec.model_validate(
                {
                    "key": "quota",
                    "sheet": "Chỉ tiêu",
                    "columns": [
                        {"number": "1", "role": "index", "heading": "STT"},
                        {"number": "2", "role": "unit", "heading": "Đơn vị"},
                        {"number": "3", "heading": "Số hộ"},
                        {"number": "4", "heading": "Tỷ trọng", "formula": "{3} / total({3})"},
                        {"number": "5", "heading": "Hạng", "formula": "rank({3})"},
                        {"number": "6", "heading": "Hạng liền", "formula": "rank({3})", "ties": "dense"},
                    ],
                }
            ),
        )
    }
)


def test_a_whole_column_leaves_sub_totals_out_and_ranks_only_units() -> None:
    done = fill_book(Case.open(with_groups("=C3+C7"), file="so.xlsx", spec=GROUPED), spec=GROUPED)
    case = Case.open(done.data, file="so.xlsx", spec=GROUPED)
    sheet = case.fresh["Chỉ tiêu"]
    assert [sheet.value(row, 4) for row in (4, 5, 6, 8, 9, 10)] == [0.2, 0.16, 0.2, 0.12, 0.32, 1]
    assert [sheet.value(row, 5) for row in (3, 4, 5, 6, 7, 8, 9, 10)] == [None, 2, 4, 2, None, 5, 1, None]
    assert [sheet.value(row, 6) for row in (4, 5, 6, 8, 9)] == [2, 3, 2, 4, 1]
    assert sheet.formula(10, 3) == "=C3+C7"
    assert verify(case).diagnostics == ()


def test_a_total_that_adds_other_rows_is_written_anew() -> None:
    done = fill_book(Case.open(with_groups("=SUM(C3:C9)"), file="so.xlsx", spec=GROUPED), spec=GROUPED)
    assert Case.open(done.data, file="so.xlsx").book["Chỉ tiêu"].formula(10, 3) == "=SUM(C3,C7)"
