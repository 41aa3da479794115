"""A Windows PC under Wine, with one user, that runs programs as the user does."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

USER = "Nguyễn Văn Ánh"
NEEDED = ("wine", "wineboot", "wineserver", "Xvfb", "x86_64-w64-mingw32-gcc")
_DISPLAY = ":98"
# A script that waits longer waits for ever.
_LONGEST_SECONDS = 150


@dataclass(frozen=True)
class WinePc:
    """The PC whose drive C: is `prefix/drive_c`."""

    prefix: Path

    @property
    def home(self) -> Path:
        """The user's profile, as this system sees it."""
        return self.prefix / "drive_c" / "users" / USER

    @property
    def environment(self) -> dict[str, str]:
        """What makes Wine use this PC and be this user."""
        # Wine takes the name of the Windows user from USER, and the letters of file names from the locale.
        wine = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": _DISPLAY}
        named = {"USER": USER, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | wine | named

    def run(self, *command: str | PureWindowsPath, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end; what it wrote, decoded."""
        # Python for Windows accepts pipes from Wine, not files.
        return subprocess.run(
            ["wine", *map(str, command)],
            env=self.environment,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_SECONDS,
            check=False,
        )

    def double_click(self, script: Path, *dropped: Path) -> subprocess.CompletedProcess[str]:
        """Run a .cmd script, files dropped on it; a key is pressed where it waits for one."""
        # Explorer quotes the whole line once more; Wine takes a line apart itself, and "call" keeps names with blanks.
        names = (windows_path(self, file) for file in dropped)
        return self.run("cmd", "/c", "call", windows_path(self, script), *names, typed="\r\n" * 3)

    def files(self) -> set[Path]:
        """Every file and folder in the user's profile."""
        return set(self.home.rglob("*"))

    def wait_for_processes(self) -> None:
        """Until every Windows program has ended."""
        subprocess.run(["wineserver", "-w"], env=self.environment, check=True, timeout=_LONGEST_SECONDS)

    def copy(self, folder: Path) -> "WinePc":
        """Another PC just like this one, whose programs have all ended."""
        self.wait_for_processes()
        shutil.copytree(self.prefix, folder, symlinks=True)
        return WinePc(folder)


def windows_path(pc: WinePc, path: Path) -> PureWindowsPath:
    """How Windows programs call a file: on drive C: where it lies there, else on Z:, which is this system's root."""
    drive = pc.prefix / "drive_c"
    if path.is_relative_to(drive):
        return PureWindowsPath("C:\\", *path.relative_to(drive).parts)
    return PureWindowsPath("Z:\\", *path.absolute().parts[1:])


def new_pc(folder: Path) -> WinePc:
    """A PC just set up."""
    pc = WinePc(folder)
    subprocess.run(
        ["wineboot", "--init"], env=pc.environment, check=True, capture_output=True, timeout=_LONGEST_SECONDS
    )
    pc.wait_for_processes()
    for folder in pc.home.iterdir():
        if folder.is_symlink():  # Desktop, Downloads …: Wine shows this system's own there
            folder.unlink()
            folder.mkdir()
    return pc


@contextmanager
def screen() -> Iterator[None]:
    """A screen that nobody looks at."""
    server = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", "1024x768x16"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait()
