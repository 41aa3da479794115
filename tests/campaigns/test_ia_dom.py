"""Ia Dom end to end: a quota that is a share, hamlets and forces that agree, a rank, and who has reached nobody yet."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fixtures.papers import violations
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.shipped import shipped_folder

Run = Callable[..., str]
EXAMPLE = str(shipped_folder("formulas_spec") / "examples" / "ia_dom.xlsx")
POSSIBLE = ("first_day=19/9/2023", "district_start=19/9/2023", "district_end=04/11/2023")
"""Days after the plan's own, and a district's drive that lasts as long as the commune's."""


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Path:
    given = [word for one in POSSIBLE for word in ("--param", one)]
    run("new", "ia_dom", "--data", EXAMPLE, *given, "-o", "so.xlsx")
    return tmp_path / "so.xlsx"


def lines(sheet: Worksheet) -> Iterator[list[object]]:
    """The rows of a table's units, then its total."""
    for row in sheet.iter_rows(values_only=True):
        if isinstance(row[0], int) and isinstance(row[1], str):
            yield list(row)
        elif "Tổng cộng" in row:
            yield list(row)
            return


def test_the_published_goal_and_every_book_is_clean(run: Run, book: Path, judged: Callable[[Path], int]) -> None:
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "ia_dom")
    *hamlets, total = lines(load_workbook(book, data_only=True)["Chỉ tiêu theo thôn"])
    assert len(hamlets) == 9
    assert total[2:6] == [5774, 2887, 1324, 2887 - 1324]
    assert judged(book) > 60


def test_rows_and_columns_agree(book: Path) -> None:
    sheets = load_workbook(book, data_only=True)
    *hamlets, total = lines(sheets["Thôn và lực lượng"])
    *forces, _ = lines(sheets["Chỉ tiêu theo lực lượng"])
    assert [sum(row[3:10]) for row in hamlets] == [row[2] for row in hamlets]  # type: ignore[arg-type]
    assert total[3:10] == [sum(column) for column in list(zip(*hamlets, strict=True))[3:10]]
    assert total[3:10] == [force[3] for force in forces]


def test_the_published_rank(book: Path) -> None:
    *communes, _ = lines(load_workbook(book, data_only=True)["Xếp hạng các xã"])
    (own,) = [row for row in communes if row[1] == "Ia Dom"]
    assert (own[2], own[3], round(float(str(own[4]))), own[5]) == (2887, 1324, 46, 4)
    assert all("giả định" in str(row[1]) for row in communes if row is not own)


def test_an_average_does_not_hide_who_has_reached_nobody(run: Run, book: Path) -> None:
    *offices, total = lines(load_workbook(book, data_only=True)["Cán bộ vận động"])
    assert [row[7] for row in offices] == [0, 0, 2, 3, 3, 10, 0]
    assert total[5:9] == [45, 25, 18, 43]  # reached ten, fewer, nobody, not ten
    women = next(row for row in offices if row[1] == "Hội Liên hiệp Phụ nữ xã")
    assert float(str(women[10])) > 10 and women[7:9] == [3, 8]  # more than ten on average, and eight are below ten


def test_more_officials_counted_than_there_are_is_found(run: Run, book: Path) -> None:
    shown = load_workbook(book, data_only=True)["Cán bộ vận động"]
    row = next(cell.row for (cell,) in shown["B1:B40"] if cell.value == "Hội Nông dân xã")
    sheets = load_workbook(book)
    sheets["Cán bộ vận động"].cell(row, 7).value = 20
    sheets.save(book)
    said = run("verify", "so.xlsx", "--spec", "ia_dom", exit_status=1)
    assert f"Cán bộ vận động!H{row}" in said or f"H{row}" in said


def test_days_that_do_not_fit_are_told_once(run: Run, tmp_path: Path) -> None:
    run("new", "ia_dom", "--data", EXAMPLE, "-o", "so.xlsx")
    said = run("verify", "so.xlsx", "--spec", "ia_dom", exit_status=1)
    assert [said.count(f"Cảnh báo {code}") for code in ("D601", "D602", "D603", "D604")] == [0, 0, 1, 1]
    assert "27/10/2023" in said
    texts = [cell.value for (cell,) in load_workbook(tmp_path / "so.xlsx")["Chỉ tiêu theo thôn"]["A1:A40"]]
    line = "Văn bản ghi 50 ngày; từ 15/9/2023 đến 04/11/2023 có 51 ngày, kể cả ngày đầu và ngày cuối."
    assert line in texts


@pytest.mark.parametrize("units", ["hamlets", "forces"])
def test_sheets_for_hamlets_and_for_forces(run: Run, book: Path, judged: Callable[[Path], int], units: str) -> None:
    run("unit-sheets", "so.xlsx", "--spec", "ia_dom", "--units", units, "-o", "phieu.xlsx")
    sheets = load_workbook(book.with_name("phieu.xlsx"), data_only=True)
    wanted = 9 if units == "hamlets" else 7
    shown = [sheet for sheet in sheets.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) == wanted + 1
    assert [violations(sheet) for sheet in shown] == [[]] * len(shown)
    texts = [str(cell.value) for row in shown[1].iter_rows() for cell in row if cell.value]
    weekly = "- Thống kê kết quả trong tuần: thứ Hai hằng tuần; gửi Công an xã"
    assert any(text.startswith(weekly) for text in texts) == (units == "forces")
    assert judged(book.with_name("phieu.xlsx")) > 0


def test_a_set_that_is_not_there(run: Run, book: Path) -> None:
    said = run("unit-sheets", "so.xlsx", "--spec", "ia_dom", "--units", "thon", "-o", "phieu.xlsx", exit_status=2)
    assert "không có bộ đơn vị “thon” trong đặc tả; có: hamlets, forces, communes" in said
    assert not book.with_name("phieu.xlsx").exists()
