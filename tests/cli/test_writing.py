"""What somebody made or changed is never overwritten unasked, and a place that cannot be written to is told first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from xl_addin.cli.main import commands
from xl_addin.cli.written import is_as_written
from xl_addin.problem import Problem

FIGURES = Path(__file__).parents[2] / "formulas_spec" / "published" / "binh_phuoc_phase1.csv"
WRITING = {
    "new": ("new", "binh_phuoc", "--data", str(FIGURES), "-o"),
    "fill": ("fill", "so.xlsx", "-o"),
    "fix": ("fix", "so.xlsx", "-o"),
    "recalc": ("recalc", "so.xlsx", "-o"),
    "verify": ("verify", "so.xlsx", "--annotate"),
    "unit-sheets": ("unit-sheets", "so.xlsx", "--template", "mau.xlsx", "--even-with-errors", "-o"),
}
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder with an invented table, one of whose formulas is wrong, and a template."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XL_ADDIN_LANG", "en")
    monkeypatch.setenv("XL_ADDIN_STATE", str(tmp_path / "state"))
    book = openpyxl.Workbook()
    for row in (["TT", "Xã", "Giao", "Đạt", "Còn"], ["A", "B", 3, 4, "5=3-4"]):
        book.active.append(row)
    for row in range(3, 8):
        book.active.append([row - 2, f"Xã {row}", 100, 10 + row, f"=C{row}-D{row}" if row != 5 else "=C5+D5"])
    book.save("so.xlsx")
    template = openpyxl.Workbook()
    template.active.title = "{{ unit.name }}"
    template.active["A1"], template.active["A2"] = "{%ts for unit in units %}", "{{ unit.name }}"
    template.save("mau.xlsx")
    return lambda *arguments: CliRunner().invoke(commands, arguments)


def refusal(done: Result) -> str:
    assert isinstance(done.exception, Problem), (done.output, done.exception)
    assert done.output == "", "nothing is said of work that leads nowhere"
    return done.exception.line("en")


@pytest.mark.parametrize("command", WRITING)
def test_a_file_that_was_changed_since_is_overwritten_only_on_request(run: Run, command: str) -> None:
    target = Path("ket-qua.xlsx")
    assert isinstance(run(*WRITING[command], "ket-qua.xlsx").exception, SystemExit | None)
    assert is_as_written(target)
    again = run(*WRITING[command], "ket-qua.xlsx")
    assert isinstance(again.exception, SystemExit | None), "what is as we wrote it is written again"
    book = openpyxl.load_workbook(target)
    book.active["A1"] = "an officer's note"
    book.save(target)
    changed = target.read_bytes()
    # Over unit sheets what was filled in stays: only what has no place in the new ones is refused.
    why = {"unit-sheets": "these sheets have been filled in, and 1 places"}.get(command, "the file is there already")
    assert refusal(run(*WRITING[command], "ket-qua.xlsx")).startswith(f"ket-qua.xlsx: {why}")
    assert "--force" in refusal(run(*WRITING[command], "ket-qua.xlsx"))
    assert target.read_bytes() == changed
    assert isinstance(run(*WRITING[command], "ket-qua.xlsx", "--force").exception, SystemExit | None)
    assert is_as_written(target)


@pytest.mark.parametrize("command", WRITING)
def test_where_a_result_cannot_go_is_told_before_the_work(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xl_addin.case.case import Case

    monkeypatch.setattr(Case, "open", lambda *_, **__: pytest.fail("the work was begun"))
    assert "folder of the file does not exist" in refusal(run(*WRITING[command], "khong/co/x.xlsx"))
    Path("x.xlsx").mkdir()
    assert "this is a folder" in refusal(run(*WRITING[command], "x.xlsx"))


def test_a_dry_run_says_what_a_run_would_say(run: Run) -> None:
    shutil.copy("so.xlsx", "cua-toi.xlsx")
    assert "--force" in refusal(run("fill", "so.xlsx", "-o", "cua-toi.xlsx", "--dry-run"))
    assert "does not exist" in refusal(run("fill", "so.xlsx", "-o", "khong/x.xlsx", "--dry-run"))
    assert "Would write cua-toi.xlsx" in run("fill", "so.xlsx", "-o", "cua-toi.xlsx", "--dry-run", "--force").output


def test_force_never_takes_the_source(run: Run) -> None:
    before = Path("so.xlsx").read_bytes()
    assert "overwrite its source" in refusal(run("fill", "so.xlsx", "-o", "so.xlsx", "--force"))
    shutil.copy("so.xlsx", "du-lieu.xlsx")
    new = ("new", "binh_phuoc", "--data", "du-lieu.xlsx", "-o", "du-lieu.xlsx", "--force")
    assert "overwrite its source" in refusal(run(*new))
    assert Path("so.xlsx").read_bytes() == Path("du-lieu.xlsx").read_bytes() == before


def test_the_manifest_beside_is_looked_at_too(run: Run) -> None:
    Path("phieu.json").write_text("somebody's", encoding="utf-8")
    assert refusal(run(*WRITING["unit-sheets"], "phieu.xlsx")).startswith("phieu.json: the file is there already")
    assert not Path("phieu.xlsx").exists()


def test_a_report_overwrites_a_report_but_no_workbook(run: Run) -> None:
    Path("bao-cao.html").write_text("an earlier one", encoding="utf-8")
    run("verify", "so.xlsx", "-o", "bao-cao.html")
    assert Path("bao-cao.html").read_text(encoding="utf-8") != "an earlier one"
    assert "choose another, such as khac.html" in refusal(run("verify", "so.xlsx", "-o", "khac.xlsx"))


def test_the_demo_and_the_add_in_are_made_anew(run: Run) -> None:
    for command, name in ((("demo", "-o", "out"), "phan-bo.xlsx"), (("addin", "build", "-o", "out"), "chi-tieu.xlam")):
        Path("out").mkdir(exist_ok=True)
        (Path("out") / name).write_bytes(b"an earlier one")
        assert run(*command).exit_code == 0
        assert (Path("out") / name).read_bytes() != b"an earlier one"
        assert "cannot be made" in refusal(run(*command[:-1], "so.xlsx/out"))


@pytest.mark.parametrize("command", WRITING)
def test_what_is_written_over_is_kept_on_request(run: Run, command: str) -> None:
    Path("ket-qua.xlsx").write_bytes(b"an officer's")
    done = run(*WRITING[command], "ket-qua.xlsx", "--force", "--backup")
    assert isinstance(done.exception, SystemExit | None)
    assert Path("ket-qua.xlsx.bak").read_bytes() == b"an officer's"
    said = done.stderr if command == "verify" else done.stdout
    assert "The old file is kept as" in said, "of verify, a report may stand on standard output"


def test_a_report_and_a_workbook_mended_in_place_are_kept_too(run: Run) -> None:
    before = Path("so.xlsx").read_bytes()
    Path("bao-cao.html").write_text("an earlier one", encoding="utf-8")
    run("verify", "so.xlsx", "-o", "bao-cao.html", "--backup")
    assert Path("bao-cao.html.bak").read_text(encoding="utf-8") == "an earlier one"
    run("fix", "so.xlsx", "--in-place", "--backup")
    assert Path("so.xlsx.bak").read_bytes() == before != Path("so.xlsx").read_bytes()


def test_whatever_can_be_forced_can_be_kept() -> None:
    with click.Context(commands, info_name="xl-addin") as root:
        named = [(name, commands.get_command(root, name)) for name in commands.list_commands(root)]
    offered = {name: {word for one in each.params for word in one.opts} for name, each in named if each is not None}
    forced = {name for name, options in offered.items() if "--force" in options}
    assert forced >= set(WRITING)
    assert {name for name, options in offered.items() if "--backup" in options} == forced
