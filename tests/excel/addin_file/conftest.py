"""An add-in built with two made-up functions, so that these tests do not depend on the real ones."""

import importlib
import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import olefile
import pytest
from fixtures.vba_compression import decompress

from xl_addin.excel.addin_file.build import addin_bytes, addin_project
from xl_addin.excel.addin_file.hidden_sheets import hidden_sheets
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.addin_file.wrapper_text import Wrappers, wrappers_of

MADE_UP_FUNCTIONS = '''
import xlwings as xw


@xw.func(category="Chỉ tiêu")
@xw.arg("so", doc="Số cần gấp đôi")
@xw.arg("them", doc="Số cộng thêm; bỏ trống là 0")
def CT_GAPDOI(so, them=0):
    """Gấp đôi một số rồi cộng thêm."""
    return so * 2 + them


@xw.func(category="Chỉ tiêu")
@xw.arg("vung", ndim=2, doc="Vùng số")
def CT_LOI(vung):
    """Luôn báo lỗi #NUM!."""
    raise ValueError("#NUM!")


@xw.func(category="Chỉ tiêu")
@xw.arg("vung", ndim=2, doc="Vùng số")
def CT_TONG(vung):
    """Cộng các số của một vùng."""
    return sum(cell for row in vung for cell in row)


@xw.func(category="Chỉ tiêu")
def CT_TEN():
    """Tên có dấu."""
    return "Đồng Xoài"
'''


class ReadProject(NamedTuple):
    """A vbaProject.bin as an independent reader of OLE files sees it."""

    streams: dict[str, bytes]
    dir_records: list[tuple[int, bytes]]
    sources: dict[str, str]


def _dir_records(data: bytes) -> list[tuple[int, bytes]]:
    records, position = [], 0
    while position < len(data):
        code, size = struct.unpack_from("<HI", data, position)
        size = 6 if code == 0x09 else size
        records.append((code, data[position + 6 : position + 6 + size]))
        position += 6 + size
    assert position == len(data)
    return records


def _read(content: bytes) -> ReadProject:
    with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        streams = {"/".join(path): ole.openstream(path).read() for path in ole.listdir()}
    records = _dir_records(decompress(streams["VBA/dir"]))
    names = [data.decode("utf-16-le") for code, data in records if code == 0x32]
    offsets = [struct.unpack("<I", data)[0] for code, data in records if code == 0x31]
    sources = {
        name: decompress(streams[f"VBA/{name}"][offset:]).decode("cp1252")
        for name, offset in zip(names, offsets, strict=True)
    }
    return ReadProject(streams, records, sources)


@pytest.fixture(scope="session")
def olevba() -> Any:
    """oletools' reader of VBA; it uses names pyparsing has since renamed, and warns of that when imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("oletools.olevba")


@pytest.fixture(scope="session")
def read_project() -> Callable[[bytes], ReadProject]:
    """Read the streams, dir records and module sources of a vbaProject.bin; any OLE defect is an error."""
    return _read


@pytest.fixture(scope="session")
def functions_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up functions as module `made_up_functions`."""
    folder = tmp_path_factory.mktemp("functions")
    (folder / "made_up_functions.py").write_text(MADE_UP_FUNCTIONS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def wrappers(functions_folder: Path) -> Wrappers:
    """What xlwings makes of the made-up functions."""
    return wrappers_of("made_up_functions", "chi-tieu.xlam", [functions_folder])


@pytest.fixture(scope="session")
def project(wrappers: Wrappers) -> Project:
    """The add-in's VBA project."""
    return addin_project(wrappers, hidden_sheets(wrappers.wizard))


@pytest.fixture(scope="session")
def addin(wrappers: Wrappers) -> bytes:
    """The add-in file."""
    return addin_bytes(wrappers)


@pytest.fixture(scope="session")
def parts(addin: bytes) -> dict[str, bytes]:
    """The add-in file's parts by name."""
    with zipfile.ZipFile(io.BytesIO(addin)) as package:
        return {name: package.read(name) for name in package.namelist()}
