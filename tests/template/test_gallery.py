"""Every template of the gallery, with its example data: a paper by the decree, right as LibreOffice sees it."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.papers import violations
from openpyxl import Workbook, load_workbook

from xl_addin.cli.main import commands
from xl_addin.shipped import shipped_folder

FOLDER = shipped_folder("workbook_templates")
NAMES = sorted(path.stem for path in (FOLDER / "vi-du").glob("*.json"))


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The result of each template with its example data."""
    folder = tmp_path_factory.mktemp("gallery")
    for name in NAMES:
        data, out = FOLDER / "vi-du" / f"{name}.json", folder / f"{name}.xlsx"
        done = CliRunner().invoke(commands, ["render", name, "--data", str(data), "-o", str(out)], prog_name="xl-addin")
        assert done.exit_code == 0, done.output
    return {name: folder / f"{name}.xlsx" for name in NAMES}


def values(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def row_of(book: Workbook, text: str) -> list[object]:
    """The filled cells of the row that holds this text."""
    [row] = [line for line in book.worksheets[0].iter_rows(values_only=True) if text in line]
    return [value for value in row if value is not None]


def test_they_are_these_and_each_says_that_its_data_are_made_up() -> None:
    assert {*NAMES, "phieu-don-vi", "phieu-nhieu-chi-tieu"} == {path.stem for path in FOLDER.glob("*.xlsx")} and len(
        NAMES
    ) == 5
    for name in NAMES:
        data = json.loads((FOLDER / "vi-du" / f"{name}.json").read_text(encoding="utf-8"))
        assert data["note"] == "Số liệu bịa ra để làm ví dụ"


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_the_decree(gallery: dict[str, Path], name: str) -> None:
    book = values(gallery[name])
    assert violations(book.worksheets[0], parent="Ủy ban nhân dân tỉnh Ví Dụ") == []
    assert book.worksheets[0].oddFooter.right.text == "Số liệu bịa ra để làm ví dụ"


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_calculates_the_values_that_are_stored(
    gallery: dict[str, Path], name: str, libreoffice: Callable[[Path, str], Path]
) -> None:
    ours, theirs = values(gallery[name]), values(libreoffice(gallery[name], "xlsx"))
    compared = 0
    for row in ours.worksheets[0].iter_rows():
        for cell in row:
            other = theirs.worksheets[0][cell.coordinate].value
            compared += cell.value is not None
            assert other == (pytest.approx(cell.value) if isinstance(cell.value, float) else cell.value)
    assert compared > 30


def test_a_daily_report_sums_and_leaves_one_column_to_fill_in(gallery: dict[str, Path]) -> None:
    book = values(gallery["bao-cao-ngay"])
    line = row_of(book, "Tài khoản đã kích hoạt")
    assert line[3:7] == [9800, 6205, 187, 6392] and line[7] == pytest.approx(6392 / 9800 * 100)
    sheet = book.worksheets[0]
    assert sheet.protection.sheet and not sheet.protection.password
    unlocked = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert len(unlocked) == 3 and {address[0] for address in unlocked} == {"G"}


def test_a_letter_totals_old_and_new(gallery: dict[str, Path]) -> None:
    assert row_of(values(gallery["cong-van"]), "Tổng cộng")[1:] == [4360, 4470, 110]


def test_a_list_is_grouped_and_counted_in_words(gallery: dict[str, Path]) -> None:
    book = values(gallery["danh-sach-khen-thuong"])
    assert row_of(book, "Cá nhân (3)") == ["B", "Cá nhân (3)"]
    [text] = row_of(book, "Danh sách có 5 (năm) tập thể, cá nhân./.")
    assert text


def test_a_crosstab_adds_up_across_and_down(gallery: dict[str, Path]) -> None:
    book = values(gallery["bang-cheo"])
    assert row_of(book, "STT") == [
        "STT", "Đơn vị", "Hồ sơ thu nhận", "Tài khoản kích hoạt", "Người được hướng dẫn", "Cộng",
    ]  # fmt: skip
    assert row_of(book, "Thôn Ba") == [3, "Thôn Ba", 1500, 1190, 402, 3092]
    assert row_of(book, "Tổng cộng")[1:] == [4470, 3530, 1094, 9094]


def test_a_dashboard_shows_sums_and_a_chart_of_every_unit(gallery: dict[str, Path]) -> None:
    book = values(gallery["bang-theo-doi"])
    sheet = book.worksheets[0]
    [figures] = [row for row in sheet.iter_rows(values_only=True) if row[0] == 4470]
    assert figures[2] == 3665 and figures[4] == pytest.approx(3665 / 4470 * 100)
    first = next(cell.row for cell in sheet["B"] if cell.value == "Thôn Một")
    chart = load_workbook(BytesIO(gallery["bang-theo-doi"].read_bytes())).worksheets[0]._charts[0]  # type: ignore[attr-defined]
    plotted = [series.val.numRef.f.replace("$", "").partition("!")[2] for series in chart.series]
    assert plotted == [f"C{first}:C{first + 3}", f"D{first}:D{first + 3}"]
