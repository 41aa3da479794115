"""One bundle, one PC with it installed; a test that changes the PC gets a copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from windows.excel import Excel, excel_on
from windows.installed_pc import InstalledPc, install_bundle, made_bundle, pc_with_excel, xl_addin
from windows.wine_pc import NEEDED, WinePc, screen


def pytest_sessionstart() -> None:
    """Say what is missing before anything is built; nothing here is ever skipped in silence."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        raise pytest.UsageError(f"not on this machine: {', '.join(missing)}; .ci/run says which packages they are in")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle's zip."""
    return made_bundle(tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="session")
def fresh_pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WinePc]:
    """A PC on which nothing was installed; tests work on copies of it."""
    with screen():
        yield pc_with_excel(tmp_path_factory.mktemp("pc") / "prefix")


@pytest.fixture(scope="session")
def installed(fresh_pc: WinePc, bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> InstalledPc:
    """The PC on which CAI-DAT was double-clicked."""
    return install_bundle(bundle, fresh_pc.copy(tmp_path_factory.mktemp("installed") / "prefix"))


@pytest.fixture(scope="session")
def excel(installed: InstalledPc) -> Excel:
    """Excel on that PC."""
    return excel_on(installed.pc, installed.home)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo's workbooks."""
    folder = tmp_path_factory.mktemp("demo")
    xl_addin("demo", "-o", str(folder))
    return folder
