"""Unit sheets whose figures are formulas that lead to the master, each with the value it has there."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin import api

ROWS: list[list[Any]] = [
    ["STT", "Đơn vị", "Nội dung", "Kinh phí", "Tỷ lệ"],
    [1, 2, 3, 4, 5],
    [1, "Xã Một", "Làm đường", 1200, 12.5],
    [2, "Xã Một", "Trồng cây", 300, 7.5],
    [3, "Xã Hai", "Sửa cầu", 200, 40],
]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = "Dự toán"
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "dự toán.xlsx")
    return tmp_path / "dự toán.xlsx"


@pytest.fixture
def template(tmp_path: Path) -> str:
    """The sum, twice that, a row for each task, in a text."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "{{ unit.sheet }}"
    sheet["A1"] = "{%ts for unit in units %}{{ unit.name }}"
    sheet["B1"] = "{{ unit['Kinh phí'] | vn_format('#,##0') }}"
    sheet["C1"] = "{{ unit['Kinh phí'] * 2 }}"
    sheet["D1"] = "=B1/2"
    sheet["E1"] = "Giao {{ unit['Kinh phí'] }}"
    sheet["A2"] = "{%tr for row in unit.tables[0].rows %}"
    sheet["A3"], sheet["B3"] = "{{ row.name }}", "{{ row.columns['4'].value }}"
    sheet["C3"] = "{{ row.columns['5'].value | vn_format('#,##0.0', true) }}"
    sheet["A4"] = "{%tr endfor %}"
    book.save(tmp_path / "mau.xlsx")
    return str(tmp_path / "mau.xlsx")


def cut(master: Path, template: str, **asked: Any) -> bytes:
    case = api.open(master)
    return api.cut(case, template=template, unit_column="Đơn vị", links="../dự toán.xlsx", **asked).data()


def test_a_figure_leads_to_its_cell_and_a_sum_to_all_of_its_cells(master: Path, template: str) -> None:
    sheet = load_workbook(BytesIO(cut(master, template)))["Xã Một"]
    assert sheet["B1"].value == "=SUM('[1]Dự toán'!$D$3:$D$4)"
    assert [sheet[cell].value for cell in ("B2", "B3")] == ["='[1]Dự toán'!$D$3", "='[1]Dự toán'!$D$4"]
    assert sheet["C2"].value == "='[1]Dự toán'!$E$3"
    assert sheet["C2"].number_format == "#,##0.0", "a text could not lead anywhere"


def test_what_is_computed_of_a_figure_or_said_in_a_text_is_its_value(master: Path, template: str) -> None:
    sheet = load_workbook(BytesIO(cut(master, template)))["Xã Một"]
    assert (sheet["C1"].value, sheet["E1"].value) == (3000, "Giao 1500")


def test_every_formula_carries_its_value(master: Path, template: str) -> None:
    sheet = load_workbook(BytesIO(cut(master, template)), data_only=True)["Xã Một"]
    assert [sheet[cell].value for cell in ("B1", "D1", "B2", "C2")] == [1500, 750, 1200, 12.5]


def test_the_master_is_named_by_the_way_to_it_and_what_it_holds_of_these_units_is_kept(
    master: Path, template: str
) -> None:
    [link] = load_workbook(BytesIO(cut(master, template, only=["Xã Hai"])))._external_links
    assert link.file_link.Target == "../d%E1%BB%B1%20to%C3%A1n.xlsx" and link.file_link.TargetMode == "External"
    assert link.externalBook.sheetNames.sheetName == ["Dự toán"]
    kept = {cell.r: cell.v for row in link.externalBook.sheetDataSet.sheetData[0].row for cell in row.cell}
    assert kept == {"D5": "200", "E5": "40"}, "nothing of another unit"


def test_a_link_of_the_template_stays_the_first(master: Path, template: str, tmp_path: Path) -> None:
    linked = tmp_path / "mau-lien-ket.xlsx"
    linked.write_bytes(api.cut(api.open(master), template=template, unit_column="Đơn vị", links="kia.xlsx").data())
    book = load_workbook(linked)
    for name in book.sheetnames[1:]:
        del book[name]
    sheet = book.worksheets[0]
    sheet.title, sheet["A1"] = "{{ unit.sheet }}", "{%ts for unit in units %}"
    sheet["B2"] = "{{ unit['Kinh phí'] }}"
    book.save(linked)
    made = load_workbook(BytesIO(cut(master, str(linked))))
    assert [link.file_link.Target for link in made._external_links] == ["kia.xlsx", "../d%E1%BB%B1%20to%C3%A1n.xlsx"]
    assert made["Xã Hai"]["B1"].value == "=SUM('[1]Dự toán'!$D$3:$D$4)", "the template's own"
    assert made["Xã Hai"]["B2"].value == "='[2]Dự toán'!$D$5"


def test_without_links_every_figure_is_a_value(master: Path, template: str) -> None:
    made = load_workbook(BytesIO(api.cut(api.open(master), template=template, unit_column="Đơn vị").data()))
    assert made["Xã Một"]["B1"].value == 1500 and not made._external_links


def test_libreoffice_reads_the_figures_through_the_links(
    master: Path, template: str, tmp_path: Path, libreoffice: Any
) -> None:
    (tmp_path / "phieu").mkdir()
    made = tmp_path / "phieu" / "phieu.xlsx"
    made.write_bytes(cut(master, template))
    sheet = load_workbook(libreoffice(made, "xlsx"), data_only=True)["Xã Một"]
    assert [sheet[cell].value for cell in ("B1", "D1", "B2")] == [1500, 750, 1200]
