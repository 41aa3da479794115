from typing import Any

import pytest
from fixtures.vba_compression import decompress
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.excel.addin_file.compression import compress

# Short pieces repeated, as source has them, and lengths around the 4096 bytes of a chunk.
source_like = st.builds(
    lambda pieces, times: b"".join(pieces) * times,
    st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=30),
    st.integers(1, 200),
)


def test_the_examples_of_the_specification() -> None:
    # [MS-OVBA] 3.2.1 and 3.2.3
    nothing_repeats = b"abcdefghijklmnopqrstuv."
    packed = bytes.fromhex("0119B000616263646566676800696A6B6C6D6E6F70007172737475762E")
    assert compress(nothing_repeats) == packed
    assert decompress(packed) == nothing_repeats

    most_repeated = b"a" * 73
    packed = bytes.fromhex("0103B00261 4500")
    assert compress(most_repeated) == packed
    assert decompress(packed) == most_repeated


@given(source_like)
def test_what_is_compressed_comes_back_here_and_in_oletools(olevba: Any, data: bytes) -> None:
    packed = compress(data)
    assert decompress(packed) == data
    assert olevba.decompress_stream(bytearray(packed)) == data


@pytest.mark.parametrize("size", [0, 1, 2, 3, 2047, 2048, 4095, 4096, 4097, 8192, 8193, 40960])
def test_lengths_around_a_chunk(size: int) -> None:
    data = (b"Public Sub ClickVerify(ByVal Control As IRibbonControl)\r\n" * (size // 50 + 1))[:size]
    assert decompress(compress(data)) == data


def test_a_full_chunk_that_does_not_shrink_is_stored_as_it_is() -> None:
    data = _noise(4096)
    packed = compress(data)
    assert packed[1:3] == b"\xff\x3f"
    assert decompress(packed) == data


def test_a_short_rest_that_does_not_shrink_is_refused() -> None:
    with pytest.raises(ValueError, match="short last chunk"):
        compress(_noise(4000))


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\x00", b"\x01\x00\x00", bytes.fromhex("0103B00100 00"), bytes.fromhex("0104B00261FF FF")],
    ids=["empty", "no signature", "bad chunk", "copy of nothing", "copy from before the chunk"],
)
def test_damaged_containers_are_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError):
        decompress(damaged)


def _noise(size: int) -> bytes:
    """Bytes of a linear generator: hardly three of them repeat."""
    value, found = 1, bytearray()
    for _ in range(size):
        value = (value * 1103515245 + 12345) % 2**31
        found.append(value >> 16 & 0xFF)
    return bytes(found)
