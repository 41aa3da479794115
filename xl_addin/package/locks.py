"""Whether a workbook is open in Excel or LibreOffice, by the lock files these leave beside it."""

import os
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Away from Windows nothing shows whether Excel still runs; a working day and a night are then taken as live.
EXCEL_LOCK_HOURS = 24


def lock_of(path: Path | str) -> str | None:
    """Who has the workbook open (a user name, or the program's), None if nobody has.

    A lock file left by a crash counts as nobody's where that can be told: on Windows, Excel's file can then be
    written; elsewhere it is older than a day; LibreOffice's names this computer and a profile that is not in use.
    """
    path = Path(path)
    excel, libreoffice = path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")
    if excel.exists() and _excel_lock_is_live(excel):
        return _excel_user(excel)
    if libreoffice.exists():
        return _libreoffice_user(libreoffice)
    return None


def _excel_lock_is_live(lock: Path) -> bool:
    if os.name == "nt":
        try:
            with lock.open("r+b"):
                return False
        except OSError:
            return True
    try:
        return time.time() - lock.stat().st_mtime < EXCEL_LOCK_HOURS * 3600
    except OSError:
        return False


def _excel_user(lock: Path) -> str:
    """The name in an owner file: its length in UTF-16 units at byte 55, then the name; `Excel` if unreadable."""
    try:
        content = lock.read_bytes()
    except OSError:
        return "Excel"
    length = content[55] if len(content) > 55 else 0
    name = content[57 : 57 + 2 * length].decode("utf-16-le", errors="ignore").strip("\0 ")
    return name or "Excel"


def _this_computer() -> str:
    import socket  # only where a LibreOffice lock is met

    return socket.gethostname()


def _libreoffice_user(lock: Path) -> str | None:
    try:
        content = lock.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "LibreOffice"
    # full name, system user, computer, time, profile;
    fields = [*content.strip().rstrip(";").split(","), "", "", "", "", ""][:5]
    full_name, user, computer, _, profile = fields
    if computer == _this_computer() and profile.startswith("file:"):
        from urllib.request import url2pathname  # loads the whole of HTTP: only where a LibreOffice lock is met

        folder = Path(url2pathname(unquote(urlsplit(profile).path)))
        # A running LibreOffice keeps `.lock` in its profile.
        if folder.is_dir() and not (folder / ".lock").exists():
            return None
    return full_name or user or "LibreOffice"
