"""Install, check, cut, update, remove: what the scripts do on the PC of an officer called Nguyễn Văn Ánh."""

import json
import re
import shutil
from pathlib import Path

from windows.installed_pc import InstalledPc, unpack
from windows.wine_pc import WinePc

from xl_addin import api
from xl_addin.excel.installing.bundle_folder import ADDIN, HASHES, MANIFEST, hash_of

PUBLISHED = Path(__file__).parents[1] / "fixtures" / "published"


def copied(installed: InstalledPc, folder: Path) -> InstalledPc:
    """The same PC once more, for a test that changes it."""
    pc = installed.pc.copy(folder / "prefix")
    return InstalledPc(pc, pc.prefix / installed.unpacked.relative_to(installed.pc.prefix), installed.said)


def test_installing_says_so_and_finds_nothing_in_the_way(installed: InstalledPc) -> None:
    assert "Đã cài bản" in installed.said
    assert "Không thấy gì cản trở tiện ích trên máy này." in installed.said
    assert "Traceback" not in installed.said


def test_it_lies_in_a_folder_of_plain_letters_and_in_the_startup_folder(installed: InstalledPc) -> None:
    assert re.fullmatch(r"[A-Za-z0-9~:\\-]+", installed.home)
    assert (installed.files / "python" / "pythonw.exe").is_file()
    startup = installed.pc.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
    assert [path.name for path in startup.iterdir()] == [ADDIN]


def test_installing_writes_nothing_else(fresh_pc: WinePc, installed: InstalledPc) -> None:
    before = {path.relative_to(fresh_pc.home) for path in fresh_pc.files()}
    new = {path.relative_to(installed.pc.home) for path in installed.pc.files()} - before
    tops = {Path(*path.parts[:3]).as_posix() for path in new if path.parts[0] != "Downloads"}
    assert tops == {"AppData/Local/chi-tieu", "AppData/Roaming/Microsoft"}


def dropped_on(script: str, installed: InstalledPc, book: Path, name: str) -> tuple[str, int]:
    """Drop a workbook, under this name on the officer's desktop, on an installed script; what it said, exit status."""
    desktop = installed.pc.home / "Desktop"
    desktop.mkdir(exist_ok=True)
    shutil.copy(book, desktop / name)
    run = installed.pc.double_click(installed.files / script, desktop / name)
    assert "Traceback" not in run.stdout + run.stderr
    return run.stdout + run.stderr, run.returncode


def test_dropping_a_workbook_checks_it(installed: InstalledPc, demo: Path) -> None:
    said, status = dropped_on("KIEM-TRA.cmd", installed, demo / "cong-bo.xlsx", "Biểu công bố.xlsx")
    assert status == 0
    (report,) = installed.pc.home.rglob("Biểu công bố - kiểm tra.html")
    assert report.name in said
    assert report.read_text(encoding="utf-8").count('<p class="message">') == 9


def test_dropping_a_workbook_cuts_it(installed: InstalledPc, demo: Path) -> None:
    said, status = dropped_on("CAT-PHIEU.cmd", installed, demo / "phan-bo.xlsx", "Phân bổ.xlsx")
    assert status == 0
    assert "Phân bổ - phiếu.xlsx" in said
    cut = api.open(installed.pc.home / "Desktop" / "Phân bổ - phiếu.xlsx").book
    assert sum(sheet.visible for sheet in cut.sheets) == 12


def test_a_damaged_workbook_is_one_line(installed: InstalledPc, tmp_path: Path) -> None:
    damaged = tmp_path / "x.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and no more")
    said, status = dropped_on("CAT-PHIEU.cmd", installed, damaged, "hỏng.xlsx")
    assert status != 0
    assert "hỏng.xlsx" in said


def test_opened_without_a_workbook_the_check_examines_the_pc(installed: InstalledPc) -> None:
    run = installed.pc.double_click(installed.files / "KIEM-TRA.cmd")
    assert run.returncode == 0
    assert "Không thấy gì cản trở tiện ích trên máy này." in run.stdout
    assert "hãy kéo một sổ tính Excel" in run.stdout


def older(unpacked: Path) -> None:
    """Make the unpacked bundle one of an earlier version, with a module that later ones do not have."""
    manifest = json.loads((unpacked / MANIFEST).read_text())
    (unpacked / MANIFEST).write_text(json.dumps(manifest | {"version": "0.0.1"}))
    gone = unpacked / "python" / "Lib" / "site-packages" / "gone_since.py"
    gone.write_text("")
    with (unpacked / HASHES).open("a") as hashes:
        hashes.write(f"{hash_of(gone)}  {gone.relative_to(unpacked).as_posix()}\n")
    listed = (unpacked / HASHES).read_text().splitlines()
    mended = [
        f"{hash_of(unpacked / MANIFEST)}  {MANIFEST}" if line.endswith(f" {MANIFEST}") else line for line in listed
    ]
    (unpacked / HASHES).write_text("\n".join(mended) + "\n")


def test_a_newer_version_takes_the_place_of_an_older_one(fresh_pc: WinePc, bundle: Path, tmp_path: Path) -> None:
    pc = fresh_pc.copy(tmp_path / "prefix")
    unpacked = unpack(bundle, pc)
    older(unpacked)
    assert "Đã cài bản 0.0.1" in pc.double_click(unpacked / "CAI-DAT.cmd").stdout
    shutil.rmtree(unpacked)
    run = pc.double_click(unpack(bundle, pc) / "CAI-DAT.cmd")
    assert "Đã nâng cấp lên bản" in run.stdout
    assert "Không thấy gì cản trở tiện ích trên máy này." in run.stdout
    assert not list(pc.home.rglob("gone_since*"))
    assert [path.name for path in (pc.home / "AppData" / "Local" / "chi-tieu").iterdir() if "." in path.name] != []


def test_removing_leaves_nothing(fresh_pc: WinePc, installed: InstalledPc, tmp_path: Path) -> None:
    pc = copied(installed, tmp_path)
    shutil.rmtree(pc.unpacked)
    run = pc.pc.double_click(pc.files / "GO-BO.cmd")
    pc.pc.wait_for_processes()
    assert run.returncode == 0
    assert "Đã gỡ tiện ích Chỉ tiêu" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    before = {path.relative_to(fresh_pc.home) for path in fresh_pc.files()}
    left = {path.relative_to(pc.pc.home) for path in pc.pc.files()} - before
    # Unit sheets and reports are the officer's.
    made = {path for path in left if path.parts[0] in ("Downloads", "Desktop") or "kiểm tra" in path.name}
    made |= {report.parent for report in made}
    assert left - made == set()
    assert "CHI_TIEU_HOME" not in pc.pc.run("reg", "query", r"HKCU\Environment").stdout
