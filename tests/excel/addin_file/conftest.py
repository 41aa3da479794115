"""An add-in built with three made-up functions, so that these tests do not depend on the real ones."""

import importlib
import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

import olefile
import pytest
from fixtures.vba_compression import decompress

from xl_addin.excel.addin_file.build import addin_bytes, addin_project
from xl_addin.excel.addin_file.hidden_sheets import hidden_sheets
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.addin_file.wrapper_text import wizard_entries
from xl_addin.functions.arguments import MISSING
from xl_addin.functions.registry import ArgumentSpec, Kind, UserFunction
from xl_addin.language import Text


def _argument(name: str, help: str, kind: Kind, default: Any = MISSING) -> ArgumentSpec:
    return ArgumentSpec(name, Text(help, help), kind, default)


def _function(name: str, summary: str, *arguments: ArgumentSpec) -> UserFunction:
    return UserFunction(name, Text(summary, summary), arguments, (), lambda *given: 0)


MADE_UP_FUNCTIONS = (
    _function(
        "CT_GAPDOI",
        "Gấp đôi một số rồi cộng thêm.",
        _argument("so", "Số cần gấp đôi", "number"),
        _argument("them", "Số cộng thêm; bỏ trống là 0", "number", 0),
    ),
    _function("CT_TEN", "Tên có dấu."),
    _function("CT_TONG", "Cộng các số của một vùng.", _argument("vung", "Vùng số", "range")),
)


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
def made_up() -> tuple[UserFunction, ...]:
    """Three made-up worksheet functions."""
    return MADE_UP_FUNCTIONS


@pytest.fixture(scope="session")
def project() -> Project:
    """The VBA project of an add-in with them."""
    return addin_project(MADE_UP_FUNCTIONS, hidden_sheets(wizard_entries(MADE_UP_FUNCTIONS)))


@pytest.fixture(scope="session")
def addin() -> bytes:
    """The add-in file with them."""
    return addin_bytes(MADE_UP_FUNCTIONS)


@pytest.fixture(scope="session")
def parts(addin: bytes) -> dict[str, bytes]:
    """The add-in file's parts by name."""
    with zipfile.ZipFile(io.BytesIO(addin)) as package:
        return {name: package.read(name) for name in package.namelist()}
