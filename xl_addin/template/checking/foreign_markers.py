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
_CONDITION = Text(
    "đặt {%tr if điều_kiện %} và {%tr endif %} ở dòng riêng",
    "rows of their own hold {%tr if condition %} and {%tr endif %}",
)
_GROUPS = Text(
    "đặt {%tr group g in xs by g.tên %} và {%tr endgroup %} ở dòng riêng",
    "rows of their own hold {%tr group g in xs by g.name %} and {%tr endgroup %}",
)
_TOTAL = Text("ghi công thức ở dưới, như =SUM(B3:B3)", "a formula stands below, such as =SUM(B3:B3)")
_SORTED = Text("xếp ngay ở vòng lặp: xs | sort(attribute='tên')", "a loop sorts: xs | sort(attribute='name')")
_PICTURE = Text("viết {{ picture(tệp) }}", "write {{ picture(file) }}")
_ACROSS = Text(
    "lặp cột bằng {%tc for x in xs %} và {%tc endfor %} ở cột riêng",
    "columns of their own hold {%tc for x in xs %} and {%tc endfor %}",
)
_NOT_NEEDED = Text("bỏ đi, vì cả trang là mẫu", "remove it: all of the sheet is a template")
_BY_EXCEL = Text(
    "bỏ đi, và gộp ô, tô màu bằng chính Excel (Conditional Formatting)",
    "remove it, and merge and colour cells in Excel (Conditional Formatting)",
)
_XLTPL = re.compile(
    r"\{%-?\s*(?:xv|img|cell|row|sheet|range|yn|op)\b.*?%\}|\b(?:before|after)(?:row|cell|range)?\{%", re.DOTALL
)
_SUMMARIES = "sum|count|countnums|average|avg|max|min|product|stdev|stdevp|var|varp"
_HANDLEBARS = re.compile(r"\{\{\s*[#/^]\s*\w.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(end)?(for|if)\b.*?%\}", re.DOTALL)
LANGUAGES = (
    ForeignLanguage("JXLS", re.compile(r"\bjx:each\s*\([^)]*\bgroupBy\b.*?\)", re.DOTALL), _GROUPS),
    ForeignLanguage("JXLS", re.compile(r"\bjx:(?:each|multisheet)\s*\(.*?\)", re.DOTALL), _BLOCK),
    ForeignLanguage("JXLS", re.compile(r"\bjx:if\s*\(.*?\)", re.DOTALL), _CONDITION),
    ForeignLanguage("JXLS", re.compile(r"\bjx:image\s*\(.*?\)", re.DOTALL), _PICTURE),
    ForeignLanguage("JXLS", re.compile(r"\bjx:grid\s*\(.*?\)", re.DOTALL), _ACROSS),
    ForeignLanguage("JXLS", re.compile(r"\bjx:\w+\s*\(.*?\)", re.DOTALL), _NOT_NEEDED),
    ForeignLanguage("xlsx-template", re.compile(r"\$\{(?:table|image):[^}]*\}"), _BLOCK),
    ForeignLanguage("JXLS, JETT, xlsx-template", re.compile(r"\$\{[^}]*\}|\$\[[^\]]*\]"), _EXPRESSION),
    ForeignLanguage("ClosedXML.Report", re.compile(rf"<<\s*(?:{_SUMMARIES})\b[^<>]*>>", re.IGNORECASE), _TOTAL),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*group\b[^<>]*>>", re.IGNORECASE), _GROUPS),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*(?:sort|asc|desc)\b[^<>]*>>", re.IGNORECASE), _SORTED),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*delete\b[^<>]*>>", re.IGNORECASE), _CONDITION),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*image\b[^<>]*>>", re.IGNORECASE), _PICTURE),
    ForeignLanguage("ClosedXML.Report", re.compile(r"<<\s*/?\w[^<>]*>>|&=(?=\{\{)"), _BLOCK),
    ForeignLanguage("Aspose.Cells", re.compile(r"&=\$?\w[\w.\[\]() ]*"), _EXPRESSION),
    ForeignLanguage("FlexCel", re.compile(r"<#[^<>]+>"), _EXPRESSION),
    ForeignLanguage("EasyExcel, FastExcel, carbone", re.compile(r"(?<!\{)\{\w*\.[\w.\[\]]+\}(?!\})"), _EXPRESSION),
    ForeignLanguage("xltpl", _XLTPL, _BLOCK),
    ForeignLanguage("docxtpl", re.compile(r"\{%[pr]\s.*?%\}", re.DOTALL), _BLOCK),
    ForeignLanguage("docxtpl", re.compile(r"\{\{[pr]\s+\w.*?\}\}", re.DOTALL), _EXPRESSION),
    ForeignLanguage("docxtpl", re.compile(r"\{%\s*(?:cellbg|colspan|hm|vm)\b.*?%\}", re.DOTALL), _BY_EXCEL),
    ForeignLanguage("Handlebars, Mustache", _HANDLEBARS, _BLOCK),
)
"""In the order they are tried; the first that knows a text says what it is."""


def foreign_marker(text: str) -> tuple[str, Text] | None:
    """The first marker of another engine in a text, and what its author is told; None where there is none."""
    for language in LANGUAGES:
        match = language.markers.search(text)
        if match is not None:
            told = _IS_FOREIGN.with_values(engine=language.engine, instead=language.instead)
            return match[0], told
    torn = _torn(text)
    return None if torn is None else (torn, _IS_FOREIGN.with_values(engine="xltpl", instead=_BLOCK))


def _torn(text: str) -> str | None:
    """A tag whose other half stands in another cell, as xltpl has it; here both stand in one."""
    found = list(_TAG.finditer(text))
    for word in ("for", "if"):
        opening = [match for match in found if match[2] == word and not match[1]]
        closing = [match for match in found if match[2] == word and match[1]]
        if len(opening) != len(closing):
            return (opening or closing)[0][0]
    return None
