"""Look into an OLE compound file, [MS-CFB]: the container of old Office files and of encrypted new ones.

Only what tells what a file is: the names of its streams, and how a stream begins.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")

_ENTRY_BYTES = 128
_STREAM, _ROOT = 2, 5
_LAST_SECTOR = 0xFFFFFFF9


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def stream_names(data: bytes) -> frozenset[str]:
    """The names of the streams in lower case, since they do not depend on case; none of a file too damaged to say."""
    try:
        return frozenset(entry.name.lower() for entry in _entries(data) if entry.kind == _STREAM)
    except (struct.error, UnicodeDecodeError, IndexError, ValueError):
        return frozenset()


def beginning_of(data: bytes, name: str, size: int) -> bytes:
    """The first bytes of the stream of that name, as many as there are; none of a file too damaged to say."""
    try:
        entries = list(_entries(data))
        entry = next(each for each in entries if each.kind == _STREAM and each.name.lower() == name)
        wanted = min(size, entry.size)
        if entry.size >= struct.unpack_from("<I", data, 56)[0]:
            return _chained(data, _sector_size(data), _fat(data), entry.start, wanted)
        # Small streams share the root's.
        root = next(each for each in entries if each.kind == _ROOT)
        inside = _chained(data, _sector_size(data), _fat(data), root.start, root.size)
        first_mini = struct.unpack_from("<I", data, 60)[0]
        table = _chained(data, _sector_size(data), _fat(data), first_mini, len(data))
        mini = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        return _chained(inside, 1 << struct.unpack_from("<H", data, 32)[0], mini, entry.start, wanted, header=0)
    except (struct.error, UnicodeDecodeError, IndexError, ValueError, StopIteration):
        return b""


def _sector_size(data: bytes) -> int:
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError(f"no sector size: {shift}")
    return 1 << shift


def _fat(data: bytes) -> tuple[int, ...]:
    """Which sector follows each sector. The lists of a file above 7 MB that lie outside the header are left out."""
    size = _sector_size(data)
    sectors = [each for each in struct.unpack_from("<109I", data, 76) if each <= _LAST_SECTOR]
    return tuple(
        number
        for sector in sectors
        if (sector + 1) * size < len(data)
        for (number,) in struct.iter_unpack("<I", data[(sector + 1) * size : (sector + 2) * size].ljust(size, b"\xff"))
    )


def _entries(data: bytes) -> Iterator[_Entry]:
    first = struct.unpack_from("<I", data, 48)[0]
    directory = _chained(data, _sector_size(data), _fat(data), first, len(data))
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        if 2 <= length <= 64:
            yield _Entry(directory[at : at + length - 2].decode("utf-16-le"), kind, start, size)


def _chained(
    data: bytes, size: int, following: tuple[int, ...], first: int, wanted: int, *, header: int | None = None
) -> bytes:
    """What stands in a chain of sectors, at most so many bytes; the sectors begin behind a header of one sector."""
    header = size if header is None else header
    found: list[bytes] = []
    sector, seen = first, 0
    while sector < len(following) and seen * size < wanted and seen <= len(following):
        found.append(data[header + sector * size : header + (sector + 1) * size])
        sector, seen = following[sector], seen + 1
    return b"".join(found)[:wanted]
