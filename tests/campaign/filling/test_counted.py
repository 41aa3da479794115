"""Filling, counted: the book is opened, parsed and calculated in full once, then only what depends on the edits."""

from collections import Counter
from pathlib import Path

from click.testing import CliRunner
from fixtures.counting import formulas

from xl_addin.campaign.demo import run_demo
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.case.case import Case
from xl_addin.cli.commands.fill import fill
from xl_addin.engine.recalculate import recalculate
from xl_addin.spec.load import load_spec
from xl_addin.workbook.reading.read import read_book


def test_fill_opens_parses_calculates_and_zips_once(tmp_path: Path, count: Counter[str]) -> None:
    files = run_demo("vi").files
    for name, options in (("so-don-vi.xlsx", []), ("phan-bo.xlsx", ["--param", "target=510000"])):
        path = tmp_path / name
        path.write_bytes(files[name])
        before = formulas(read_book(files[name]))
        count.clear()
        arguments = [str(path), "--spec", "binh_phuoc", *options, "-o", str(tmp_path / "đã-điền.xlsx")]
        done = CliRunner().invoke(fill, arguments, standalone_mode=False)
        assert done.exception is None, done.output
        assert (count["opened"], count["zipped"]) == (1, 1)
        parsed = {times for what, times in count.items() if what.startswith("parsed ")}
        assert parsed == {1}
        calculated = {what: times for what, times in count.items() if what.endswith("formulas calculated")}
        assert calculated == {f"{before} formulas calculated": 1}
        (tmp_path / "đã-điền.xlsx").unlink()


def test_what_is_written_is_what_was_held(tmp_path: Path) -> None:
    case = Case.open(run_demo("vi").files["so-don-vi.xlsx"])
    filled = fill_book(case, spec=load_spec("binh_phuoc"))
    held, found = case.after(filled.edits), read_book(filled.data)
    for ours, theirs, fresh in zip(held.book.sheets, found.sheets, recalculate(found).book.sheets, strict=True):
        for index in ours.columns.keys() | theirs.columns.keys():
            assert dict(ours.columns[index].formulas.items()) == dict(theirs.columns[index].formulas.items())
            assert dict(ours.columns[index].values.items()) == dict(theirs.columns[index].values.items())
            assert dict(theirs.columns[index].values.items()) == dict(fresh.columns[index].values.items())
