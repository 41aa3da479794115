"""What docs/campaigns.md says of the published figures."""

from pathlib import Path

import pytest

LINES = (Path(__file__).parents[2] / "docs" / "campaigns.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("| 4 Chỉ tiêu giao kích hoạt |", "| 12 | 11 | Hòn Quản: 50,838 → 50,837 |"),
        ("| 12=(10/11)/25 ", "| 12 | 11 | Tổng: 209 → 19 | V304 |"),
        ("| 3 Thời gian tuyên truyền", "| 7 | 7 |"),
        ("| 6=5/3*100 Tỷ lệ đã cấp", "| 1 | 0 | Thành phố Kon Tum: 57.41 → 57.42 | V301 |"),
        ("| 8=7/3*100 Tỷ lệ đã kích hoạt", "| 1 | 0 | Thành phố Kon Tum: 44.48 → 45.54 | V301 |"),
    ],
)
def test_a_published_figure_is_reproduced_or_its_error_is_reported(column: str, said: str) -> None:
    [line] = [line for line in LINES if column in line]
    assert said in line


def test_what_is_wrong_with_the_documents_themselves_is_there() -> None:
    documents = [line for line in LINES if "D602" in line]
    assert sum("`cam_ngoc`" in line for line in documents) == 2
    assert sum("`kon_tum`" in line for line in documents) == 1
