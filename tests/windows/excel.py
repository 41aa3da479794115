"""Excel on an installed PC: `excel_side.py`, run there, with the add-in's own command line."""

import json
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any

from windows.wine_pc import WinePc, windows_path

from xl_addin.excel.addin_file.python_server import FUNCTIONS_MODULE, server_command, xlwings_version

Excel = Callable[[list[dict[str, Any]]], dict[str, Any]]


def excel_on(pc: WinePc, home: str) -> Excel:
    """What does a list of steps in a newly started Excel; `home` is what the user's CHI_TIEU_HOME says."""
    script = windows_path(pc, Path(__file__).with_name("excel_side.py"))

    def do(steps: list[dict[str, Any]]) -> dict[str, Any]:
        order = {
            "library": rf"{home}\python\xlwings64-{xlwings_version()}.dll",
            "command": server_command(home),
            "module": FUNCTIONS_MODULE,
            "steps": steps,
        }
        run = pc.run(PureWindowsPath(home, "python", "python.exe"), "-X", "utf8", script, typed=json.dumps(order))
        assert run.returncode == 0, run.stderr
        told: dict[str, Any] = json.loads(run.stdout)
        return told

    return do
