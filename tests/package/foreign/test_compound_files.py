"""Compound files are looked into as far as it takes to tell what they are."""

import random

import pytest

from xl_addin.excel.addin_file.compound_file import write_compound_file
from xl_addin.package.foreign.compound_files import beginning_of, stream_names


@pytest.mark.parametrize("size", [0, 1, 64, 200, 4095, 4096, 20_000])
def test_streams_are_named_and_begun_whatever_their_size(size: int) -> None:
    content = random.Random(size).randbytes(size)
    data = write_compound_file({"WORKBOOK": content, "khác": b"x" * 100, "nhóm": {"trong": b"y"}})
    assert stream_names(data) == {"workbook", "khác", "trong"}
    assert beginning_of(data, "workbook", 300) == content[:300]


def test_a_damaged_file_names_nothing_and_never_fails() -> None:
    whole = write_compound_file({"Workbook": b"a" * 5000, "nhỏ": b"b" * 100})
    for length in range(0, len(whole), 97):
        stream_names(whole[:length])
        beginning_of(whole[:length], "workbook", 100)
    for seed in range(200):
        chance, damaged = random.Random(seed), bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        stream_names(bytes(damaged))
        beginning_of(bytes(damaged), "workbook", 100)
    assert stream_names(b"") == frozenset()
    assert beginning_of(whole, "absent", 9) == b""
