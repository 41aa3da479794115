"""Verifying, marking and mending, counted: opened, parsed and calculated in full once, zipped once."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.counting import formulas

from xl_addin.campaign.demo import run_demo
from xl_addin.case.case import Case
from xl_addin.cli.commands.fix import fix
from xl_addin.cli.commands.verify import verify
from xl_addin.engine.recalculate import recalculate
from xl_addin.spec.load import load_spec
from xl_addin.verify.fix import fix_book
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

BOOKS = ("cong-bo.xlsx", "phan-bo.xlsx", "so-don-vi-da-dien.xlsx")


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("command", ["verify", "annotate", "fix"])
def test_opened_parsed_calculated_and_zipped_once(tmp_path: Path, count: Counter[str], name: str, command: str) -> None:
    data = run_demo("vi").files[name]
    book, result = tmp_path / name, tmp_path / "kết-quả.xlsx"
    book.write_bytes(data)
    every = formulas(read_book(data))
    options = {"verify": [], "annotate": ["--annotate", str(result)], "fix": ["--unsafe", "-o", str(result)]}[command]
    count.clear()
    program = fix if command == "fix" else verify
    done = CliRunner().invoke(program, [str(book), "--spec", "binh_phuoc", *options], standalone_mode=False)
    assert done.exception is None, done.output
    assert count["opened"] == 1
    # Nothing found is nothing to mark: the very same file.
    assert count["zipped"] == (result.exists() and result.read_bytes() != data)
    assert {times for what, times in count.items() if what.startswith("parsed ")} == {1}
    assert every == 0 or count[f"{every} formulas calculated"] == 1


def same(ours: Book, theirs: Book) -> bool:
    return all(
        dict(one.columns[index].values.items()) == dict(other.columns[index].values.items())
        and dict(one.columns[index].formulas.items()) == dict(other.columns[index].formulas.items())
        for one, other in zip(ours.sheets, theirs.sheets, strict=True)
        for index in one.columns.keys() | other.columns.keys()
    )


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_written_is_what_was_held(name: str) -> None:
    case = Case.open(run_demo("vi").files[name], spec=load_spec("binh_phuoc"))
    fixed = fix_book(case, unsafe=True)
    held, found = case.after(fixed.edits), read_book(fixed.data)
    assert same(held.book, found)
    assert same(held.fresh, recalculate(found).book)
