"""Delimited text as rows by heading: nothing about its numbers is guessed."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from xl_addin.problem import Problem
from xl_addin.template.data.text_table import text_table


def tones_apart(text: str) -> str:
    """Tone marks by themselves, as Windows-1258 has them."""
    letters = (unicodedata.normalize("NFD", letter) for letter in text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(
        unicodedata.normalize("NFC", "".join(each for each in letter if each not in tones))
        + "".join(each for each in letter if each in tones)
        for letter in letters
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_vietnamese_headings_in_the_encodings_of_excel(encoding: str, delimiter: str) -> None:
    text = "Đơn vị;Số hộ;Tỷ lệ\nPhước Long;1.234.567;57,4%\n".replace(";", delimiter)
    data = (tones_apart(text) if encoding == "cp1258" else text).encode(encoding)
    assert text_table(data, "x.csv") == [{"Đơn vị": "Phước Long", "Số hộ": 1234567, "Tỷ lệ": Decimal("0.574")}]


def test_each_column_keeps_its_kind() -> None:
    rows = text_table(
        "Mã,Ngày,Số,Đúng,Ghi chú\n01,15/12/2023,5,TRUE,\n12,01/02/2024,-2.5,FALSE,xong\n".encode(), "x.csv"
    )
    assert rows == [
        {"Mã": "01", "Ngày": date(2023, 12, 15), "Số": 5, "Đúng": True, "Ghi chú": None},
        {"Mã": "12", "Ngày": date(2024, 2, 1), "Số": Decimal("-2.5"), "Đúng": False, "Ghi chú": "xong"},
    ]


def test_days_come_before_months_unless_the_column_says_otherwise() -> None:
    assert text_table(b"D\n02/01/2024\n03/01/2024\n", "x.csv")[0]["D"] == date(2024, 1, 2)
    assert text_table(b"D\n02/01/2024\n01/31/2024\n", "x.csv")[0]["D"] == date(2024, 2, 1)
    assert text_table(b"D\n31/01/2024\n01/31/2024\n", "x.csv")[0]["D"] == "31/01/2024"


def test_a_title_above_the_headings_is_passed_over() -> None:
    assert text_table("BIỂU 1,,\nXã,Hộ,Người\nA,1,2\n".encode(), "x.csv") == [{"Xã": "A", "Hộ": 1, "Người": 2}]


def test_a_comma_of_decimals_is_no_delimiter() -> None:
    assert text_table("Xã;Hộ\nA;1,5\nB;2,5\n".encode(), "x.csv")[1] == {"Xã": "B", "Hộ": Decimal("2.5")}


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    assert text_table("Xã,,Hộ\nA,x,1\n".encode(), "x.csv") == [{"Xã": "A", "B": "x", "Hộ": 1}]


def test_a_number_of_two_readings_is_said_or_refused() -> None:
    data = "Xã,Hộ\nA,48.692\n".encode()
    with pytest.raises(Problem) as caught:
        text_table(data, "x.csv")
    assert caught.value.line("en") == (
        "x.csv:2: column “Hộ”: “48.692” has two readings; add --decimal , (a comma begins the decimals) or --decimal ."
    )
    assert text_table(data, "x.csv", ",") == [{"Xã": "A", "Hộ": 48692}]
    assert text_table(data, "x.csv", ".") == [{"Xã": "A", "Hộ": Decimal("48.692")}]


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(Problem, match="two columns are called “Số hộ” \\(B, C\\); rename one of them"):
        text_table("Xã,Số hộ,Số  hộ\nA,1,2\n".encode(), "x.csv")


def test_a_file_of_numbers_has_no_headings() -> None:
    with pytest.raises(Problem, match="there is no heading row"):
        text_table(b"1,2\n3,4\n", "x.csv")


def test_a_row_of_column_numbers_names_the_columns_too() -> None:
    rows = text_table("STT,Xã,Hộ,Còn\n1,2,3,4=3-1\n1,A,7,6\n".encode(), "x.csv")
    assert rows == [{"1": 1, "2": "A", "3": 7, "4": 6, "STT": 1, "Xã": "A", "Hộ": 7, "Còn": 6}]
    assert text_table("STT,Xã\n1,2\n".encode(), "x.csv") == [{"STT": 1, "Xã": 2}]
