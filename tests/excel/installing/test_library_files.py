"""Where the entries of a wheel go."""

from pathlib import PurePosixPath

import pytest

from xl_addin.excel.bundle.library_files import library_files, place_of
from xl_addin.excel.bundle.wheels import Wheel
from xl_addin.excel.installing.machine.executables import machine_of, python_version
from xl_addin.problem import Problem


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("numpy/__init__.py", "Lib/site-packages/numpy/__init__.py"),
        ("a-1.dist-info/METADATA", "Lib/site-packages/a-1.dist-info/METADATA"),
        ("a-1.data/data/xlwings64.dll", "xlwings64.dll"),
        ("a-1.data/purelib/a.py", "Lib/site-packages/a.py"),
        ("a-1.data/platlib/a.pyd", "Lib/site-packages/a.pyd"),
        ("a-1.data/scripts/a.exe", None),
        ("a-1.data/headers/a.h", None),
        ("numpy/", None),
    ],
)
def test_places(name: str, place: str | None) -> None:
    assert place_of(name) == (None if place is None else PurePosixPath(place))


@pytest.mark.parametrize("name", ["../evil.py", "a/../../evil.py", "/evil.py", r"a\..\evil.py", "C:evil.py"])
def test_a_name_that_leads_out_is_refused(invented, name: str) -> None:
    with pytest.raises(ValueError, match="unsafe"):
        place_of(name)
    with pytest.raises(Problem, match="damaged"):
        library_files([Wheel("a.whl", "a", invented.zipped({name: b""}))])


def test_a_damaged_wheel_is_named() -> None:
    with pytest.raises(Problem, match="damaged") as caught:
        library_files([Wheel("a.whl", "a", b"PK")])
    assert caught.value.file == "a.whl"


def test_what_is_not_ours_to_ship_or_of_no_use_stays_out(invented) -> None:
    names = ("xlwings/udfs.py", "xlwings/pro/reports.py", "xlwings/quickstart.xlsm", "xlwings/addin/xlwings.xlam")
    wheel = invented.wheel("xlwings", "0.37.8", dict.fromkeys(names, b""))
    packages = "Lib/site-packages"
    assert set(library_files([wheel])) == {
        f"{packages}/xlwings/udfs.py",
        f"{packages}/xlwings-0.37.8.dist-info/METADATA",
    }


def test_pywin32_has_a_folder_of_its_own_for_what_it_generates(invented) -> None:
    """Else it takes the temporary folder, whose name it cannot read for a user called Nguyễn Văn Ánh."""
    files = library_files([invented.wheel("pywin32", "312", {"win32com/__init__.py": b""})])
    assert "Lib/site-packages/win32com/gen_py/__init__.py" in files


def test_programs_say_for_which_processor_they_are(invented) -> None:
    assert machine_of(invented.program("x64")) == "x64"
    assert machine_of(invented.program("x86")) == "x86"
    assert machine_of(b"MZ") is None
    assert machine_of(b"\x7fELF" + bytes(100)) is None


def test_the_version_is_in_the_librarys_name() -> None:
    assert python_version(["python.exe", "python3.dll", "Python312.dll"]) == (3, 12)
    assert python_version(["python.exe", "python3.dll"]) is None
