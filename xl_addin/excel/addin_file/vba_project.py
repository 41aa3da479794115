"""A VBA project as Excel stores it, [MS-OVBA], in source form only: Excel compiles it on the first opening.

The streams hold no compiled cache: `_VBA_PROJECT` is its seven mandatory bytes and each module's source starts at
offset 0, as the specification asks of writers other than Office (2.3.4.1, 2.3.4.2.3.2.3).
"""

import struct
from dataclasses import dataclass
from enum import Enum

from xl_addin.excel.addin_file.compound_file import write_compound_file
from xl_addin.excel.addin_file.compression import compress

NO_CACHE = bytes.fromhex("cc61ffff000100")
CODE_PAGE = 1252
ENCODING = "cp1252"
ENGLISH = 0x0409
WINDOWS = 1


class ModuleKind(Enum):
    """What a module is; the value is its line in the PROJECT stream."""

    STANDARD = "Module={}"
    CLASS = "Class={}"
    DOCUMENT = "Document={}/&H00000000"


@dataclass(frozen=True)
class Module:
    """One module; `source` with its `Attribute` lines and `\\r\\n` line ends."""

    name: str
    source: str
    kind: ModuleKind = ModuleKind.STANDARD
    description: str = ""
    cookie: int = 0xFFFF


@dataclass(frozen=True)
class Project:
    """A project with its modules, the document modules first as Excel lists them.

    `references` are raw REFERENCE records of the dir stream; `version` is the number VBA counts up at each change.
    """

    name: str
    id: str
    modules: tuple[Module, ...]
    references: bytes
    version: tuple[int, int] = (1, 0)
    system: int = WINDOWS
    cookie: int = 0xFFFF


def windows_lines(text: str) -> str:
    """The text with the line ends VBA source has."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def vba_project_bin(project: Project) -> bytes:
    """The content of `xl/vbaProject.bin`; UnicodeEncodeError for source outside code page 1252."""
    streams = {"_VBA_PROJECT": NO_CACHE, "dir": compress(dir_stream(project))}
    streams |= {module.name: compress(module.source.encode(ENCODING)) for module in project.modules}
    return write_compound_file({"VBA": streams, "PROJECT": project_stream(project), "PROJECTwm": names_stream(project)})


def registered_reference(name: str, library: str) -> bytes:
    """The records of a reference to a registered type library (2.3.4.2.2.5)."""
    location = library.encode(ENCODING)
    return (
        _record(0x16, name.encode(ENCODING))
        + _record(0x3E, name.encode("utf-16-le"))
        + _record(0x0D, struct.pack("<I", len(location)) + location + bytes(6))
    )


def dir_stream(project: Project) -> bytes:
    """The `dir` stream before compression (2.3.4.2): information, references, modules."""
    major, minor = project.version
    information = [
        _record(0x01, struct.pack("<I", project.system)),
        _record(0x02, struct.pack("<I", ENGLISH)),
        _record(0x14, struct.pack("<I", ENGLISH)),
        _record(0x03, struct.pack("<H", CODE_PAGE)),
        _record(0x04, project.name.encode(ENCODING)),
        _text_records(0x05, 0x40, ""),
        _text_records(0x06, 0x3D, ""),
        _record(0x07, bytes(4)),
        _record(0x08, bytes(4)),
        # The version record alone counts only its major number in its size (2.3.4.2.1.11).
        struct.pack("<HIIH", 0x09, 4, major, minor),
        _text_records(0x0C, 0x3C, ""),
    ]
    counts = [
        _record(0x0F, struct.pack("<H", len(project.modules))),
        _record(0x13, struct.pack("<H", project.cookie)),
    ]
    modules = [_module_records(module) for module in project.modules]
    return b"".join([*information, project.references, *counts, *modules, _record(0x10, b"")])


def _module_records(module: Module) -> bytes:
    return b"".join(
        [
            _text_records(0x19, 0x47, module.name),
            _text_records(0x1A, 0x32, module.name),
            _text_records(0x1C, 0x48, module.description),
            _record(0x31, bytes(4)),
            _record(0x1E, bytes(4)),
            _record(0x2C, struct.pack("<H", module.cookie)),
            _record(0x21 if module.kind is ModuleKind.STANDARD else 0x22, b""),
            _record(0x2B, b""),
        ]
    )


def project_stream(project: Project) -> bytes:
    """The PROJECT stream (2.3.1): the modules' kinds, and that nothing is protected or hidden."""
    lines = [
        f'ID="{project.id}"',
        *(module.kind.value.format(module.name) for module in project.modules),
        f'Name="{project.name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{obfuscated(project.id, bytes(4))}"',
        f'DPB="{obfuscated(project.id, bytes(1))}"',
        f'GC="{obfuscated(project.id, bytes([0xFF]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in project.modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def names_stream(project: Project) -> bytes:
    """The PROJECTwm stream (2.3.3): each module's name in the code page and in Unicode."""
    names = (module.name for module in project.modules)
    pairs = (name.encode(ENCODING) + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names)
    return b"".join(pairs) + b"\0\0"


def obfuscated(project_id: str, data: bytes, seed: int = 0x5D) -> str:
    """Protection state, password and visibility as the PROJECT stream writes them (2.4.3.2), in hexadecimal.

    The specification calls it encryption, but the key stands beside it; the seed may be any byte.
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    version = 2
    written = [seed, seed ^ version, seed ^ key]
    previous_plain, last, last_but_one = key, written[2], written[1]
    filling = bytes([7] * ((seed & 6) // 2))
    for plain in filling + struct.pack("<I", len(data)) + data:
        byte = plain ^ (last_but_one + previous_plain & 0xFF)
        written.append(byte)
        previous_plain, last, last_but_one = plain, byte, last
    return bytes(written).hex().upper()


def _text_records(code: int, unicode_code: int, text: str) -> bytes:
    return _record(code, text.encode(ENCODING)) + _record(unicode_code, text.encode("utf-16-le"))


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HI", code, len(data)) + data
