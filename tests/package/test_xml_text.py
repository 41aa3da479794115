"""Text is written as the standard library writes it."""

import subprocess
import sys
from itertools import product
from xml.sax import saxutils

import pytest

from xl_addin.package.xml_text import escape, quoteattr, unescape

TEXTS = ["", "Xã A", *map("".join, product(("&", "<", ">", '"', "'", "\n", "\r", "\t", "&amp;lt;", "a"), repeat=3))]


@pytest.mark.parametrize("entities", [{}, {"&gt;": ">"}, {'"': "&quot;", "'": "&apos;"}])
def test_text_is_escaped_and_read_as_by_the_standard_library(entities: dict[str, str]) -> None:
    back = {written: text for text, written in entities.items()}
    for text in TEXTS:
        assert escape(text, entities) == saxutils.escape(text, entities)
        assert unescape(text, back) == saxutils.unescape(text, back)
        assert unescape(escape(text)) == text


def test_attributes_are_quoted_as_by_the_standard_library() -> None:
    assert [quoteattr(text) for text in TEXTS] == [saxutils.quoteattr(text) for text in TEXTS]


def test_an_edit_is_made_without_loading_http() -> None:
    program = "import sys; import xl_addin.workbook.edits.applying; sys.exit('urllib.request' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
