"""Elements know where their bytes are; changing one leaves the others as they are written."""

import pytest

from xl_addin.package.splicing import spliced
from xl_addin.problem import Problem
from xl_addin.workbook.structure.elements import tree_of

XML = """<?xml version='1.0'?>
<a:r xmlns:a='x'><a:c  n='1' /> <b m="&lt;">t&amp;<i/>đ</b></a:r><!-- -->""".encode()


def test_an_element_is_where_it_says() -> None:
    root = tree_of(XML)
    assert [each.name for each in root.walk()] == ["r", "c", "b", "i"]
    empty, full = root.children
    assert XML[empty.start : empty.end] == b"<a:c  n='1' />"
    assert XML[full.start : full.tag_end] == b'<b m="&lt;">'
    assert XML[full.tag_end : full.inner_end] == "t&amp;<i/>đ".encode()
    assert XML[full.start : full.end].endswith(b"</b>")
    assert (full.text, full.attributes, full.child("i") is not None, full.child("j")) == ("t&đ", {"m": "<"}, True, None)


def test_it_is_changed_in_its_place() -> None:
    empty, full = tree_of(XML).children
    assert spliced(XML, [empty.with_attributes(XML, n="2")]) == XML.replace(b"n='1'", b'n="2"')
    assert spliced(XML, [full.without()]) == XML.replace(XML[full.start : full.end], b"")
    changed = spliced(XML, [full.with_text("<đ>")])
    assert tree_of(changed).children[1].text == "<đ>"
    assert changed.startswith(XML[: full.tag_end])


def test_damage_is_told_with_the_part() -> None:
    with pytest.raises(Problem) as told:
        tree_of(b"<a><b></a>", part="xl/x.xml")
    assert told.value.place == "xl/x.xml"
