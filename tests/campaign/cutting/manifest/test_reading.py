"""A manifest is found again in the workbook, whatever its sheets are called by now, and beside it."""

import json
from datetime import date

import pytest

from xl_addin import api
from xl_addin.campaign.cutting.manifest.reading import read_manifest
from xl_addin.campaign.demo import run_demo
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import DeleteSheet, InsertRows, MoveSheet, RenameSheet
from xl_addin.workbook.reading.read import read_book


@pytest.fixture(scope="module")
def cut() -> bytes:
    case = api.open(run_demo("vi").files["phan-bo.xlsx"], file="phan-bo.xlsx", spec="binh_phuoc")
    return api.cut(case, only=["Đồng Xoài", "Bù Đốp"]).data()


def test_what_is_in_the_file_is_what_is_beside_it(cut: bytes) -> None:
    inside = read_manifest(cut, file="phieu.xlsx")
    beside = read_manifest(json.dumps(inside.manifest.as_json(), ensure_ascii=False).encode(), file="phieu.json")
    assert inside.manifest == beside.manifest
    assert inside.sheets == {"Đồng Xoài": "Đồng Xoài", "Bù Đốp": "Bù Đốp"}


def test_every_entry_cell_has_its_meaning_and_day(cut: bytes) -> None:
    [unit, _] = read_manifest(cut).manifest.units
    sheet = read_book(cut)[unit.sheet]
    [results, _, later, _] = unit.entries
    for entry, first, last in (
        (results, date(2023, 6, 20), date(2023, 7, 15)),
        (later, date(2023, 7, 16), date(2023, 9, 20)),
    ):
        days = [day for (_, day, _) in entry.meanings()]
        assert (days[0], days[-1], entry.indicator.heading) == (first, last, "Kết quả trong ngày")
        for row, _ in entry.meanings().values():
            assert sheet.value(row, 3) is not None and sheet.value(row, 5) is None


def test_sheets_are_found_though_renamed_moved_and_with_lines_inserted(cut: bytes) -> None:
    [was, _] = read_manifest(cut).manifest.units
    edits = [
        InsertRows("Đồng Xoài", 3, 2),
        RenameSheet("Đồng Xoài", "Phường 'mới', 2"),
        MoveSheet("Phường 'mới', 2"),
    ]
    changed = api.open(cut)
    for edit in edits:
        changed = api.open(changed.after([edit]).draft().data())
    found = read_manifest(changed.draft().data())
    [unit, _] = found.manifest.units
    assert found.sheets["Đồng Xoài"] == unit.sheet == "Phường 'mới', 2"
    assert [entry.area.first_row for entry in unit.entries] == [entry.area.first_row + 2 for entry in was.entries]


def test_a_sheet_that_is_gone_is_told(cut: bytes) -> None:
    left = api.open(api.open(cut).after([DeleteSheet("Bù Đốp")]).draft().data())
    assert read_manifest(left.draft().data()).sheets == {"Đồng Xoài": "Đồng Xoài", "Bù Đốp": None}


def test_the_first_version_is_read_without_entries() -> None:
    said = {
        "version": 1, "template": "phieu-don-vi", "source": "so.xlsx", "spec": "binh_phuoc",
        "units": [{"unit": "Bù Đốp", "sheet": "Bù Đốp", "quota": {"phase1": {"10": 450}}}],
    }  # fmt: skip
    [unit] = read_manifest(json.dumps(said).encode()).manifest.units
    assert (unit.quota["phase1"]["10"], unit.entries, len(unit.checksum)) == (450, (), 64)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"version": 3, "units": []}', "phiên bản 3"),
        (b'{"version": 2, "units": [{}]}', "không phải tệp kê"),
        (b'{"a": 1}', "không phải tệp kê"),
    ],
)
def test_another_version_and_what_is_no_manifest_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(Problem) as caught:
        read_manifest(data, file="phieu.json")
    assert caught.value.line("vi").startswith("phieu.json: ") and told in caught.value.line("vi")


def test_a_workbook_of_somebody_else_has_none() -> None:
    with pytest.raises(Problem) as caught:
        read_manifest(run_demo("vi").files["phan-bo.xlsx"], file="so.xlsx")
    assert "không có tệp kê bên trong" in caught.value.line("vi")
