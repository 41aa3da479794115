"""Markers of other template engines: whoever brings such a template along is told what to write instead."""

import re
from typing import NamedTuple

from xl_addin.language import Text


class ForeignLanguage(NamedTuple):
    """An engine's markers, and what is written here instead."""

    engine: str
    markers: re.Pattern[str]
    instead: Text


_IS_FOREIGN = Text("đây là cách viết của {engine}; ở đây {instead}", "this is written for {engine}; here {instead}")
_EXPRESSION = Text("viết {{ tên }}", "write {{ name }}")
_BLOCK = Text(
    "đặt {%tr for x in xs %} và {%tr endfor %} ở dòng riêng",
    "rows of their own hold {%tr for x in xs %} and {%tr endfor %}",
)
_XLTPL = re.compile(
    r"\{%-?\s*(?:xv|img|cell|row|sheet|range|yn|op)\b.*?%\}|\b(?:before|after)(?:row|cell|range)?\{%", re.DOTALL
)
LANGUAGES = (
    ForeignLanguage("JXLS", re.compile(r"\bjx:\w+\s*\(.*?\)", re.DOTALL), _BLOCK),
    ForeignLanguage("xlsx-template", re.compile(r"\$\{(?:table|image):[^}]*\}"), _BLOCK),
    ForeignLanguage("JXLS, JETT, xlsx-template", re.compile(r"\$\{[^}]*\}|\$\[[^\]]*\]"), _EXPRESSION),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*/?\w[^<>]*>>|&=(?=\{\{)"), _BLOCK),
    ForeignLanguage("Aspose.Cells", re.compile(r"&=\$?\w[\w.\[\]() ]*"), _EXPRESSION),
    ForeignLanguage("FlexCel", re.compile(r"<#[^<>]+>"), _EXPRESSION),
    ForeignLanguage("EasyExcel, FastExcel, carbone", re.compile(r"(?<!\{)\{\w*\.[\w.\[\]]+\}(?!\})"), _EXPRESSION),
    ForeignLanguage("xltpl", _XLTPL, _BLOCK),
)
"""In the order they are tried; the first that knows a text says what it is."""


def foreign_marker(text: str) -> tuple[str, Text] | None:
    """The first marker of another engine in a text, and what its author is told; None where there is none."""
    for language in LANGUAGES:
        match = language.markers.search(text)
        if match is not None:
            told = _IS_FOREIGN.with_values(engine=language.engine, instead=language.instead)
            return match[0], told
    return None
