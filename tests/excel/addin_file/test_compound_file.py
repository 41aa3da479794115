import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.excel.addin_file.compound_file import write_compound_file

contents = st.builds(lambda piece, times: piece * times, st.binary(max_size=9), st.integers(0, 2000))
names = st.text("ABCabc019_", min_size=1, max_size=12)
streams = st.dictionaries(names, contents, max_size=12).filter(
    lambda found: len({name.upper() for name in found}) == len(found)
)


def read(content: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        return {"/".join(path): ole.openstream(path).read() for path in ole.listdir()}


@settings(max_examples=60)
@given(streams, streams)
def test_every_stream_comes_back(top: dict[str, bytes], inner: dict[str, bytes]) -> None:
    written = write_compound_file({"storage": inner, **top})
    assert read(written) == top | {f"storage/{name}": data for name, data in inner.items()}
    assert len(written) % 512 == 0


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 200_000])
def test_sizes_around_the_limits_of_the_format(size: int) -> None:
    assert read(write_compound_file({"stream": b"x" * size})) == {"stream": b"x" * size}


@pytest.mark.parametrize("count", range(1, 20))
def test_the_directory_is_a_red_black_tree_in_the_order_of_the_format(count: int) -> None:
    tree = {f"{'N' * (number % 4)}{chr(97 + number)}": b"" for number in range(count)}
    with olefile.OleFileIO(io.BytesIO(write_compound_file(tree))) as ole:
        entries = ole.direntries

        def black_height(place: int, parent_is_red: bool) -> tuple[int, list[str]]:
            if place == olefile.NOSTREAM:
                return 1, []
            entry = entries[place]
            red = entry.color == 0
            assert not (red and parent_is_red)
            left, before = black_height(entry.sid_left, red)
            right, after = black_height(entry.sid_right, red)
            assert left == right
            return left + (not red), [*before, entry.name, *after]

        _, in_order = black_height(entries[0].sid_child, False)
    assert in_order == sorted(tree, key=lambda name: (len(name), name.upper()))


def test_the_same_content_gives_the_same_bytes() -> None:
    tree = {"VBA": {"dir": b"d" * 5000, "Module": b"m"}, "PROJECT": b"p"}
    assert write_compound_file(tree) == write_compound_file(tree)


def test_content_beyond_the_header_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        write_compound_file({"stream": bytes(8_000_000)})
