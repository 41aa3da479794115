"""The environment that Excel's library spoils, mended from what Windows says."""

import os
import tempfile
from pathlib import Path

import pytest

from xl_addin.excel.installing.machine.user_folders import mend_environment


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The user's own folder."""
    return tmp_path / "Nguyễn Văn Ánh"


@pytest.fixture
def folder_of(profile: Path):
    """Stands for Windows, which knows the user's folders by their names."""
    local = profile / "AppData" / "Local"
    (local / "Temp").mkdir(parents=True)
    folders = {"USERPROFILE": profile, "APPDATA": profile / "AppData" / "Roaming", "LOCALAPPDATA": local}
    return lambda name: str(folders[name])


def spoiled(profile: Path) -> dict[str, str]:
    """The environment as it reaches Python; the folder it names belongs to somebody else."""
    wrong = profile.with_name("Nguy?n Van Ánh")
    return {
        "USERPROFILE": str(wrong),
        "APPDATA": str(wrong / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(wrong / "AppData" / "Local"),
        "TEMP": str(wrong / "AppData" / "Local" / "Temp"),
        "TMP": str(wrong / "AppData" / "Local" / "Temp"),
        "HOMEDRIVE": "",
        "HOMEPATH": str(wrong),
        "PATH": os.pathsep.join(["/windows", str(wrong / "bin")]),
        "OTHER": "as it was",
    }


def test_every_folder_is_the_users_own(profile: Path, folder_of) -> None:
    environment = spoiled(profile)
    mend_environment(environment, folder_of)
    assert "?" not in "".join(environment.values())
    assert environment["USERPROFILE"] == environment["HOMEPATH"] == str(profile)
    assert environment["PATH"] == os.pathsep.join(["/windows", str(profile / "bin")])
    assert Path(environment["TEMP"]).is_dir()
    assert environment["TEMP"] == environment["TMP"] == str(profile / "AppData" / "Local" / "Temp")
    assert environment["OTHER"] == "as it was"


def test_a_folder_of_that_spelling_is_not_taken_though_it_is_there(profile: Path, folder_of) -> None:
    environment = spoiled(profile)
    Path(environment["TEMP"]).mkdir(parents=True)
    mend_environment(environment, folder_of)
    assert environment["TEMP"].startswith(str(profile))


def test_a_temporary_folder_elsewhere_stays_and_one_that_is_gone_is_replaced(
    profile: Path, folder_of, tmp_path: Path
) -> None:
    environment = spoiled(profile) | {"TEMP": str(tmp_path), "TMP": r"D:\T?m"}
    mend_environment(environment, folder_of)
    assert environment["TEMP"] == str(tmp_path)
    assert environment["TMP"] == str(profile / "AppData" / "Local" / "Temp")


def test_python_puts_its_temporary_files_there_from_now_on(profile: Path, folder_of, monkeypatch) -> None:
    monkeypatch.setattr(os, "environ", spoiled(profile))
    monkeypatch.setattr(tempfile, "tempdir", "wrong")
    mend_environment(os.environ, folder_of)
    monkeypatch.setattr(os, "getenv", os.environ.get)
    monkeypatch.delitem(os.environ, "TMPDIR", raising=False)
    assert tempfile.gettempdir() == os.environ["TEMP"]


def test_where_windows_does_not_say_nothing_is_changed(profile: Path) -> None:
    environment = spoiled(profile)
    mend_environment(environment, lambda name: None)
    assert environment == spoiled(profile)
