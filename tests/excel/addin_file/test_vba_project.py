import struct
import zipfile
from collections.abc import Callable
from importlib.metadata import distribution
from typing import Any

import pytest

from xl_addin.excel.addin_file.vba_project import (
    Module,
    ModuleKind,
    Project,
    names_stream,
    obfuscated,
    project_stream,
    vba_project_bin,
)

Read = Callable[[bytes], Any]
MODULE_OFFSET = 0x31


def test_every_module_comes_back(project: Project, read_project: Read) -> None:
    found = read_project(vba_project_bin(project))
    assert found.sources == {module.name: module.source for module in project.modules}


def test_the_streams_are_those_of_a_project_without_cache(project: Project, read_project: Read) -> None:
    found = read_project(vba_project_bin(project))
    names = {f"VBA/{module.name}" for module in project.modules}
    assert set(found.streams) == names | {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT"}
    assert found.streams["VBA/_VBA_PROJECT"] == bytes.fromhex("cc61ffff000100")


def test_the_three_lists_of_modules_agree(project: Project, read_project: Read) -> None:
    found = read_project(vba_project_bin(project))
    names = [module.name for module in project.modules]
    in_dir = [data.decode() for code, data in found.dir_records if code == 0x19]
    kinds = ("Document=", "Class=", "Module=")
    lines = found.streams["PROJECT"].decode("ascii").split("\r\n")
    in_project = [line.partition("=")[2].partition("/")[0] for line in lines if line.startswith(kinds)]
    in_names = [pair.partition(b"\0")[0].decode() for pair in _name_pairs(found.streams["PROJECTwm"])]
    assert names == in_dir == in_project == in_names


def test_oletools_reads_every_module_back_identical(project: Project, olevba: Any) -> None:
    parser = olevba.VBA_Parser("vbaProject.bin", data=vba_project_bin(project))
    # VB_Description and its like are lines for oletools too: it gives the whole stream.
    read = {path.rpartition("/")[2]: code for _, path, _, code in parser.extract_macros()}
    assert read == {module.name: module.source for module in project.modules}


@pytest.mark.parametrize(
    "book", ["quickstart_addin.xlam", "quickstart_addin_ribbon.xlam", "quickstart_standalone.xlsm"]
)
def test_the_dir_stream_is_what_the_vendor_of_xlwings_ships(book: str, read_project: Read) -> None:
    """Excel opens the vendor's books, whose projects have no cache either; ours differ only where they must."""
    path = distribution("xlwings").locate_file(f"xlwings/{book}")
    with zipfile.ZipFile(str(path)) as package:
        vendor = read_project(package.read("xl/vbaProject.bin"))
    ours = read_project(vba_project_bin(_project_like(vendor))).dir_records
    assert len(ours) == len(vendor.dir_records)
    for mine, theirs in zip(ours, vendor.dir_records, strict=True):
        if theirs[0] == MODULE_OFFSET:
            # Their sources stand behind a cache in their streams, ours start at once.
            assert mine == (MODULE_OFFSET, bytes(4))
        else:
            assert mine == theirs


@pytest.mark.parametrize(
    "book", ["quickstart_addin.xlam", "quickstart_addin_ribbon.xlam", "quickstart_standalone.xlsm"]
)
def test_the_vendors_other_streams_are_written_alike(book: str, read_project: Read) -> None:
    path = distribution("xlwings").locate_file(f"xlwings/{book}")
    with zipfile.ZipFile(str(path)) as package:
        vendor = read_project(package.read("xl/vbaProject.bin"))
    like_it = _project_like(vendor)
    assert names_stream(like_it) == vendor.streams["PROJECTwm"]
    theirs = vendor.streams["PROJECT"].decode("cp1252").rstrip().split("\r\n")
    ours = project_stream(like_it).decode("cp1252").rstrip().split("\r\n")
    hidden = ("CMG=", "DPB=", "GC=")
    for mine, vendors in zip(ours, theirs, strict=True):
        if vendors.startswith(hidden):
            # Another seed, the same content.
            assert _revealed(like_it.id, mine) == _revealed(like_it.id, vendors)
        elif vendors.endswith((", C", ", Z")):
            # Where the editor's windows stood on their screen.
            assert mine.partition("=")[0] == vendors.partition("=")[0]
        else:
            assert mine == vendors


@pytest.mark.parametrize("seed", [0, 1, 0x5D, 0xFF])
@pytest.mark.parametrize("data", [bytes(4), bytes(1), b"\xff"])
def test_what_is_obfuscated_can_be_read_back(seed: int, data: bytes) -> None:
    project_id = "{6B1C7E52-3D0A-4C58-9E0B-7A5D2F41C863}"
    assert _revealed(project_id, f'X="{obfuscated(project_id, data, seed)}"') == (2, data)


def test_source_outside_the_code_page_is_refused() -> None:
    broken = Project("Test", "{0}", (Module("A", "' Chỉ tiêu\r\n"),), b"")
    with pytest.raises(UnicodeEncodeError):
        vba_project_bin(broken)


def test_the_same_project_gives_the_same_bytes(project: Project) -> None:
    assert vba_project_bin(project) == vba_project_bin(project)


def _project_like(vendor: Any) -> Project:
    """A project with everything the vendor's dir stream says."""
    records = vendor.dir_records
    first = dict(reversed(records))
    start = next(place for place, (code, _) in enumerate(records) if code == 0x3C) + 1
    end = next(place for place, (code, _) in enumerate(records) if code == 0x0F)
    references = b"".join(struct.pack("<HI", code, len(data)) + data for code, data in records[start:end])
    kinds = {}
    identifier = ""
    for line in vendor.streams["PROJECT"].decode("cp1252").split("\r\n"):
        key, _, value = line.partition("=")
        if key in ("Document", "Class", "Module"):
            kinds[value.partition("/")[0]] = next(kind for kind in ModuleKind if kind.value.startswith(key))
        elif key == "ID":
            identifier = value.strip('"')
    modules = []
    for code, data in records[end:]:
        if code == 0x19:
            name = data.decode()
        elif code == 0x1C:
            description = data.decode("cp1252")
        elif code == 0x2C:
            cookie = struct.unpack("<H", data)[0]
        elif code == 0x2B:
            modules.append(Module(name, vendor.sources[name], kinds[name], description, cookie))
    return Project(
        first[0x04].decode(),
        identifier,
        tuple(modules),
        references,
        struct.unpack("<IH", first[0x09]),
        struct.unpack("<I", first[0x01])[0],
        struct.unpack("<H", first[0x13])[0],
    )


def _name_pairs(stream: bytes) -> list[bytes]:
    pairs, rest = [], stream
    while rest != b"\0\0":
        narrow, _, rest = rest.partition(b"\0")
        pairs.append(narrow + b"\0")
        rest = rest[len(narrow) * 2 + 2 :]
    return pairs


def _revealed(project_id: str, line: str) -> tuple[int, bytes]:
    """[MS-OVBA] 2.4.3.3: the version and the data behind an obfuscated field."""
    raw = bytes.fromhex(line.partition("=")[2].strip('"'))
    seed, version, key = raw[0], raw[0] ^ raw[1], raw[0] ^ raw[2]
    assert key == sum(project_id.encode()) & 0xFF
    plain, previous, last, last_but_one = bytearray(), key, raw[2], raw[1]
    for byte in raw[3:]:
        previous = byte ^ (last_but_one + previous & 0xFF)
        plain.append(previous)
        last, last_but_one = byte, last
    skipped = (seed & 6) // 2
    (length,) = struct.unpack_from("<I", plain, skipped)
    return version, bytes(plain[skipped + 4 :][:length])
