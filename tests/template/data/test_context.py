"""What a template can name of files of data."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xl_addin.problem import Problem
from xl_addin.template.data.context import DataFile, context_of, given_value


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_mapping_names_itself_and_a_list_is_rows(tmp_path: Path) -> None:
    units = written(tmp_path, "units.csv", "Đơn vị,Số hộ\nPhước Long,12\n")
    letter = written(tmp_path, "letter.yaml", "signer: Chủ tịch\nday: 2023-12-15\n")
    rows = [{"Đơn vị": "Phước Long", "Số hộ": 12}]
    assert context_of([DataFile(units), DataFile(letter)], {}) == {
        "rows": rows,
        "units": rows,
        "signer": "Chủ tịch",
        "day": date(2023, 12, 15),
    }


def test_a_name_given_stands_for_the_whole_file(tmp_path: Path) -> None:
    letter = written(tmp_path, "letter.json", '{"n": 0.1}')
    assert context_of([DataFile(letter, "thư")], {"n": 2}) == {"thư": {"n": Decimal("0.1")}, "n": 2}


def test_what_is_given_comes_before_what_files_say(tmp_path: Path) -> None:
    letter = written(tmp_path, "letter.json", '{"n": 1}')
    assert context_of([DataFile(letter)], {"n": 2}) == {"n": 2}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.json": '{"n": 1}', "b.json": '{"n": 2}'}, "the name “n” comes from other data, too"),
        ({"a.json": "5"}, "the data is a single value and has no name in the template"),
        ({"a.doc": "x"}, "it cannot be told what data this is; use a file .json, .yaml, .yml, .csv"),
    ],
)
def test_what_cannot_be_named_is_refused(tmp_path: Path, files: dict[str, str], told: str) -> None:
    with pytest.raises(Problem, match=told):
        context_of([DataFile(written(tmp_path, name, text)) for name, text in files.items()], {})


@pytest.mark.parametrize("name", ["loop", "2a", "a b", "a.b", "true"])
def test_names_that_no_expression_can_hold(name: str) -> None:
    with pytest.raises(Problem, match="cannot be a name"):
        context_of([], {name: 1})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("48692", 48692),
        ("57,4", Decimal("57.4")),
        ("57,41%", Decimal("0.5741")),
        ("1.234.567,5", Decimal("1234567.5")),
        ("15/12/2023", date(2023, 12, 15)),
        ("2023-12-15", date(2023, 12, 15)),
        ("TRUE", True),
        ("0912", "0912"),
        ("1234567890123456", "1234567890123456"),
        ("123456789012345", 123456789012345),
        ("'12", "12"),
        ("Phước Long", "Phước Long"),
    ],
)
def test_values_on_the_command_line(text: str, value: object) -> None:
    assert given_value(text) == value
    assert type(given_value(text)) is type(value)


def test_a_number_that_reads_two_ways_is_refused() -> None:
    with pytest.raises(Problem, match="has two readings"):
        given_value("48.692")
    assert given_value("48.692", ",") == 48692
    assert given_value("48.692", ".") == Decimal("48.692")
