"""An installation that is broken answers every function at once and says once what to do; LibreOffice runs the VBA."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixtures.vba_in_libreoffice import run_in_libreoffice

from xl_addin.excel.addin_file.hidden_sheets import MESSAGES

Call = tuple[str, list[Any]]
Answers = Callable[[str], list[Any]]

PROGRAM, LIBRARY = "python/pythonw.exe", "python/xlwings.dll"
PACKAGE, OTHER = (f"python/Lib/site-packages/xl_addin-{version}.dist-info" for version in ("1.2.3", "1.2.4"))
DLL_SAYS = "Python process exited.\nCommand: pythonw"


def _moved(before: str, after: str) -> tuple[Call, Call]:
    return ("ChiTieuLibrary.Rename", [before, after]), ("ChiTieuLibrary.Rename", [after, before])


def _refused(reason: str) -> tuple[Call, Call]:
    return ("ChiTieuLibrary.Refuse", [reason]), ("ChiTieuLibrary.Refuse", [""])


# The message, with its place holder and what stands there; what breaks the installation and what mends it.
FAULTS: list[tuple[str, str, str, tuple[Call, Call]]] = [
    ("no_home", "", "", _refused("home")),
    ("no_file", "{file}", PROGRAM, _moved(PROGRAM, "python/away.exe")),
    ("no_file", "{file}", LIBRARY, _moved(LIBRARY, "python/away.dll")),
    ("no_file", "{file}", "python/python31*.dll", _moved("python/python311.dll", "python/python3.dll")),
    ("other_version", "{version}", "1.2.3", _moved(PACKAGE, OTHER)),
    ("library_refused", "{file}", LIBRARY, _refused("library")),
    (
        "two_addins",
        "{addin}",
        "D:\\Chi-Tieu (1).xlam",
        (("ChiTieuLibrary.LoadAddin", ["Chi-Tieu (1).xlam"]), ("ChiTieuLibrary.LoadAddin", [""])),
    ),
    ("not_started", "", "Entry point not found", _refused("error")),
    ("not_started", "", DLL_SAYS, _refused(DLL_SAYS)),
]
CELL: Call = ("ChiTieuLibrary.Cell", ["CT_CHUANTEN"])
TELL: Call = ("ChiTieuPython.TellProblem", [])
SHOWN: Call = ("ChiTieuDisplay.RecordedMessages", [])
STARTS: Call = ("ChiTieuLibrary.RecordedStarts", [])
HELP: Call = ("ChiTieuRibbon.ClickHelp", [None])


def _pass(seconds: int) -> Call:
    # As a text: a small number does not arrive in Basic.
    return ("ChiTieuLibrary.PassSeconds", [str(seconds)])


CALLS: list[Call] = [
    *[
        call
        for _, _, _, (breaks, mends) in FAULTS
        for call in (breaks, CELL, CELL, STARTS, TELL, TELL, SHOWN, HELP, SHOWN, mends, _pass(31))
    ],
    # Another start that fails, and what is seen of the mending before and after half a minute.
    _refused(DLL_SAYS)[0],
    *[CELL, _refused("")[0], _pass(29), CELL, STARTS, TELL, SHOWN, _pass(2), CELL, STARTS, TELL, TELL, SHOWN, CELL],
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    folder = tmp_path_factory.mktemp("broken")
    found = run_in_libreoffice(folder, CALLS)["calls"]
    return folder / "home", lambda name: [got for (called, _), got in zip(CALLS, found, strict=True) if called == name]


def test_the_cells_show_that_the_value_is_not_available(run: tuple[Path, Answers]) -> None:
    cells = run[1]("ChiTieuLibrary.Cell")
    assert cells[: 2 * len(FAULTS)] == ["Error 2042"] * 2 * len(FAULTS)


def test_one_message_says_what_to_do(run: tuple[Path, Answers]) -> None:
    home, answers = run
    shown = answers("ChiTieuDisplay.RecordedMessages")
    for number, (key, holder, value, _) in enumerate(FAULTS):
        there = f"{home}/{value}" if holder == "{file}" else value
        message = dict(MESSAGES)[key].replace(holder, there) if holder else dict(MESSAGES)[key]
        if key == "not_started":
            message += f" {value}".replace("\n", " ")
        # The status bar once, however many cells; a button says it in a box.
        assert shown[2 * number] == f"{message} {dict(MESSAGES)['recalculate']}\n"
        assert shown[2 * number + 1] == f"{dict(MESSAGES)['starting']}\n-\nbox: {message}\n"


def test_python_is_started_only_where_it_can_be_and_not_for_every_cell(run: tuple[Path, Answers]) -> None:
    # Nothing is started before the last two faults; for them once each, once for the failure after, once when mended.
    starts = run[1]("ChiTieuLibrary.RecordedStarts")
    assert starts == [*[0] * (len(FAULTS) - 2), 1, 2, 3, 4]


def test_half_a_minute_after_the_mending_it_works_again(run: tuple[Path, Answers]) -> None:
    last = len(FAULTS) * 2
    failing, still_refused, working, again = run[1]("ChiTieuLibrary.Cell")[last:]
    # The stand-in server is reached: it refuses a call without arguments.
    assert (failing, still_refused, working, again) == ("Error 2042", "Error 2042", "Error 2015", "Error 2015")
    before, after = run[1]("ChiTieuDisplay.RecordedMessages")[last:]
    assert before == ""
    assert after == "-\n"


def test_messages_fit_the_status_bar() -> None:
    home = "C:\\Users\\NGUYEN~1\\AppData\\Local\\chi-tieu\\python\\xlwings64-0.37.8.dll"
    every = dict(MESSAGES)
    for key in {key for key, *_ in FAULTS} - {"not_started"}:
        filled = (
            f"{every[key]} {every['recalculate']}".replace("{file}", home)
            .replace("{addin}", home)
            .replace("{version}", "10.20.30")
        )
        assert len(filled) <= 255, key
