"""A Windows Python for these tests, in the layout of python.org's embeddable package; never for shipping.

python.org cannot be reached from everywhere, the package index can: Panda3D's wheel carries the interpreter's library
and extension modules for whoever freezes a game. The pure-Python library is this Python's own, and the two programs
are a few lines of C each.
"""

import hashlib
import py_compile
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
PANDA3D = "panda3d==1.10.16"
COMPILER = "x86_64-w64-mingw32-gcc"

_VERSION = "{}{}".format(*sys.version_info)
_LIBRARY = f"python{_VERSION}.dll"
_NOT_IN_LIBRARY = {"test", "tests", "idlelib", "tkinter", "ensurepip", "site-packages", "turtledemo", "__pycache__"}


def python_archive(folder: Path) -> tuple[Path, str]:
    """The archive and its SHA-256; made in `folder` once and then kept there."""
    archive = folder / f"python-{sys.version_info[0]}.{sys.version_info[1]}-test-amd64.zip"
    if not archive.is_file():
        python = folder / "python.new"
        shutil.rmtree(python, ignore_errors=True)
        python.mkdir(parents=True)
        _extract_interpreter(_wheel(folder), python)
        _compile_programs(python)
        _zip_library(python / f"python{_VERSION}.zip")
        unfinished = archive.with_suffix(".new")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as package:
            for path in sorted(python.iterdir()):
                package.write(path, path.name)
        unfinished.rename(archive)
        shutil.rmtree(python)
    return archive, hashlib.sha256(archive.read_bytes()).hexdigest()


def _wheel(folder: Path) -> Path:
    target = ["--platform", "win_amd64", "--python-version", ".".join(map(str, sys.version_info[:2]))]
    options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--no-deps", "-d", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, *target, PANDA3D], check=True)
    (wheel,) = folder.glob("panda3d-*.whl")
    return wheel


def _extract_interpreter(wheel: Path, python: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        for name in package.namelist():
            folder, _, file = name.rpartition("/")
            # The rest of that folder are parts of Windows itself, of which Wine has its own.
            if folder == "deploy_libs" and not file.startswith("api-ms-win") and "tk" not in file and "tcl" not in file:
                (python / file.lower()).write_bytes(package.read(name))


def _compile_programs(python: Path) -> None:
    def compiled(source: str, target: str, *options: str) -> None:
        command = [COMPILER, "-O2", "-s", str(HERE / source), *options, "-o", str(python / target)]
        subprocess.run(command, check=True)

    compiled("python_console.c", "python.exe", "-municode", str(python / _LIBRARY))
    compiled("python_window.c", "pythonw.exe", "-municode", "-mwindows", str(python / _LIBRARY))
    compiled("process_prng.c", "bcryptprimitives.dll", "-shared", "-ladvapi32")


def _zip_library(archive: Path) -> None:
    library = Path(sysconfig.get_paths()["stdlib"])
    unfinished = archive.with_suffix(".pyc")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for source in sorted(library.rglob("*.py")):
            name = source.relative_to(library)
            if not _NOT_IN_LIBRARY.intersection(name.parts) and "lib2to3" not in name.parts:
                py_compile.compile(str(source), str(unfinished), name.as_posix(), doraise=True)
                package.write(unfinished, name.with_suffix(".pyc").as_posix())
    unfinished.unlink()
