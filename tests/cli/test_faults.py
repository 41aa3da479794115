"""No traceback reaches a user: every command, with a fault of ours inside it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import click
import openpyxl
import pytest

import xl_addin
from xl_addin.cli.main import commands, main

A_FAULT = {
    "addin build": ("xl_addin.excel.addin_file.build.build_addin", []),
    "addin bundle": ("xl_addin.excel.bundle.make.make_bundle", ["--python", "p.zip", "--python-sha256", "0"]),
    "addin doctor": ("xl_addin.excel.installing.machine.windows_pc.this_pc", []),
    "addin install": ("xl_addin.excel.installing.machine.windows_pc.this_pc", ["folder"]),
    "addin uninstall": ("xl_addin.excel.installing.machine.windows_pc.this_pc", []),
    "cascade": ("xl_addin.cli.cascading.cascade.cascade_asked", ["binh_phuoc", "--units", "u.csv", "-o", "out"]),
    "demo": ("xl_addin.campaign.demo.run_demo", []),
    "diff": ("xl_addin.comparing.compare.compare", ["book.xlsx", "book.xlsx"]),
    "edit": ("xl_addin.api.open", ["book.xlsx", "--edits", "e.json", "-o", "new.xlsx"]),
    "explain": ("xl_addin.verify.rule.all_rules", ["V301"]),
    "fill": ("xl_addin.campaign.filling.fill.fill_book", ["book.xlsx", "-o", "new.xlsx"]),
    "fix": ("xl_addin.verify.fix.fix_book", ["book.xlsx", "-o", "new.xlsx"]),
    "git-diff": ("xl_addin.comparing.compare.compare", ["book.xlsx", "book.xlsx", ".", ".", "book.xlsx", ".", "."]),
    "new": ("xl_addin.spec.load.load_spec", ["binh_phuoc", "--data", "d.csv", "-o", "new.xlsx"]),
    "recalc": ("xl_addin.case.case.recalculate", ["book.xlsx"]),
    "render": ("xl_addin.template.render.render_workbook", ["book.xlsx", "-o", "new.xlsx"]),
    "rows": ("xl_addin.api.open", ["book.xlsx", "--insert", "2", "-o", "new.xlsx"]),
    "sheets": ("xl_addin.api.open", ["book.xlsx", "--delete", "Sheet", "-o", "new.xlsx"]),
    "spec check": ("xl_addin.spec.load.load_spec", ["binh_phuoc"]),
    "spec from": ("xl_addin.api.open", ["book.xlsx", "-o", "new.yaml"]),
    "template check": ("xl_addin.template.checking.check.open_template", ["book.xlsx"]),
    "template new": ("xl_addin.api.open", ["--from", "book.xlsx", "-o", "new.xlsx"]),
    "unit-sheets": ("xl_addin.campaign.cutting.cut.to_cut", ["book.xlsx", "-o", "new.xlsx"]),
    "verify": ("xl_addin.verify.check.verify", ["book.xlsx"]),
}
"""A function each command calls, and what it is called with."""
WORKED_ON = {"book.xlsx", "binh_phuoc", "folder", "V301"}


def every_command(group: click.Group, name: str = "") -> Iterator[str]:
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        if isinstance(command, click.Group):
            yield from every_command(command, f"{name}{each} ")
        else:
            yield f"{name}{each}"


def test_every_command_is_held_to_it() -> None:
    assert set(every_command(commands)) == set(A_FAULT)


@pytest.fixture(scope="module")
def everything_loaded() -> None:
    """A module loaded while a function is broken would keep the broken one."""
    for module in walk_packages(xl_addin.__path__, "xl_addin."):
        if not module.name.endswith("__main__") and ".scripts." not in module.name:
            import_module(module.name)


@pytest.fixture(params=sorted(A_FAULT))
def broken(everything_loaded, request, monkeypatch, tmp_path: Path) -> list[str]:
    """The words of a command in which something unforeseen happens."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XL_ADDIN_DEBUG", raising=False)
    openpyxl.Workbook().save("book.xlsx")
    function, arguments = A_FAULT[request.param]

    def boom(*_: object, **__: object) -> None:
        raise RuntimeError("boom\nand more")

    monkeypatch.setattr(function, boom)
    return [*request.param.split(), *arguments, "--lang", "en"]


def end_of(arguments: list[str], capsys) -> tuple[object, str]:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    out, err = capsys.readouterr()
    return end.value.code, out + err


def test_a_fault_is_one_line_that_says_it_is_ours(broken: list[str], capsys) -> None:
    status, said = end_of(broken, capsys)
    assert status == 2
    assert "a fault of the program, not yours (RuntimeError: boom and more); run again with --debug" in said
    assert said.count("\n") == 1
    assert next((word for word in broken if word in WORKED_ON), f"xl-addin {broken[0]}") in said


def test_debug_shows_the_rest(broken: list[str], capsys, monkeypatch) -> None:
    monkeypatch.setenv("XL_ADDIN_DEBUG", "0")  # put back at the end, whatever --debug does to it
    status, said = end_of([*broken, "--debug"], capsys)
    assert status == 2 and "Traceback" in said and "RuntimeError: boom" in said


def test_debug_may_stand_before_the_command_and_in_the_environment(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "xl_addin"]
    command = ["recalc", str(tmp_path / "none.xlsx"), "--lang", "en"]
    environment = {name: value for name, value in os.environ.items() if name != "XL_ADDIN_DEBUG"}

    def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program, *words], env={**environment, **variables}, capture_output=True, encoding="utf-8", check=False
        )

    plain = run(*command)
    assert (plain.returncode, plain.stderr.count("\n"), plain.stdout) == (2, 1, "")
    for shown in (run("--debug", *command), run(*command, XL_ADDIN_DEBUG="1")):
        assert shown.returncode == 2 and shown.stderr.startswith(plain.stderr) and "Traceback" in shown.stderr


def explain(stdout: int) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "xl_addin", "explain", "--lang", "en"],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(stdout)
    return done.returncode, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe as shells do")
def test_a_reader_that_has_gone_is_passed_over_in_silence() -> None:
    read, write = os.pipe()
    os.close(read)
    assert explain(write) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is such a device")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    assert explain(os.open("/dev/full", os.O_WRONLY)) == (
        2,
        "xl-addin explain: the disk is full; free some space and run again\n",
    )


def test_a_folder_that_cannot_be_made_is_told_with_its_path(tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("")
    status, said = end_of(["demo", "-o", str(tmp_path / "file" / "out"), "--lang", "en"], capsys)
    assert status == 2 and said.startswith(f"{tmp_path / 'file' / 'out'}: ") and said.count("\n") == 1
