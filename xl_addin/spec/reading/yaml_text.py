"""The text of a spec as data that know their lines; what is no YAML is told by the line's own slip."""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from xl_addin.language import Text
from xl_addin.spec.checking.finding import SpecPath
from xl_addin.spec.reading.faults import FaultySpec, SpecFault

MOST_NODES = 100_000
"""So many values a spec may have with its aliases written out; a campaign's has a few hundred."""

_TWICE = Text("trường `{name}` xuất hiện hai lần", "the field `{name}` stands twice")
_TAB = Text(
    "thụt đầu dòng bằng phím Tab; YAML chỉ nhận dấu cách", "the line is indented by a tab; YAML takes spaces only"
)
_QUOTE_IT = Text(
    "giá trị có dấu đặc biệt ({marks}); hãy đặt cả giá trị trong dấu nháy kép",
    "the value has special characters ({marks}); put all of it in double quotes",
)
_UNCLOSED = Text(
    "dấu {mark} mở ở dòng này hoặc ngay trên đó mà chưa đóng",
    "a {mark} is opened on this line or right above it and never closed",
)
_NOT_YAML = Text(
    "không đúng cú pháp YAML ở dòng này hoặc ngay trên đó; hãy xem lại dấu hai chấm, dấu ngoặc, dấu nháy và thụt đầu "
    "dòng bằng dấu cách",
    "this line or the one right above it is not valid YAML; look at its colons, brackets, quotes and the spaces it is "
    "indented by",
)
_SEVERAL = Text(
    "tệp có nhiều tài liệu (dòng `---`); một tệp chỉ ghi một đặc tả",
    "the file holds several documents (a line `---`); one file is one spec",
)
_UNREADABLE_CHARACTER = Text(
    "tệp có ký tự điều khiển không thuộc văn bản; không đúng cú pháp YAML",
    "the file has a control character, which no text has; it is not valid YAML",
)
_TOO_LARGE = Text(
    "các giá trị lặp lại bằng `&` và `*` làm tệp quá lớn, hoặc chứa chính nó; hãy viết thẳng ra",
    "what is repeated by `&` and `*` makes the file too large, or holds itself; write it out",
)


def parsed(content: str, file: str) -> Any:
    """The data of a YAML text; FaultySpec at its line for one that is none."""
    yaml = YAML(typ="rt", pure=True)
    try:
        data = yaml.load(content)
    except DuplicateKeyError as error:
        name = re.findall(r'"(.*?)"', error.problem or "")[:1]
        raise FaultySpec(file, [SpecFault(_line_of_mark(error), _TWICE.with_values(name=name))]) from error
    except (YAMLError, RecursionError) as error:
        line = _line_of_mark(error)
        text = _what_is_wrong(content, line, getattr(error, "problem", None) or "")
        raise FaultySpec(file, [SpecFault(line, text)]) from error
    if _nodes(data) > MOST_NODES:
        raise FaultySpec(file, [SpecFault(1, _TOO_LARGE)])
    return data


def line_of(data: Any, place: SpecPath) -> int:
    """The line of the innermost part of a place that is in the file."""
    line = 1
    for step in place:
        if isinstance(data, CommentedMap) and step in data:
            line = data.lc.key(step)[0] + 1
        elif isinstance(data, CommentedSeq) and isinstance(step, int) and step < len(data):
            line = data.lc.item(step)[0] + 1
        else:
            break
        data = data[step]
    return line


def _line_of_mark(error: BaseException) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return 1 if mark is None else mark.line + 1


def _what_is_wrong(content: str, line: int, reason: str) -> Text:
    """The slip that people make, as far as the line shows it."""
    lines = content.splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", content):
        return _UNREADABLE_CHARACTER
    if re.match(r" *\t", text):
        return _TAB
    if "another document" in reason or "but found another" in reason:
        return _SEVERAL
    for near in (text, lines[line - 2] if 1 < line <= len(lines) + 1 else ""):
        value = re.sub(r"^\s*(- )?\s*([\w-]+:\s+)?", "", near).strip()
        if (value.startswith('"') and value.count('"') == 1) or (value.startswith("'") and value.count("'") == 1):
            return _UNCLOSED.with_values(mark=value[0])
        if value and not value.startswith(('"', "'", "[")) and _is_special(value):
            return _QUOTE_IT.with_values(marks=" ".join(dict.fromkeys(re.findall(r"[{}@`%&*]|: ", value))))
    return _NOT_YAML


def _is_special(value: str) -> bool:
    """Whether a value that is not quoted means something else to YAML: `{7} - {8}`, `Ghi chú: không`, `*10`."""
    begun = value.startswith("{") and not re.fullmatch(r"\{.*\}", value)
    several = re.fullmatch(r"\{\w+(\.\w+)?\}.*[-+*/].*", value) is not None
    return begun or several or value[0] in "@`%&*" or (": " in value and not value.startswith("{"))


def _nodes(data: Any) -> int:
    """How many values there are with every alias written out; more than `MOST_NODES` for what holds itself."""
    counted: dict[int, int] = {}
    open_ones: set[int] = set()

    def count(node: Any) -> int:
        if not isinstance(node, dict | list):
            return 1
        if id(node) in open_ones:
            return MOST_NODES + 1
        if id(node) not in counted:
            open_ones.add(id(node))
            inner = node.values() if isinstance(node, dict) else node
            counted[id(node)] = 1 + min(sum(map(count, inner)), MOST_NODES)
            open_ones.remove(id(node))
        return counted[id(node)]

    return count(data)
