"""What the data says of units in words and dates: written as it stands, and the groups that shares keep within."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.campaign.test_sharing import HEAD
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify

SPEC = """
tables:
  - key: hamlets
    sheet: Thôn
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Thôn, role: unit, width: 20}
      - {number: "3", heading: Xã, role: parent, width: 20}
      - {number: "4", heading: Ngày tuyên truyền, role: date}
      - {number: "5", heading: Ghi chú, role: text, optional: true}
      - {number: "6", heading: Số dân}
      - {number: "7", heading: Đã đăng ký, optional: true}
      - {number: "8", heading: Chỉ tiêu, apportion: {target: target, by: "6", within: WITHIN}}
"""
ROWS = """Thôn,Xã,Ngày tuyên truyền,Ghi chú,Số dân,Đã đăng ký
Thôn A,Tân Lập,29/11/2022,Họp tối,800,12
Thôn B,Minh Thắng,2022-11-30,,300,
Thôn C,Tân Lập,1/12/2022,,400,30
"""


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    return spec_within(tmp_path, "parent")


def spec_within(folder: Path, within: str) -> Spec:
    path = folder / "thu.yaml"
    path.write_text(HEAD + SPEC.replace("WITHIN", within), encoding="utf-8")
    return load_spec(str(path))


def data(folder: Path, text: str = ROWS) -> str:
    path = folder / "so-lieu.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("within", ["parent", '"3"'])
def test_shares_keep_within_the_groups_that_a_column_names(tmp_path: Path, within: str) -> None:
    spec = spec_within(tmp_path, within)
    book = campaign_workbook(spec, read_inputs(spec, open_source(data(tmp_path))))
    case = Case.open(book, file="thu.xlsx", spec=spec)
    sheet = case.fresh["Thôn"]
    assert [sheet.value(row, 8) for row in range(9, 12)] == [390, 146, 195]
    assert verify(case).diagnostics == ()


def test_texts_and_dates_are_written_and_empty_cells_stay_empty(tmp_path: Path, spec: Spec) -> None:
    path = tmp_path / "thu.xlsx"
    path.write_bytes(campaign_workbook(spec, read_inputs(spec, open_source(data(tmp_path)))))
    sheet = openpyxl.load_workbook(path)["Thôn"]
    assert [sheet.cell(9, column).value for column in (2, 3, 5, 7)] == ["Thôn A", "Tân Lập", "Họp tối", 12]
    assert [sheet.cell(row, 4).value.date() for row in (9, 10, 11)] == [
        date(2022, 11, 29),
        date(2022, 11, 30),
        date(2022, 12, 1),
    ]
    assert sheet["D9"].number_format == r"dd\/mm\/yyyy"
    assert (sheet["E10"].value, sheet["G10"].value) == (None, None)


def test_what_a_workbook_holds_is_read_alike(tmp_path: Path, spec: Spec) -> None:
    made = tmp_path / "thu.xlsx"
    made.write_bytes(campaign_workbook(spec, read_inputs(spec, open_source(data(tmp_path)))))
    assert read_inputs(spec, open_source(str(made))) == read_inputs(spec, open_source(data(tmp_path)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("29/11/2022", "31/11/2022", "dòng 2, cột 4 (Ngày tuyên truyền): “31/11/2022” không phải ngày"),
        ("Minh Thắng", "", "dòng 3, cột 3 (Xã): ô này trống; hãy điền vào"),
        (",Xã", ",Huyện", "thiếu cột 3 (Xã)"),
    ],
)
def test_what_is_missing_or_no_date_is_named(tmp_path: Path, spec: Spec, before: str, after: str, said: str) -> None:
    with pytest.raises(Problem) as raised:
        read_inputs(spec, open_source(data(tmp_path, ROWS.replace(before, after))))
    assert said in raised.value.text.vi
