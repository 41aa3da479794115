"""The sheet `Tham số`: a parameter that is calculated from others follows them in Excel."""

import io
from datetime import date

import openpyxl
from fixtures.random_specs import DOCUMENT, UNITS

from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.kept_parameters import with_kept_parameters
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import CellRef
from xl_addin.spec.model import Spec
from xl_addin.spec.parameter_option import with_parameters
from xl_addin.workbook.reading.read import read_book

PARAMETERS = {
    "part": {"value": "target * 80%", "label": "Phần giao trước"},
    "third": {"value": "(part - spare) / 3", "label": "Một phần ba"},
    "target": {"value": 1000, "label": "Chỉ tiêu"},
    "spare": {"value": 100, "label": "Dự phòng"},
    "start": {"value": date(2024, 4, 15), "label": "Ngày bắt đầu"},
    "finish": {"value": "start + 14", "label": "Ngày kết thúc"},
    "note": {"value": "=ghi chú", "label": "Ghi chú"},
}
SPEC = Spec.model_validate(
    {
        "spec_version": 2,
        "key": "made_up",
        "title": ["Kế hoạch từ {start} đến {finish}"],
        "document": DOCUMENT,
        "parameters": PARAMETERS,
        "tables": [
            {
                "key": "quota",
                "sheet": "Biểu",
                "columns": [
                    {"number": "1", "role": "unit", "heading": "Đơn vị"},
                    {"number": "2", "heading": "Dân số"},
                    {"number": "3", "heading": "Chỉ tiêu", "apportion": {"target": "part", "by": "2"}},
                    {"number": "4", "heading": "So với một phần ba", "formula": "{3} - third", "kind": "amount"},
                ],
            }
        ],
    }
)
INPUTS = CampaignInputs(UNITS[:3], {"quota": {"2": (500, 300, 700)}})
CELLS = {"part": 5, "third": 6, "target": 7, "spare": 8, "start": 12, "finish": 13, "note": 14}


def made() -> bytes:
    return campaign_workbook(SPEC, INPUTS)


def test_a_calculated_parameter_is_a_formula_over_the_others() -> None:
    sheet = read_book(made(), file="so.xlsx")["Tham số"]
    assert {name: sheet.value(row, 1) for name, row in CELLS.items()} == {name: name for name in CELLS}
    assert {name: sheet.formula(row, 3) for name, row in CELLS.items()} == {
        "part": "=$C$7*80%",
        "third": "=($C$5-$C$8)/3",
        "target": None,
        "spare": None,
        "start": None,
        "finish": "=$C$12+14",
        "note": None,
    }
    assert (sheet.value(5, 3), sheet.value(14, 3)) == (800, "=ghi chú")


def test_what_is_typed_is_blue_and_what_follows_is_not() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made()))["Tham số"]
    assert [sheet.cell(row, 3).style for row in (5, 6, 7, 8)] == ["Cột công thức"] * 2 + ["Số liệu nhập"] * 2
    assert sheet.cell(13, 3).number_format == "dd/mm/yyyy"


def test_another_target_in_excel_moves_what_depends_on_it() -> None:
    book = recalculate(read_book(made(), file="so.xlsx").with_values({CellRef("Tham số", 7, 3): 2000})).book
    assert (book["Tham số"].value(5, 3), book["Tham số"].value(6, 3)) == (1600, 500)
    kept = with_kept_parameters(SPEC, book)
    assert [kept.parameters[name].written for name in ("target", "part", "third")] == ["2000", "1600", "500"]
    assert kept.parameters["part"].is_calculated


def test_filling_writes_the_target_and_leaves_the_formulas_that_follow() -> None:
    spec = with_parameters(SPEC, {"target": "1500"})
    filled = fill_book(Case.open(made(), file="so.xlsx"), spec=spec, given=["target"])
    sheet = read_book(filled.data, file="so.xlsx")["Tham số"]
    assert (sheet.value(7, 3), sheet.formula(5, 3), sheet.value(5, 3)) == (1500, "=$C$7*80%", 1200)
    assert [note.vi for note in filled.notes][:1] == ["Tham số!C7: 1.000 → 1.500"]
    assert fill_book(Case.open(filled.data, file="so.xlsx"), spec=SPEC).edits == ()


def test_a_calculated_parameter_given_on_purpose_is_typed_over() -> None:
    spec = with_parameters(SPEC, {"part": "600"})
    filled = fill_book(Case.open(made(), file="so.xlsx"), spec=spec, given=["part"])
    sheet = read_book(filled.data, file="so.xlsx")["Tham số"]
    assert (sheet.formula(5, 3), sheet.value(5, 3)) == (None, 600)
    assert fill_book(Case.open(filled.data, file="so.xlsx"), spec=SPEC).edits == ()


def test_a_formula_that_an_office_has_changed_stands_before_the_specs() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(made()))
    workbook["Tham số"]["C5"] = "=$C$7*90%"
    stream = io.BytesIO()
    workbook.save(stream)
    filled = fill_book(Case.open(stream.getvalue(), file="so.xlsx"), spec=SPEC)
    book = read_book(filled.data, file="so.xlsx")
    assert book["Tham số"].formula(5, 3) == "=$C$7*90%"
    assert sum(book["Biểu"].value(row, 3) for row in (9, 10, 11)) == 900
