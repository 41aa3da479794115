"""Making the bundle: what is in it, what is not, and that the inputs must fit together."""

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from xl_addin.excel.bundle.build import CONSOLE_SCRIPTS, bundle_bytes
from xl_addin.excel.bundle.compiled_files import compiled_files
from xl_addin.excel.bundle.lock import asked_for, declared
from xl_addin.excel.bundle.make import BundleInputs, make_bundle
from xl_addin.excel.bundle.wheels import LEFT_OUT, lock_text, locked_hashes, normalised, unmet
from xl_addin.excel.bundle.windows_python import read_windows_python
from xl_addin.excel.installing.bundle_folder import checked_bundle
from xl_addin.problem import Problem

RUNNING = "{}{}".format(*sys.version_info)


@pytest.fixture
def inputs(invented, tmp_path: Path) -> BundleInputs:
    """Everything a bundle needs, invented; the lock pins the one wheel that is not ours."""
    own, xlwings = invented.own_wheels()
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / xlwings.name).write_bytes(xlwings.data)
    (tmp_path / own.name).write_bytes(own.data)
    (tmp_path / "chi-tieu.xlam").write_bytes(b"add-in")
    archive, digest = invented.python_archive(tmp_path)
    lock = f"# pinned\nxlwings==0.37.8 \\\n    --hash=sha256:{hashlib.sha256(xlwings.data).hexdigest()}\n"
    return BundleInputs(archive, digest, lock, wheels, tmp_path / own.name, tmp_path / "chi-tieu.xlam")


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_one_folder_with_everything(inputs: BundleInputs) -> None:
    """The libraries lie where the Python looks for them, compiled; the wheels themselves are not in it."""
    made = make_bundle(inputs)
    assert made.name == "chi-tieu-1.0-win64.zip"
    modules = ("xl_addin", "xlwings", "win32com", "win32com/gen_py")
    packages, cache = "python/Lib/site-packages", f"__pycache__/__init__.{sys.implementation.cache_tag}.pyc"
    assert set(entries(made.data)) == {
        f"chi-tieu-1.0/{name}"
        for name in (
            *("CAI-DAT.cmd", "GO-BO.cmd", "KIEM-TRA.cmd", "CAT-PHIEU.cmd", "DOC-TRUOC.txt", "start.py"),
            *("SHA256SUMS", "bundle.json", "chi-tieu.xlam"),
            *("python/python.exe", "python/pythonw.exe"),
            *(f"python/python{RUNNING}.{end}" for end in ("dll", "zip", "_pth")),
            *("python/xlwings32-0.37.8.dll", "python/xlwings64-0.37.8.dll"),
            *(f"{packages}/{name}/__init__.py" for name in modules),
            *(f"{packages}/{name}/{cache}" for name in modules),
            *(f"{packages}/{name}.dist-info/METADATA" for name in ("xl_addin-1.0", "xlwings-0.37.8")),
        )
    }


def test_compiled_files_count_whatever_date_unpacking_gives_their_source(invented) -> None:
    compiled = compiled_files({"a.py": b"x = 1", "b.py": b"def"}, sys.version_info[:2])
    ((name, data),) = compiled.items()
    assert name == f"__pycache__/a.{sys.implementation.cache_tag}.pyc"
    # PEP 552: a hash of the source that is not checked.
    assert data[4:8] == (0b01).to_bytes(4, "little")


def test_only_the_same_python_can_compile_for_a_python() -> None:
    with pytest.raises(Problem, match=r"the bundle's Python is 3\.2, and only that version can make it"):
        compiled_files({}, (3, 2))


def test_the_same_inputs_give_the_same_bytes(inputs: BundleInputs) -> None:
    assert make_bundle(inputs).data == make_bundle(inputs).data


def test_the_hashes_are_of_every_other_file(inputs: BundleInputs, tmp_path: Path) -> None:
    data = make_bundle(inputs).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(tmp_path / "unpacked")
    bundle = checked_bundle(tmp_path / "unpacked" / "chi-tieu-1.0")
    assert {f"chi-tieu-1.0/{name}" for name in (*bundle.files, "SHA256SUMS")} == set(entries(data))


def test_the_manifest_says_what_it_was_made_of(inputs: BundleInputs) -> None:
    manifest = json.loads(entries(make_bundle(inputs).data)["chi-tieu-1.0/bundle.json"])
    assert manifest["python"] == {
        "version": "{}.{}".format(*sys.version_info),
        "sha256": inputs.python_sha256,
    }
    assert manifest["xlwings"] == "0.37.8"
    assert inputs.wheels
    (wheel,) = inputs.wheels.iterdir()
    assert manifest["wheels"][wheel.name] == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_console_scripts_are_ascii_with_windows_lines(inputs: BundleInputs) -> None:
    written = entries(make_bundle(inputs).data)
    for name in CONSOLE_SCRIPTS:
        text = written[f"chi-tieu-1.0/{name}"].decode("ascii")
        assert text.startswith("@echo off\r\n")
        assert text.count("\n") == text.count("\r\n")
        assert '"%~dp0python\\python.exe" -I -B "%~dp0start.py" ' in text
        assert "chcp 65001" in text


def test_32_bit_windows_is_told_before_its_program_fails_to_start(inputs: BundleInputs) -> None:
    text = entries(make_bundle(inputs).data)["chi-tieu-1.0/CAI-DAT.cmd"].decode("ascii")
    asked = text.index('if /i "%PROCESSOR_ARCHITECTURE%"=="x86" if not defined PROCESSOR_ARCHITEW6432')
    assert asked < text.index("Windows 64-bit") < text.index("start.py")


def test_the_python_looks_only_into_its_own_folder(invented, tmp_path: Path) -> None:
    embeddable = read_windows_python(*invented.python_archive(tmp_path, "312"))
    assert embeddable.files["python312._pth"].split(b"\r\n") == [
        *(b"python312.zip", b".", rb"Lib\site-packages", b"import site", b"")
    ]
    from_nuget = read_windows_python(*invented.python_archive(tmp_path, "311", root="tools/"))
    assert from_nuget.version == (3, 11)
    assert from_nuget.files["python311._pth"].startswith(b"Lib\r\nDLLs\r\n.\r\n")
    assert "Lib/os.py" in from_nuget.files
    assert "tcl/init.tcl" not in from_nuget.files


def test_a_python_with_another_hash_is_refused(invented, tmp_path: Path) -> None:
    archive, digest = invented.python_archive(tmp_path)
    with pytest.raises(Problem, match=f"SHA-256 is {digest}, not 0000"):
        read_windows_python(archive, "0" * 64)


def test_what_is_no_fitting_windows_python_is_refused(invented, tmp_path: Path) -> None:
    old, digest = invented.python_archive(tmp_path, "38")
    with pytest.raises(Problem, match=r"Python 3\.8; 3\.11 or later"):
        read_windows_python(old, digest)
    narrow, digest = invented.python_archive(tmp_path, machine="x86")
    with pytest.raises(Problem, match="for the processor x86; the one for x64 is needed"):
        read_windows_python(narrow, digest)
    other = tmp_path / "other.zip"
    for data in (b"no zip", invented.zipped({"bin/python": b"\x7fELF"})):
        other.write_bytes(data)
        with pytest.raises(Problem, match="no Windows Python"):
            read_windows_python(other, hashlib.sha256(data).hexdigest())
    with pytest.raises(Problem, match="cannot be read"):
        read_windows_python(tmp_path / "missing.zip", "0" * 64)


def test_wheels_must_be_the_pinned_ones(inputs: BundleInputs, invented) -> None:
    assert inputs.wheels
    stranger = inputs.wheels / "stranger-1.0-py3-none-any.whl"
    stranger.write_bytes(invented.wheel("stranger", "1.0").data)
    with pytest.raises(Problem, match="not among those pinned"):
        make_bundle(inputs)
    stranger.unlink()
    (inputs.wheels / "xlwings-0.37.8-py3-none-any.whl").write_bytes(b"changed")
    with pytest.raises(Problem, match="not among those pinned"):
        make_bundle(inputs)
    (inputs.wheels / "xlwings-0.37.8-py3-none-any.whl").unlink()
    with pytest.raises(Problem, match="missing: xlwings"):
        make_bundle(inputs)


def test_what_a_wheel_asks_for_must_be_there_or_left_out_on_purpose(invented, tmp_path: Path) -> None:
    asks = ("xlwings", "scipy", "lxml>=5", 'appscript; platform_system == "Darwin"', 'pandas; extra == "all"')
    wheels = (invented.wheel("xl-addin", "1.0", {}, asks), *invented.own_wheels()[1:])
    assert unmet(wheels, (3, 12)) == ["lxml>=5 (xl-addin)"]
    with pytest.raises(Problem, match="lxml>=5"):
        bundle_bytes(read_windows_python(*invented.python_archive(tmp_path)), wheels, b"")
    assert unmet((*wheels, invented.wheel("lxml", "4.9")), (3, 12)) == ["lxml>=5 (xl-addin)"]
    assert unmet((*wheels, invented.wheel("lxml", "6.1.3")), (3, 12)) == []


def test_the_lock_pins_by_hash_exactly_what_the_project_asks_for_on_windows() -> None:
    """A dependency added to pyproject.toml and not to the lock would be missing on every officer's PC."""
    hashes = locked_hashes(lock_text())
    assert set(hashes) == asked_for() - set(LEFT_OUT)
    assert all(hashes.values())


def test_what_is_left_out_is_something_that_would_else_be_there() -> None:
    assert set(LEFT_OUT) <= asked_for()


def test_the_pinned_versions_are_those_pyproject_allows() -> None:
    pins = dict(line.split(" ")[0].split("==") for line in lock_text().splitlines() if "==" in line)
    assert set(pins) == set(locked_hashes(lock_text()))
    for asked in declared():
        name = normalised(asked.name)
        assert name in LEFT_OUT or asked.specifier.contains(pins[name]), asked
