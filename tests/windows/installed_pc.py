"""The bundle as released, a PC with Excel, and the PC on which an officer installed it."""

import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from windows.windows_python import python_archive
from windows.wine_pc import WinePc, new_pc, windows_path

REPOSITORY = Path(__file__).parents[2]
# Kept between runs: 65 MB are downloaded for it.
CACHE = REPOSITORY / ".pytest_cache" / "windows"
_EXCEL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@dataclass(frozen=True)
class InstalledPc:
    """A PC with the bundle installed by its script, and what the script said."""

    pc: WinePc
    unpacked: Path
    said: str

    @property
    def files(self) -> Path:
        """The folder it was installed into."""
        return self.pc.home / "AppData" / "Local" / "chi-tieu"

    @property
    def home(self) -> str:
        """What the user's CHI_TIEU_HOME says."""
        said = self.pc.run("reg", "query", r"HKCU\Environment", "/v", "CHI_TIEU_HOME").stdout
        return said.strip().splitlines()[-1].split("REG_SZ")[1].strip()


def xl_addin(*arguments: str) -> None:
    """Run the command line of this checkout; what it says is of no interest."""
    command = [sys.executable, "-m", "xl_addin", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=REPOSITORY)


def made_bundle(folder: Path) -> Path:
    """The bundle's zip, made by the command that makes the released one."""
    archive, sha256 = python_archive(CACHE)
    xl_addin("addin", "bundle", "--python", str(archive), "--python-sha256", sha256, "-o", str(folder))
    (made,) = folder.glob("*.zip")
    return made


def pc_with_excel(folder: Path) -> WinePc:
    """A PC with a program that Windows takes for a 64-bit Excel."""
    pc = new_pc(folder)
    office = pc.prefix / "drive_c" / "Program Files" / "Microsoft Office" / "EXCEL.EXE"
    office.parent.mkdir(parents=True)
    shutil.copy(pc.prefix / "drive_c" / "windows" / "system32" / "notepad.exe", office)
    pc.run("reg", "add", _EXCEL, "/ve", "/d", str(windows_path(pc, office)), "/f")
    pc.wait_for_processes()
    return pc


def unpack(bundle: Path, pc: WinePc) -> Path:
    """Extract a bundle in the user's downloads, as Explorer does; the folder with the scripts."""
    with zipfile.ZipFile(bundle) as package:
        package.extractall(pc.home / "Downloads")
        return pc.home / "Downloads" / package.namelist()[0].split("/")[0]


def install_bundle(bundle: Path, pc: WinePc) -> InstalledPc:
    """Double-click CAI-DAT."""
    unpacked = unpack(bundle, pc)
    run = pc.double_click(unpacked / "CAI-DAT.cmd")
    assert run.returncode == 0, run.stdout + run.stderr
    return InstalledPc(pc, unpacked, run.stdout)
