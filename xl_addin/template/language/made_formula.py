"""`{{= … }}`: a text of an expression that becomes a formula on purpose."""

from xl_addin.formula.calls import functions_in
from xl_addin.formula.excel_limits import LONGEST_FORMULA
from xl_addin.formula.tokens import tokens
from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

REACHING_OUT = frozenset(
    {"CALL", "DDE", "EVALUATE", "EXEC", "IMAGE", "REGISTER", "REGISTER.ID", "RTD", "SQL.REQUEST", "WEBSERVICE"}
)
"""Functions that reach beyond the workbook: no formula made of data may call them."""

_NO_TEXT = Text("{{{{= … }}}} cần một văn bản là công thức", "{{{{= … }}}} takes a text that is a formula")
_NOT_READ = Text(
    "không đọc được công thức “{formula}” ở chỗ “{at}”", "the formula “{formula}” cannot be read at “{at}”"
)
_REACHES_OUT = Text(
    "công thức lấy từ dữ liệu không được gọi {name} hay chương trình khác",
    "a formula made of data must not call {name} or another program",
)
_CLOSES = {"function": "close", "open": "close", "open_array": "close_array"}


def made_formula(value: object) -> str:
    """The formula that a text states, without its `=`; TemplateFault for what Excel would refuse, or reaches out."""
    if not isinstance(value, str) or not value.strip().removeprefix("="):
        raise TemplateFault(_NO_TEXT.with_values())
    formula = value.strip().removeprefix("=").strip()
    if len(formula) > LONGEST_FORMULA:
        raise _unread(formula, formula[-10:])
    waiting: list[str] = []
    for token in tokens(formula):
        if token.kind == "other":
            # A program's name and `|` ask that program (DDE), which Excel may start.
            raise _reaching("|") if "|" in token.text else _unread(formula, token.text)
        if token.kind in _CLOSES:
            waiting.append(_CLOSES[token.kind])
        elif token.kind in ("close", "close_array") and (not waiting or waiting.pop() != token.kind):
            raise _unread(formula, token.text)
        elif token.kind in ("cells", "columns", "rows", "name", "function") and "|" in token.text:
            raise _reaching("|")
    if waiting:
        raise _unread(formula, "(" if waiting[-1] == "close" else "{")
    for _, name in functions_in(formula):
        if name in REACHING_OUT:
            raise _reaching(name)
    return formula


def _unread(formula: str, at: str) -> TemplateFault:
    return TemplateFault(_NOT_READ.with_values(formula=formula[:80], at=at[:20]))


def _reaching(name: str) -> TemplateFault:
    return TemplateFault(_REACHES_OUT.with_values(name=name))
