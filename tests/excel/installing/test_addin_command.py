"""`xl-addin addin`: the commands as they are typed."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xl_addin.cli.main import commands
from xl_addin.excel.bundle import wheels as wheels_module
from xl_addin.problem import Problem


def typed(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["addin", *map(str, arguments)])


@pytest.fixture
def bundle_arguments(invented, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    own, xlwings = invented.own_wheels()
    archive, digest = invented.python_archive(tmp_path)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / xlwings.name).write_bytes(xlwings.data)
    (tmp_path / own.name).write_bytes(own.data)
    (tmp_path / "a.xlam").write_bytes(b"add-in")
    lock = f"xlwings==0.37.8 --hash=sha256:{hashlib.sha256(xlwings.data).hexdigest()}\n"
    monkeypatch.setattr(wheels_module, "lock_text", lambda: lock)
    given = ["--python", archive, "--python-sha256", digest, "--wheels", tmp_path / "wheels"]
    return ["bundle", *given, "--wheel", tmp_path / own.name, "--addin", tmp_path / "a.xlam", "-o", tmp_path / "dist"]


def test_a_bundle_is_written_and_its_size_stated(bundle_arguments: list[object], tmp_path: Path) -> None:
    result = typed(*bundle_arguments, "--lang", "vi")
    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["chi-tieu-1.0-win64.zip"]
    assert "chi-tieu-1.0-win64.zip: 0,0 MB" in result.output
    assert "Không có trong bộ cài: scipy" in result.output


def test_a_dry_run_writes_nothing(bundle_arguments: list[object], tmp_path: Path) -> None:
    assert "Would write" in typed(*bundle_arguments, "--dry-run", "--lang", "en").output
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("command", [["install", "."], ["uninstall"], ["doctor"]])
def test_away_from_windows_the_commands_say_so(command: list[str]) -> None:
    result = typed(*command)
    assert isinstance(result.exception, Problem)
    assert "on Windows only" in result.exception.text.en


def test_the_addin_is_written_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "thư mục & mới" / "dist"
    assert typed("build", "-o", folder).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["chi-tieu.xlam"]


@pytest.mark.parametrize("given", ["chi-tieu.xlam", "there/now"])
def test_a_file_is_no_folder(tmp_path: Path, given: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "now").touch()
    result = typed("build", "-o", tmp_path / given)
    assert isinstance(result.exception, Problem)
    assert f"write -o {(tmp_path / given).parent}" in result.exception.text.en
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["now", "there"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = typed("build", "-o", tmp_path / "file" / "dist")
    assert isinstance(result.exception, Problem)
    assert result.exception.file == str(tmp_path / "file" / "dist")
