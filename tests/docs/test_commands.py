"""The page of commands: every command, every option, and examples that do what they say."""

import importlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest
from fixtures.levels import write_levels

from xl_addin.cli.main import commands

DOCS = Path(__file__).parents[2] / "docs"
FIGURES = DOCS.parent / "formulas_spec" / "published" / "binh_phuoc_phase1.csv"


def examples() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return importlib.import_module("guide.texts").data("commands.yaml")  # type: ignore[no-any-return]


def described() -> Iterator[tuple[str, click.Context]]:
    return importlib.import_module("guide.commands_page").all_commands(  # type: ignore[no-any-return]
        click.Context(commands, info_name="xl-addin")
    )


def test_every_command_has_examples_and_no_other() -> None:
    assert {name for name, _ in described()} == set(examples()), "add its examples to docs/guide/texts/commands.yaml"
    for name, some in examples().items():
        assert some
        assert all(f"{example['run']} ".startswith(f"xl-addin {name} ") for example in some), name


def test_every_option_stands_in_an_example() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, context in described():
        words = {word for example in examples()[name] for word in shlex.split(example["run"])}
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        for option in importlib.import_module("guide.commands_page").own_options(context):
            assert words & set(option.opts), f"{name} {option.name}: add an example to docs/guide/texts/commands.yaml"
            assert max(option.opts, key=len) in section, f"{name} {option.name}"
        for word in words:
            assert not word.startswith("--") or any(word in one.opts for one in context.command.params), word


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_STATE", str(tmp_path / "state"))
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(FIGURES, folder / "units.csv")
    for name in ("wards", "offices", "changes"):
        shutil.copy(FIGURES.parents[1] / "examples" / f"kon_tum_{name}.csv", folder / f"{name}.csv")
    shutil.copy(FIGURES.parents[1] / "examples" / "ia_dom.xlsx", folder)
    made = openpyxl.Workbook()
    for text in ("Báo cáo {{ kỳ }}", "{%tr for unit in rows %}", "{{ loop.index }}. {{ unit['2'] }}", "{%tr endfor %}"):
        made.worksheets[0].append([text])
    made.save(folder / "bao-cao-mau.xlsx")
    write_levels(folder)
    program = Path(sys.executable).with_name("xl-addin")
    ran = 0
    for some in examples().values():
        for example in some:
            if "elsewhere" in example:
                continue
            done = subprocess.run(
                [program, *shlex.split(example["run"])[1:]],
                cwd=folder,
                env={**os.environ, "XL_ADDIN_LANG": "en"},
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            assert done.returncode == example.get("ends", 0), (example["run"], done.stdout, done.stderr)
            assert done.stderr == ""
            ran += 1
    assert ran > 20
    written = {path.name for path in folder.iterdir()}
    assert written >= {"out", "bao-cao.html", "danh-dau.xlsx", "da-sua.xlsx", "day-du.xlsx", "so.xlsx", "phieu.json"}


def test_what_is_only_read_needs_another_computer() -> None:
    elsewhere = {name for name, some in examples().items() if any("elsewhere" in example for example in some)}
    # A PDF of unit sheets needs LibreOffice, which not every computer that runs the tests has.
    assert elsewhere <= {"addin bundle", "addin install", "addin uninstall", "addin doctor", "unit-sheets"}
