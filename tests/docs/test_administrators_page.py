"""The page for administrators names what the code does: files, folders, registry values, programs, policies."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import xl_addin
from xl_addin.excel.addin_file.python_server import PROGRAM
from xl_addin.excel.bundle.wheels import LOCK
from xl_addin.excel.installing import bundle_folder
from xl_addin.excel.installing.checks import child_processes_blocked, scripts_blocked, win32_calls_blocked
from xl_addin.excel.installing.home import PYTHON
from xl_addin.excel.installing.places import FOLDER_NAME, HOME_VARIABLE, OWN_FILES, USER_VARIABLES
from xl_addin.excel.installing.record import FILE_NAME
from xl_addin.excel.installing.uninstall import LAST_SCRIPT
from xl_addin.excel.keeping import FOLDER

PAGE = (Path(__file__).parents[2] / "docs" / "huong-dan" / "quan-tri.md").read_text(encoding="utf-8")
PACKAGE = Path(xl_addin.__file__).parent


@pytest.mark.parametrize(
    "named",
    [
        rf"`%LOCALAPPDATA%\{FOLDER_NAME}`",
        rf"`%LOCALAPPDATA%\{FOLDER_NAME}\{FILE_NAME}`",
        rf"`%LOCALAPPDATA%\{FOLDER_NAME}\{OWN_FILES}`",
        rf"`%LOCALAPPDATA%\{FOLDER_NAME}\{PYTHON}\pythonw.exe`",
        rf"`%APPDATA%\Microsoft\Excel\XLSTART\{bundle_folder.ADDIN}`",
        rf"`%PROGRAMDATA%\{FOLDER_NAME}-<8 ký tự>`",
        rf"`C:\{FOLDER_NAME}-<8 ký tự>`",
        f"`{USER_VARIABLES}`, giá trị `{HOME_VARIABLE}`",
        f"`{FOLDER}`",
        f"`{PROGRAM}`",
        f"`{LAST_SCRIPT}`",
        f"`{LOCK}`",
        f"`{bundle_folder.HASHES}`",
        f"`{bundle_folder.MANIFEST}`",
        f"`{bundle_folder.INSTALL_SCRIPT}`",
        *(f"`{name}`" for name in (*bundle_folder.SCRIPTS, bundle_folder.START)),
        f"`{child_processes_blocked.RULE}`",
        f"`{win32_calls_blocked.RULE}`",
        f"`{scripts_blocked.VALUE}` = {scripts_blocked.SCRIPTS_TOO}",
    ],
)
def test_what_the_page_names_is_what_the_code_uses(named: str) -> None:
    assert named in PAGE


@pytest.mark.parametrize("script", [bundle_folder.INSTALL_SCRIPT, bundle_folder.UNINSTALL_SCRIPT])
def test_the_scripts_know_the_silent_option_of_the_page(script: str) -> None:
    lines = (PACKAGE / "excel" / "bundle" / "scripts" / script).read_text("ascii").splitlines()
    assert 'if /i "%~1"=="/s" set "SILENT=1"' in lines
    assert all("if not defined SILENT" in line for line in lines if line.split()[-1:] == ["pause"])
    assert f"{script} /s" in PAGE or f'{script}" /s' in PAGE


# What a LibreOffice lock asks for: a path in the form of an address, the name of the computer.
HARMLESS = {"urllib.request.url2pathname", "socket.gethostname"}
REACHING = ("socket", "ssl", "http", "ftplib", "smtplib", "urllib.request", "asyncio", "requests")


def test_nothing_of_ours_can_reach_a_network() -> None:
    """The page promises it. pip, which fetches the wheels when a bundle is made, is another program."""
    for path in PACKAGE.rglob("*.py"):
        used = set(_used(ast.parse(path.read_text(encoding="utf-8")))) - HARMLESS
        assert not [name for name in used if name.startswith(tuple(f"{module}." for module in REACHING))], path


def _used(tree: ast.Module) -> Iterator[str]:
    """What a module uses of modules it imports, by dotted name; `import a` alone uses nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield ast.unparse(node)
