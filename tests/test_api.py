"""The Python API: its examples run, and the command line and the ribbon use it."""

import ast
import doctest
import inspect
from pathlib import Path
from typing import get_type_hints

import pytest

from xl_addin import api
from xl_addin.campaign.demo import run_demo

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    for name, data in run_demo("vi").files.items():
        (folder / name).write_bytes(data)
    return folder


def test_the_examples_run(demo: Path, monkeypatch) -> None:
    monkeypatch.chdir(demo)
    result = doctest.testmod(api, extraglobs={"api": api})
    assert result.attempted > 15 and result.failed == 0


def test_every_name_is_typed_and_described() -> None:
    for name in api.__all__:
        each = getattr(api, name)
        assert inspect.getdoc(each), name
        if inspect.isfunction(each) and each.__module__ == "xl_addin.api":
            assert "return" in each.__annotations__, name
            assert ">>>" in (each.__doc__ or ""), name
    assert get_type_hints(api.save)["return"] == Path | None


def test_the_released_names_stay() -> None:
    released = """Case CellRef Problem Selection SetFormula SetNumberFormat SetValue cut cut_into_files edit open
    recalculate render save verify with_fresh_values"""
    assert set(released.split()) <= set(api.__all__)


@pytest.mark.parametrize(
    "module",
    [
        "cli/commands/recalc.py",
        "cli/commands/unit_sheets.py",
        "cli/options.py",
        "excel/dropped.py",
        "excel/macros/verify.py",
    ],
)
def test_the_command_line_and_the_ribbon_use_it(module: str) -> None:
    tree = ast.parse((REPOSITORY / "xl_addin" / module).read_text(encoding="utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert any(
        node.module == "xl_addin.api" or (node.module == "xl_addin" and node.names[0].name == "api")
        for node in imported
    )


def test_a_file_without_formulas_is_refused_where_they_are_asked_for(ods_book) -> None:
    case = api.open(ods_book([["a", 1]]), file="a.ods")
    for ask in (api.recalculate, api.cut):
        with pytest.raises(api.Problem, match=r"only values are read"):
            ask(case)


def test_a_spec_by_its_name_takes_parameters(demo: Path) -> None:
    case = api.open(demo / "phan-bo.xlsx", spec="binh_phuoc", parameters={"target": "510000"})
    assert "V305" in {one.code for one in api.verify(case).diagnostics}
    assert api.verify(api.open(demo / "phan-bo.xlsx", spec="binh_phuoc")).diagnostics == ()
