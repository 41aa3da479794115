"""Counted, not believed: what cutting opens, parses, calculates and zips."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.counting import formulas

from xl_addin.campaign.cutting.files.unit_files import unit_files
from xl_addin.campaign.demo import run_demo
from xl_addin.cli.commands.unit_sheets import unit_sheets
from xl_addin.spec.load import load_spec
from xl_addin.workbook.reading.read import read_book

UNITS = 11


@pytest.fixture(scope="module")
def right() -> bytes:
    return run_demo("vi").files["phan-bo.xlsx"]


def test_unit_sheets_open_and_parse_once_and_zip_once(right: bytes, tmp_path: Path, count: Counter[str]) -> None:
    (tmp_path / "so.xlsx").write_bytes(right)
    done = CliRunner().invoke(
        unit_sheets,
        [str(tmp_path / "so.xlsx"), "--spec", "binh_phuoc", "-o", str(tmp_path / "phieu.xlsx")],
        standalone_mode=False,
    )
    assert done.exception is None
    sheets = {name for name in count if name.startswith("parsed ")}
    # The book and the template are opened; what was made is written and never opened.
    assert (count["opened"], count["zipped"]) == (2, 1)
    assert len(sheets) >= 2 and {count[name] for name in sheets} == {1}
    assert count["template sheets parsed"] == 2
    # In full the book, and what was made of it; rules try a few rows with other figures.
    for data in (right, (tmp_path / "phieu.xlsx").read_bytes()):
        assert count[f"{formulas(read_book(data))} formulas calculated"] == 1


def test_unit_files_read_book_and_template_once_for_all(right: bytes, count: Counter[str]) -> None:
    book = read_book(right, file="so.xlsx")
    count.clear()
    files = [sheets for _, sheets in unit_files(book, template="phieu-don-vi", spec=load_spec("binh_phuoc"))]
    for sheets in files:
        sheets.data()
    assert len(files) == UNITS
    assert (count["opened"], count["zipped"]) == (1, UNITS)
    assert count["template sheets parsed"] == 2
    assert count[f"{formulas(book)} formulas calculated"] == 1
    assert sum(count[f"{formulas(sheets.rendered.book)} formulas calculated"] for sheets in files[:1]) == UNITS
    assert not [name for name in count if name.startswith("parsed ")]


def test_every_unit_file_holds_what_was_held_in_memory(right: bytes) -> None:
    book = read_book(right, file="so.xlsx")
    for _, sheets in unit_files(book, template="phieu-don-vi", spec=load_spec("binh_phuoc")):
        held, found = sheets.rendered.book, read_book(sheets.data())
        for ours, theirs in zip(held.sheets, found.sheets, strict=True):
            for column in ours.columns.keys() | theirs.columns.keys():
                assert dict(ours.columns[column].values.items()) == dict(theirs.columns[column].values.items())
                assert dict(ours.columns[column].formulas.items()) == dict(theirs.columns[column].formulas.items())
