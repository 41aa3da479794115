"""The compression of VBA source: [MS-OVBA] 2.4.1, chunks of 4096 bytes with copy tokens that look back."""

import struct
from collections.abc import Iterator

CHUNK = 4096
SIGNATURE = 0x01
COMPRESSED_CHUNK = 0xB000
RAW_CHUNK = 0x3000


def compress(data: bytes) -> bytes:
    """The compressed container of any bytes; the same input always gives the same output."""
    container = bytearray([SIGNATURE])
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        packed = _compressed_chunk(chunk)
        if len(packed) <= CHUNK:
            container += struct.pack("<H", COMPRESSED_CHUNK | (len(packed) - 1)) + packed
        elif len(chunk) == CHUNK:
            container += struct.pack("<H", RAW_CHUNK | (CHUNK - 1)) + chunk
        else:
            # A raw chunk is always 4096 bytes long, so a short one would come back with padding.
            raise ValueError("a short last chunk that compression makes longer cannot be stored")
    return bytes(container)


def _compressed_chunk(chunk: bytes) -> bytes:
    packed = bytearray()
    flag_position = 0
    for number, (token, is_copy) in enumerate(_tokens(chunk)):
        if number % 8 == 0:
            flag_position = len(packed)
            packed.append(0)
        packed[flag_position] |= is_copy << number % 8
        packed += token
    return bytes(packed)


def _tokens(chunk: bytes) -> Iterator[tuple[bytes, bool]]:
    """Literal bytes and copy tokens (the longest match, the nearest of equals)."""
    seen: dict[bytes, list[int]] = {}
    position = 0
    while position < len(chunk):
        length, offset = _longest_match(chunk, position, seen.get(chunk[position : position + 3], []))
        if length:
            offset_bits = _offset_bits(position)
            yield struct.pack("<H", (offset - 1) << (16 - offset_bits) | (length - 3)), True
        else:
            length = 1
            yield chunk[position : position + 1], False
        for start in range(position, min(position + length, len(chunk) - 2)):
            seen.setdefault(chunk[start : start + 3], []).append(start)
        position += length


def _longest_match(chunk: bytes, position: int, candidates: list[int]) -> tuple[int, int]:
    best_length = best_offset = 0
    if not candidates:
        return best_length, best_offset
    limit = min((0xFFFF >> _offset_bits(position)) + 3, len(chunk) - position)
    for candidate in reversed(candidates):
        length = 3
        while length < limit and chunk[candidate + length] == chunk[position + length]:
            length += 1
        if length > best_length:
            best_length, best_offset = length, position - candidate
        if length >= limit:
            break
    return best_length, best_offset


def _offset_bits(position: int) -> int:
    """How many bits of a copy token hold the offset at this position of the chunk (2.4.1.3.19.1)."""
    return max((position - 1).bit_length(), 4)
