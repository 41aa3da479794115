from pathlib import Path
from types import SimpleNamespace

import pytest

from xl_addin.cli import written
from xl_addin.cli.written import is_as_written, remember


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(written.STATE, str(tmp_path / "state"))
    return tmp_path / "so.xlsx"


def no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (written.STATE, "LOCALAPPDATA", "HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_a_file_is_told_by_its_content_wherever_it_lies(file: Path) -> None:
    file.write_bytes(b"ours")
    assert not is_as_written(file)
    remember(b"ours")
    assert is_as_written(file)
    assert is_as_written(file.rename(file.with_name("khac.xlsx")))
    file.write_bytes(b"ours, and a person's work")
    assert not is_as_written(file)


def test_only_the_latest_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "MOST_KEPT", 4)
    for number in range(7):
        remember(str(number).encode())
    kept = [number for number in range(7) if file.write_bytes(str(number).encode()) and is_as_written(file)]
    assert kept[-3:] == [4, 5, 6] and len(kept) <= 4


def test_where_no_list_can_be_kept_every_file_is_somebodys(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"ours")
    monkeypatch.setenv(written.STATE, str(file))  # a file, where a folder is needed
    remember(b"ours")
    assert not is_as_written(file)
    no_folder_is_named(monkeypatch)
    monkeypatch.setattr(written, "_home", lambda: None)
    remember(b"ours")
    assert not is_as_written(file)


def test_without_home_the_account_says_where_its_home_is(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwd = pytest.importorskip("pwd", reason="Windows has no such accounts")
    file.write_bytes(b"ours")
    no_folder_is_named(monkeypatch)
    monkeypatch.setattr(written.sys, "platform", "linux")
    monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_dir=str(tmp_path / "nhà")))
    for empty in (False, True):
        if empty:
            monkeypatch.setenv("HOME", "")
        remember(b"ours")
        assert is_as_written(file)
    assert (tmp_path / "nhà" / ".local" / "state" / "xl-addin" / "written").is_file()


def test_a_damaged_list_costs_no_more_than_the_line_that_is_damaged(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"ours")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "written").write_bytes(b"\xff\x00 cut off\n")
    remember(b"ours")
    assert is_as_written(file)


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/state/xl-addin/written"),
        ("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "/state"}, "/state/xl-addin/written"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Application Support/xl-addin/written"),
        ("win32", {"LOCALAPPDATA": "/users/a/local"}, "/users/a/local/xl-addin/written"),
    ],
)
def test_the_list_lies_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    no_folder_is_named(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(written.sys, "platform", platform)
    opened: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(self.as_posix()) or b"")
    assert not is_as_written(Path("x"))
    assert opened == ["x", expected]
