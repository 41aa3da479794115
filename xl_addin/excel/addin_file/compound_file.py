"""Writing an OLE compound file, [MS-CFB] version 3: the container Excel keeps a VBA project in."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]

SECTOR = 512
MINI_SECTOR = 64
MINI_STREAM_LIMIT = 4096
NOTHING = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
FAT_SECTOR = 0xFFFFFFFD
HEADER_FAT_ENTRIES = 109
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1


@dataclass
class _Entry:
    """One directory entry, 2.6.1."""

    name: str
    kind: int
    data: bytes = b""
    left: int = NOTHING
    right: int = NOTHING
    child: int = NOTHING
    colour: int = BLACK
    start: int = END_OF_CHAIN
    size: int = 0


@dataclass
class _Sectors:
    """Sectors of one size with the table that chains them."""

    size: int
    blocks: list[bytes] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)

    def put(self, data: bytes, filler: bytes = b"\0") -> int:
        """Append the data; the number of its first sector."""
        if not data:
            return END_OF_CHAIN
        first = len(self.blocks)
        count = -(-len(data) // self.size)
        padded = data.ljust(count * self.size, filler)
        self.blocks += [padded[at : at + self.size] for at in range(0, len(padded), self.size)]
        self.chain += [*range(first + 1, first + count), END_OF_CHAIN]
        return first


def write_compound_file(tree: Tree) -> bytes:
    """The file holding these streams (bytes) and storages (mappings): `{"PROJECT": b"…", "VBA": {"dir": b"…"}}`.

    ValueError when the content passes about 7 MB (it would need a DIFAT chain, which no add-in of ours does).
    """
    entries = [_Entry("Root Entry", ROOT)]
    _add_children(entries, 0, tree)

    sectors, mini = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.kind == STORAGE:
            entry.start = 0
        elif entry.kind == STREAM:
            entry.size = len(entry.data)
            entry.start = (mini if entry.size < MINI_STREAM_LIMIT else sectors).put(entry.data)
    mini_stream = b"".join(mini.blocks)
    entries[0].start, entries[0].size = sectors.put(mini_stream), len(mini_stream)
    mini_fat = _table(mini.chain)
    mini_fat_start = sectors.put(mini_fat, b"\xff")
    directory_start = sectors.put(_directory(entries))

    fat_count = 1
    while fat_count * SECTOR // 4 < len(sectors.chain) + fat_count:
        fat_count += 1
    if fat_count > HEADER_FAT_ENTRIES:
        raise ValueError("the compound file is too large for a header without DIFAT sectors")
    fat_sectors = range(len(sectors.chain), len(sectors.chain) + fat_count)
    sectors.put(_table([*sectors.chain, *[FAT_SECTOR] * fat_count]), b"\xff")

    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, SECTOR.bit_length() - 1, MINI_SECTOR.bit_length() - 1)
    header += struct.pack("<5I", 0, fat_count, directory_start, 0, MINI_STREAM_LIMIT)
    header += struct.pack("<4I", mini_fat_start, -(-len(mini_fat) // SECTOR), END_OF_CHAIN, 0)
    header += _table(list(fat_sectors))
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors.blocks)


def _add_children(entries: list[_Entry], parent: int, tree: Tree) -> None:
    children = []
    for name, content in tree.items():
        children.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, STREAM, content))
        else:
            entries.append(_Entry(name, STORAGE))
            _add_children(entries, children[-1], content)
    # 2.6.4: siblings are ordered by the length of the name first, then by its upper-case form.
    children.sort(key=lambda child: (len(entries[child].name), entries[child].name.upper()))
    full_levels = (len(children) + 1).bit_length() - 1

    def balanced(low: int, high: int, depth: int) -> int:
        """A red-black tree: every level is full but the last, whose nodes alone are red."""
        if low >= high:
            return NOTHING
        middle = (low + high) // 2
        entry = entries[children[middle]]
        entry.colour = BLACK if depth < full_levels else RED
        entry.left, entry.right = balanced(low, middle, depth + 1), balanced(middle + 1, high, depth + 1)
        return children[middle]

    entries[parent].child = balanced(0, len(children), 0)


def _directory(entries: list[_Entry]) -> bytes:
    directory = bytearray()
    for entry in entries:
        name = entry.name.encode("utf-16-le")
        links = (entry.left, entry.right, entry.child)
        directory += struct.pack("<64sHBB3I", name, len(name) + 2, entry.kind, entry.colour, *links)
        # No class id, no state bits and no times, so that the file depends on its content only.
        directory += bytes(36) + struct.pack("<IQ", entry.start, entry.size)
    while len(directory) % SECTOR:
        directory += struct.pack("<64xHBB3I36xIQ", 0, 0, 0, NOTHING, NOTHING, NOTHING, 0, 0)
    return bytes(directory)


def _table(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)
