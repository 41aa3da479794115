"""Bình Phước's second phase from actual results: what is left is what was not activated, not what was not assigned."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from xl_addin.shipped import shipped_folder

EXAMPLE = str(shipped_folder("formulas_spec") / "examples" / "binh_phuoc_thuc_te.csv")


def test_phase_2_begins_from_what_was_activated(
    run: Callable[..., str], tmp_path: Path, judged: Callable[[Path], int]
) -> None:
    run("new", "binh_phuoc_thuc_te", "--data", EXAMPLE, "-o", "so.xlsx")
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "binh_phuoc_thuc_te")
    sheet = load_workbook(tmp_path / "so.xlsx", data_only=True)["Giai đoạn 2"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int) and isinstance(row[1], str)]
    assert len(rows) == 11
    left = sum(row[2] - row[3] for row in rows)  # type: ignore[operator]
    assert sum(row[5] for row in rows) == round(left * 8 / 10)  # type: ignore[misc]
    assert all(row[4] == row[2] - row[3] and row[5] <= row[4] for row in rows)  # type: ignore[operator]
    run("unit-sheets", "so.xlsx", "--spec", "binh_phuoc_thuc_te", "-o", "phieu.xlsx")
    assert judged(tmp_path / "so.xlsx") > 30
