"""Cells and values as they are typed after `--set`."""

import pytest

from xl_addin.cli.inputs import read_inputs
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import Plain
from xl_addin.workbook.model.book import Book, Sheet

ONE = Book("mot.xlsx", (Sheet("Giai đoạn 1"),))
TWO = Book("hai.xlsx", (Sheet("Giai đoạn 1"), Sheet("O'Hara! =1")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giai đoạn 1!C2=510000", 510000),
        ("'giai đoạn 1'!$c$2 = 0,85", 0.85),
        ("Giai đoạn 1!C2=1.234.567", 1234567),
        ("Giai đoạn 1!C2=-35%", -0.35),
        ("Giai đoạn 1!C2=TRUE", True),
        ("Giai đoạn 1!C2='001", "001"),
        ("Giai đoạn 1!C2=Đồng Xoài", "Đồng Xoài"),
        ("Giai đoạn 1!C2=", None),
        ("C2=5", 5),
    ],
)
def test_what_is_read(text: str, expected: Plain) -> None:
    ((cell, value),) = read_inputs([text], ONE).items()
    assert (str(cell), value) == ("Giai đoạn 1!C2", expected)
    assert isinstance(value, bool) == isinstance(expected, bool)


def test_sheet_names_with_every_sign() -> None:
    cells = read_inputs(["'O''Hara! =1'!A1=1", "Giai đoạn 1!A1=O'Hara! =1!A1=2"], TWO)
    assert [(str(cell), value) for cell, value in cells.items()] == [
        ("O'Hara! =1!A1", 1),
        ("Giai đoạn 1!A1", "O'Hara! =1!A1=2"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C2", "'Sheet!C2=510000'"),
        ("C2=5", "write the sheet before the cell, as in Sheet1!C5; there are: Giai đoạn 1"),
        ("Giai đoạn 3!C2=5", "Giai đoạn 1, O'Hara! =1"),
        ("Giai đoạn 1!XFE1=5", "no cell XFE1"),
        ("Giai đoạn 1!A0=5", "no cell A0"),
        ("Giai đoạn 1!C2=510.000", "510000 or 510.0000"),
        ("Giai đoạn 1!C2==A1", "only a value"),
    ],
)
def test_what_is_refused_with_a_remedy(text: str, said: str) -> None:
    with pytest.raises(Problem) as raised:
        read_inputs([text], TWO)
    assert said in raised.value.line("en")
    assert "--set" in raised.value.line("vi")
