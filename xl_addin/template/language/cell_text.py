"""What a template's texts say: one expression that keeps its type, a text with expressions, or a formula with them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from xl_addin.formula.tokens import tokens
from xl_addin.language import Text
from xl_addin.template.language.counting import as_text
from xl_addin.template.language.evaluating import Environment, Evaluate, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.filters import Formatted
from xl_addin.template.language.mistakes.border import no_number

_ONLY_EXPRESSIONS = Text(
    "không đọc được biểu thức: ở đây chỉ viết được {{ … }}; hãy dùng IF() hoặc hai dòng để chọn",
    "cannot be read: only {{ … }} can stand here; use IF() or two rows for a choice",
)

Render = Callable[[Scope], str]

_LONGEST_CONSTANT = 255
"""Characters of a text within a formula (Excel's limit)."""


def has_markup(text: str) -> bool:
    """Whether a text is more than itself."""
    return "{{" in text or "{%" in text or "{#" in text


def only_expression(environment: Environment, text: str) -> str | None:
    """The expression of a text that is exactly one `{{ … }}`, else None."""
    tokens = environment.pieces(text.strip())
    kinds = [kind for kind, _ in tokens]
    if kinds[:1] != ["variable_begin"] or kinds.count("variable_begin") != 1 or kinds[-1] != "variable_end":
        return None
    return "".join(value for _, value in tokens[1:-1]).strip()


def compile_text(environment: Environment, text: str) -> Render:
    """A text in which `{{ … }}`, `{% if %}` and `{% for %}` are replaced; None reads as nothing."""
    return environment.text(text)


def compile_formula(environment: Environment, formula: str) -> Render:
    """A formula in which every `{{ … }}` becomes a value that cannot change the formula's structure.

    Inside a text or a quoted sheet name it is part of it; elsewhere a number, TRUE, DATE(…) or a text in quotes.
    """
    render = _compile_pieces(environment, formula, _in_formula)
    return lambda scope: _in_pieces(render(scope))


def compile_header(environment: Environment, text: str) -> Render:
    """A header or footer; `&` in data is doubled, because a single one begins a code such as `&P`."""
    return _compile_pieces(
        environment, text, lambda value, quote: "" if value is None else as_text(value).replace("&", "&&")
    )


def _compile_pieces(environment: Environment, text: str, put: Callable[[object, str], str]) -> Render:
    pieces: list[tuple[str, Evaluate | None]] = []
    inside: list[str] | None = None
    for kind, value in environment.pieces(text):
        if kind == "variable_begin":
            inside = []
        elif kind == "variable_end" and inside is not None:
            pieces.append(("", environment.expression("".join(inside).strip())))
            inside = None
        elif inside is not None:
            inside.append(value)
        elif kind == "data":
            pieces.append((value, None))
        else:
            raise TemplateFault(_ONLY_EXPRESSIONS)

    def render(scope: Scope) -> str:
        parts: list[str] = []
        quote = ""
        for literal, evaluate in pieces:
            if evaluate is not None:
                parts.append(put(evaluate(scope), quote))
                continue
            parts.append(literal)
            for sign in literal:
                if sign in "\"'" and quote in ("", sign):
                    quote = "" if quote else sign
        return "".join(parts)

    return render


def _in_formula(value: object, quote: str) -> str:
    if quote:
        return "" if value is None else as_text(value).replace(quote, quote * 2)
    match value:
        case Formatted():
            return _in_formula(value.value, quote)
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return repr(value)
        case float() | Decimal():
            return _constant(value)
        case Fraction():
            return f"({value.numerator}/{value.denominator})"
        case datetime() if seconds := (value.hour * 60 + value.minute) * 60 + value.second + value.microsecond / 1e6:
            return f"(DATE({value.year},{value.month},{value.day})+{seconds:.6g}/86400)"
        case date():
            return f"DATE({value.year},{value.month},{value.day})"
        case None:
            return '""'
        case _:
            return '"' + as_text(value).replace('"', '""') + '"'


def _constant(value: float | Decimal) -> str:
    if not isfinite(value):
        raise no_number()
    written = repr(value) if isinstance(value, float) else f"{value:f}"
    # Written out, what stands far from the point is longer than a formula.
    return written if len(written) <= _LONGEST_CONSTANT else f"{value:E}"


def _in_pieces(formula: str) -> str:
    """A formula whose texts are as long as Excel allows a text within one to be."""
    if len(formula) <= _LONGEST_CONSTANT:
        return formula
    return "".join(_divided(token.text) if token.kind == "text" else token.text for token in tokens(formula))


def _divided(constant: str) -> str:
    text = constant[1:-1].replace('""', '"')
    if len(text) <= _LONGEST_CONSTANT:
        return constant
    starts = range(0, len(text), _LONGEST_CONSTANT)
    parts = (text[start : start + _LONGEST_CONSTANT].replace('"', '""') for start in starts)
    return "(" + "&".join(f'"{part}"' for part in parts) + ")"
