"""Where the entries of a wheel go."""

from pathlib import Path, PurePosixPath

import pytest

from xl_addin.excel.installing.machine.executables import machine_of, python_version
from xl_addin.excel.installing.wheel_files import place_of, unpack_wheels
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
def test_a_name_that_leads_out_is_refused(invented, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="unsafe"):
        place_of(name)
    wheel = tmp_path / "a.whl"
    wheel.write_bytes(invented.zipped({name: b""}))
    with pytest.raises(Problem, match="damaged"):
        unpack_wheels([wheel], tmp_path / "python")


def test_a_damaged_wheel_is_named(tmp_path: Path) -> None:
    wheel = tmp_path / "a.whl"
    wheel.write_bytes(b"PK")
    with pytest.raises(Problem, match="damaged") as caught:
        unpack_wheels([wheel], tmp_path / "python")
    assert caught.value.file == str(wheel)


def test_programs_say_for_which_processor_they_are(invented) -> None:
    assert machine_of(invented.program("x64")) == "x64"
    assert machine_of(invented.program("x86")) == "x86"
    assert machine_of(b"MZ") is None
    assert machine_of(b"\x7fELF" + bytes(100)) is None


def test_the_version_is_in_the_librarys_name() -> None:
    assert python_version(["python.exe", "python3.dll", "Python312.dll"]) == (3, 12)
    assert python_version(["python.exe", "python3.dll"]) is None
