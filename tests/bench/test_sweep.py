"""The sweep of public workbooks tries what it says, and counts what goes wrong instead of ending with it."""

import importlib
import os
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(autouse=True)
def _bench_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)


def test_everything_is_done_to_a_sound_book(xlsxwriter_book, tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(xlsxwriter_book(lambda _, sheet: sheet.write_formula("D1", "=SUM(B1:B12)", None, 66)))
    found = importlib.import_module("sweeping.trials").tried(str(path))
    assert {said for trial, said in found.items() if trial != "seconds"} == {"done"}


def test_a_file_that_is_not_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(b"%PDF-1.7")
    found = importlib.import_module("sweeping.trials").tried(str(path))
    assert found["read"].startswith("refused: this is a PDF file")
    assert found.keys() == {"read", "seconds"}


def _work(path: str) -> dict[str, str]:
    if path == "dies":
        os._exit(1)
    return {"read": path}


def test_a_file_that_ends_its_process_is_an_outcome() -> None:
    outcomes = importlib.import_module("sweeping.workers").outcomes
    found = dict(outcomes(["a", "dies", "b", "c"], _work, processes=2, seconds=60))
    assert found == {
        "a": {"read": "a"},
        "dies": {"ended": "its process died"},
        "b": {"read": "b"},
        "c": {"read": "c"},
    }
