"""Installing into made-up homes: where things go, upgrades, and failures that leave everything as it was."""

import hashlib
from pathlib import Path

import pytest

from xl_addin.excel.installing import install as install_module
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.record import read_record, record_path
from xl_addin.excel.installing.web_mark import mark_of
from xl_addin.problem import Problem


def quiet(_) -> None:
    pass


def state(root: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its content."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_everything_is_put_in_its_place(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    done = install(invented_bundle(), pc.see(), quiet)
    home = pc.local / "chi-tieu"
    assert not done.is_upgrade
    assert done.record.home == str(home)
    assert pc.addin.read_bytes() == b"add-in 1.0"
    assert (home / "python" / "pythonw.exe").is_file()
    assert (home / "python" / "Lib" / "site-packages" / "xl_addin" / "__init__.py").is_file()
    assert {path.name for path in home.glob("*.cmd")} == {"GO-BO.cmd", "KIEM-TRA.cmd", "CAT-PHIEU.cmd"}
    assert pc.registry.values(USER_VARIABLES) == {HOME_VARIABLE: str(home)}
    assert pc.announced == 1


def test_the_library_for_both_kinds_of_excel_lies_beside_the_interpreter(invented_pc, invented_bundle) -> None:
    pc = invented_pc()
    install(invented_bundle(), pc.see(), quiet)
    found = {path.name for path in (pc.local / "chi-tieu" / "python").glob("xlwings*.dll")}
    assert found == {"xlwings32-0.37.8.dll", "xlwings64-0.37.8.dll"}


def test_a_vietnamese_user_name_gets_the_short_name_of_the_folder(invented_pc, invented_bundle) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    short = pc.root / "NGUYNV~1"
    short.symlink_to(pc.local, target_is_directory=True)
    pc.short_names = {pc.local: short}
    done = install(invented_bundle(), pc.see(), quiet)
    assert done.record.home == str(short / "chi-tieu")
    assert (pc.local / "chi-tieu" / "python" / "python.exe").is_file()
    assert pc.addin.is_file()


@pytest.mark.parametrize("blocked", [False, True])
def test_without_short_names_a_folder_of_the_users_own_is_made(invented_pc, invented_bundle, blocked: bool) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    if blocked:
        # A file instead of the folder: nothing can be made in it, whoever runs the test.
        (pc.root / "ProgramData").rmdir()
        (pc.root / "ProgramData").write_bytes(b"")
    home = Path(install(invented_bundle(), pc.see(), quiet).record.home)
    assert home.parent == (pc.root if blocked else pc.root / "ProgramData")
    assert str(home).isascii()
    assert home.name.startswith("chi-tieu-")
    assert home.stat().st_mode & 0o077 == 0


def test_a_shared_folder_somebody_made_before_is_not_trusted(invented_pc, invented_bundle) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    taken = Path(install(invented_bundle(), pc.see(), quiet).record.home)
    # As if another user had made a folder of that name: this user's list does not know it.
    record_path(pc.see()).unlink()
    assert Path(install(invented_bundle(), pc.see(), quiet).record.home) != taken


def test_a_home_on_a_share_is_passed_over(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    pc.remote = (pc.profile,)
    assert install(invented_bundle(), pc.see(), quiet).record.home.startswith(str(pc.root / "ProgramData"))


def test_no_folder_at_all_is_said(invented_pc, invented_bundle) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    pc.remote = (pc.root,)
    before = state(pc.root)
    with pytest.raises(Problem, match="no folder of this PC"):
        install(invented_bundle(), pc.see(), quiet)
    assert state(pc.root) == before


def test_appdata_moved_by_the_office_is_where_excel_looks(invented_pc, invented_bundle, tmp_path: Path) -> None:
    pc = invented_pc("anh")
    share = tmp_path / "máy chủ" / "anh"
    pc.environment["SHARE"] = str(share)
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    pc.registry.write(key, "AppData", "%SHARE%/Roaming")
    install(invented_bundle(), pc.see(), quiet)
    assert (share / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "chi-tieu.xlam").is_file()
    assert not pc.addin.exists()


def test_without_excel_the_rest_is_installed(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    pc.registry.keys.clear()
    said = []
    done = install(invented_bundle(), pc.see(), said.append)
    assert done.record.addin == ""
    assert not pc.startup.exists()
    assert any("Máy này không có Excel" in text.vi for text in said)


def test_again_is_an_upgrade(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle("1.0"), pc.see(), quiet)
    stray = pc.local / "chi-tieu" / "python" / "Lib" / "site-packages" / "old.py"
    stray.write_text("")
    done = install(invented_bundle("2.0", addin=b"add-in 2.0"), pc.see(), quiet)
    assert done.is_upgrade
    assert pc.addin.read_bytes() == b"add-in 2.0"
    assert not stray.exists()
    assert read_record(pc.see()).version == "2.0"
    assert {path.name for path in (pc.local / "chi-tieu").iterdir() if path.is_dir()} == {"python"}
    packages = pc.local / "chi-tieu" / "python" / "Lib" / "site-packages"
    assert "2.0" in (packages / "xl_addin" / "__init__.py").read_text()


def test_an_older_version_is_refused_with_the_way_to_it(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle("1.10"), pc.see(), quiet)
    before = state(pc.root)
    with pytest.raises(
        Problem, match=r"version 1\.10 is installed, newer than this bundle \(1\.9\); .* run GO-BO\.cmd first"
    ):
        install(invented_bundle("1.9"), pc.see(), quiet)
    assert state(pc.root) == before


def test_beside_another_copy_of_the_addin_nothing_is_installed(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    pc.startup.mkdir(parents=True)
    copy = pc.startup / "chi-tieu (1).xlam"
    copy.write_bytes(b"an older one")
    before = state(pc.root)
    with pytest.raises(Problem, match=r"another copy .*chi-tieu \(1\)\.xlam.*; in Excel: File"):
        install(invented_bundle(), pc.see(), quiet)
    assert state(pc.root) == before
    copy.unlink()
    assert install(invented_bundle(), pc.see(), quiet).record.addin == str(pc.addin)


def test_our_own_from_before_the_startup_folder_moved_is_no_other(invented_pc, invented_bundle, tmp_path: Path) -> None:
    pc = invented_pc("anh")
    install(invented_bundle("1.0"), pc.see(), quiet)
    pc.registry.write(r"HKCU\Software\Microsoft\Office\16.0\Excel\Options", "AltStartup", str(pc.startup))
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    pc.registry.write(key, "AppData", str(tmp_path / "Roaming"))
    done = install(invented_bundle("2.0"), pc.see(), quiet)
    assert Path(done.record.addin).is_relative_to(tmp_path / "Roaming")
    assert not pc.addin.exists()


def test_a_variable_left_by_a_removal_cut_off_is_nobody_elses(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle(), pc.see(), quiet)
    record_path(pc.see()).unlink()
    assert install(invented_bundle(), pc.see(), quiet).record.variable_before is None


def test_an_upgrade_that_must_move_leaves_nothing_behind(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    earlier = Path(install(invented_bundle("1.0"), pc.see(), quiet).record.home)
    pc.remote = (earlier,)
    now = Path(install(invented_bundle("2.0"), pc.see(), quiet).record.home)
    assert now != earlier
    assert list(earlier.iterdir()) == [record_path(pc.see())]


@pytest.mark.parametrize("is_upgrade", [False, True])
@pytest.mark.parametrize("step", ["_stage_python", "_switch_python", "_put_addin", "_set_variable", "write_record"])
def test_failing_half_way_leaves_everything_as_it_was(
    invented_pc, invented_bundle, monkeypatch: pytest.MonkeyPatch, step: str, is_upgrade: bool
) -> None:
    pc = invented_pc("anh")
    if is_upgrade:
        install(invented_bundle("1.0"), pc.see(), quiet)
    before, registry = state(pc.root), {key: dict(values) for key, values in pc.registry.keys.items() if values}
    work = getattr(install_module, step)

    def fails_at_its_end(*arguments: object) -> None:
        work(*arguments)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(install_module, step, fails_at_its_end)
    with pytest.raises(Problem, match="everything is as it was"):
        install(invented_bundle("2.0", addin=b"add-in 2.0"), pc.see(), quiet)
    assert state(pc.root) == before
    assert {key: dict(values) for key, values in pc.registry.keys.items() if values} == registry


def test_a_power_cut_between_two_renames_is_mended(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    home = Path(install(invented_bundle("1.0"), pc.see(), quiet).record.home)
    (home / "python").rename(home / "python.old")
    (home / "python.new").mkdir()
    install(invented_bundle("2.0"), pc.see(), quiet)
    assert {path.name for path in home.iterdir() if path.is_dir()} == {"python"}


def test_an_addin_open_in_excel_is_left_alone(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle("1.0"), pc.see(), quiet)
    (pc.startup / "~$chi-tieu.xlam").write_bytes(b"\x03anh" + b" " * 160)
    with pytest.raises(Problem, match="open"):
        install(invented_bundle("2.0", addin=b"add-in 2.0"), pc.see(), quiet)
    assert pc.addin.read_bytes() == b"add-in 1.0"
    assert read_record(pc.see()).version == "1.0"


@pytest.mark.parametrize("name", ["python/Lib/site-packages/xlwings/__init__.py", "python/python.exe", "chi-tieu.xlam"])
def test_a_changed_or_missing_file_is_named(invented_pc, invented_bundle, name: str) -> None:
    pc, folder = invented_pc("anh"), invented_bundle()
    before = state(pc.root)
    (folder / name).write_bytes(b"changed")
    with pytest.raises(Problem, match="missing or changed") as caught:
        install(folder, pc.see(), quiet)
    assert caught.value.file == str(folder / name)
    (folder / name).unlink()
    with pytest.raises(Problem, match="missing or changed"):
        install(folder, pc.see(), quiet)
    assert state(pc.root) == before


def test_a_folder_that_is_no_bundle_is_said(invented_pc, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no unpacked bundle"):
        install(tmp_path, invented_pc().see(), quiet)


def test_the_marks_of_the_web_are_removed_from_our_files_only(invented_pc, invented_bundle) -> None:
    pc, folder = invented_pc("anh"), invented_bundle()
    letter = folder / "công văn.docx"
    letter.write_bytes(b"")
    for path in (folder / "KIEM-TRA.cmd", folder / "python" / "python.exe", letter):
        mark_of(path).write_text("[ZoneTransfer]\nZoneId=3\n")
    pc.startup.mkdir(parents=True)
    mark_of(pc.addin).write_text("[ZoneTransfer]\nZoneId=3\n")
    install(folder, pc.see(), quiet)
    assert [path.name for path in folder.rglob("*Zone.Identifier")] == [mark_of(letter).name]
    assert not list(pc.root.rglob("*Zone.Identifier"))
