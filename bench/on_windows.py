"""How fast the add-in answers on a Windows PC, under Wine: writes docs/windows.md (`make windows-speed`).

The server is started as Excel's library starts it, and called as the add-in's VBA calls it. "An empty function" is a
method of the same server that does nothing, called the same way: what passing values between two processes costs.
"""

import platform
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY / "tests"))

from windows.excel import Excel, excel_on  # noqa: E402
from windows.installed_pc import install_bundle, made_bundle, pc_with_excel  # noqa: E402
from windows.wine_pc import screen  # noqa: E402

PAGE = REPOSITORY / "docs" / "windows.md"
STARTS, ROUNDS, CELLS = 5, 5, 10_000
MISSING = {"missing": True}
SHARE = {"call": "CT_TYLE", "arguments": [3.0, 4.0]}
EMPTY = {"call": "EMPTY", "arguments": [3.0, 4.0]}
WITH_EMPTY = {
    "run": "import xl_addin.excel.wrappers as w; "
    "w.called = lambda name, given, ours=w.called: 0.0 if name == 'EMPTY' else ours(name, given)"
}
CALLS: dict[str, dict[str, Any]] = {
    "`CT_TYLE` of two numbers": SHARE,
    "`CT_SONGAY` of two dates": {
        "call": "CT_SONGAY",
        "arguments": [{"date": 45264.0}, {"date": 45275.0}, MISSING, MISSING],
    },
    "`CT_CHUANTEN` of a name": {"call": "CT_CHUANTEN", "arguments": ["xã  Tân Lợi", MISSING]},
}


def main() -> None:
    """Measure and write the page."""
    with tempfile.TemporaryDirectory() as name, screen():
        folder = Path(name)
        (folder / "bundle").mkdir()
        installed = install_bundle(made_bundle(folder / "bundle"), pc_with_excel(folder / "pc"))
        excel = excel_on(installed.pc, installed.home)
        starts = [first_answer(excel) for _ in range(STARTS)]
        ratios = {name: ratio(excel, step) for name, step in CALLS.items()}
        cells = seconds(excel([SHARE | {"times": CELLS}]))
    PAGE.write_text(page(starts, ratios, cells), encoding="utf-8")


def first_answer(excel: Excel) -> float:
    """Seconds from Excel's asking for a Python that does not run to the first function's result."""
    told = excel([SHARE | {"times": 2}])
    return float(told["seconds"] + told["answers"][0]["seconds"][0])


def seconds(told: dict[str, Any]) -> list[float]:
    """What each call of the only step took."""
    spent: list[float] = told["answers"][0]["seconds"]
    return spent


def ratio(excel: Excel, step: dict[str, Any]) -> tuple[float, float, float]:
    """Median seconds of the function and of the empty one, in alternating rounds of one server, and their ratio."""
    told = excel(
        [WITH_EMPTY, step | {"times": 100}, *[each | {"times": 1000} for _ in range(ROUNDS) for each in (step, EMPTY)]]
    )
    spent = [answer["seconds"] for answer in told["answers"][2:]]
    ours, empty = (statistics.median(value for part in spent[first::2] for value in part) for first in (0, 1))
    return ours, empty, ours / empty


def page(starts: list[float], ratios: dict[str, tuple[float, float, float]], cells: list[float]) -> str:
    """The page's text."""
    lines = [
        "# The add-in on a Windows PC",
        "",
        "Written by `make windows-speed`. The released bundle is made and installed under Wine, on a PC whose user is",
        "called Nguyễn Văn Ánh. A program that calls `xlwings64.dll` and its COM server as the add-in's VBA does",
        "stands for Excel; what Excel itself adds is not in these figures. `make windows` tests that it is right.",
        "",
        f"{date.today():%d/%m/%Y}, {platform.processor() or platform.machine()}, Wine.",
        "",
        "| what | measured | goal |",
        "|---|---|---|",
        f"| first function after the PC started: Python starts, median (slowest) of {STARTS} | "
        f"{statistics.median(starts):.2f} s ({max(starts):.2f} s) | under 3 s |",
    ]
    for name, (ours, empty, times) in ratios.items():
        lines.append(f"| {name}, later calls, median | {ours * 1000:.2f} ms | under 5 ms |")
        lines.append(f"| … ÷ an empty function ({empty * 1000:.2f} ms) | {times:.2f} | at most 1.3 |")
    lines.append(f"| {CELLS:,} cells of `CT_TYLE`, one call each | {sum(cells):.1f} s | under 30 s |")
    return "\n".join([*lines, "", *DIFFERENCES, ""])


DIFFERENCES = (
    "## Where Wine differs from Windows",
    "",
    "- Its C runtime (Wine 8) lacks a function of complex numbers, so NumPy cannot be imported: what needs NumPy (some",
    "  statistical functions in a workbook that is checked) is not tried there. Worksheet functions need no NumPy.",
    "- Its console does not know `!cmdcmdline!`: names dropped on a script that hold `&` or `%` are not tried there.",
    "  Its `call` loses a script's exit status.",
    "- `bcryptprimitives.dll` lacks `ProcessPrng`; a stand-in of one function lies beside the test's Python.",
    "- The test's Python is built from the package index (Panda3D's wheel, the library of the Python that runs the",
    "  tests), in the layout of python.org's embeddable package, which is what a released bundle carries.",
    "- The 32-bit library, Excel's own dialogs, XLSTART, Protected View: [windows-checklist.md](windows-checklist.md).",
)


if __name__ == "__main__":
    main()
