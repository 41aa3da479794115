"""Jinja2 for cells: strict, sandboxed and bounded, with errors that say what to write instead."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateAssertionError, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xl_addin.language import Text
from xl_addin.template.language.faults import suggestion
from xl_addin.template.language.filters import FILTERS
from xl_addin.template.language.limits import MAX_EXPRESSION, MAX_NUMBER_BITS, MAX_RANGE, MAX_TEXT, Budget, LimitError

Scope = Mapping[str, object]
Evaluate = Callable[[Scope], object]

# Filters and methods whose result is bounded by what goes in; `format`, `replace`, `center`, `ljust` … are not.
_JINJA_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "join", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
_METHODS = {
    Mapping: {"get", "items", "keys", "values"},
    str: {"capitalize", "casefold", "count", "endswith", "find", "isdigit", "lower", "split", "startswith", "strip",
          "title", "upper"},
    date: {"isoformat", "isoweekday", "weekday", "date"},
    list: {"count", "index"},
    tuple: {"count", "index"},
}  # fmt: skip
_ALLOWED_STATEMENTS = (nodes.Template, nodes.Output, nodes.For, nodes.If)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


class _MissingNameError(UndefinedError):
    """An undefined name, with what would have been there."""

    def __init__(self, message: str | None, name: str, known: Iterable[str]) -> None:
        super().__init__(message)
        self.name = name
        self.known = tuple(known)
        self.of_scope = False


class _Missing(StrictUndefined):
    """Raises on any use; remembers the mapping or object that lacks the name."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        super().__init__(hint, name=name) if obj is None else super().__init__(hint, obj, name)
        if exc is SecurityError:
            self._undefined_exception = SecurityError
        elif obj is None:
            self._undefined_exception = lambda message: _in_scope(message, str(name))  # type: ignore[assignment]
        else:
            known = [str(key) for key in obj] if isinstance(obj, Mapping) else []
            self._undefined_exception = lambda message: _MissingNameError(  # type: ignore[assignment]
                message, str(name), known
            )


def _in_scope(message: str | None, name: str) -> _MissingNameError:
    error = _MissingNameError(message, name, ())
    error.of_scope = True
    return error


class Environment(ImmutableSandboxedEnvironment):
    """Compiles the expressions and texts of one template; `budget` bounds all of them together."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, budget: Budget) -> None:
        super().__init__(undefined=_Missing, autoescape=False, keep_trailing_newline=True, cache_size=0)
        self.budget = budget
        self.globals = {"range": _bounded_range}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS} | FILTERS | {"counted": self._counted}
        self._compiled: dict[str, Evaluate] = {}

    # Jinja looks for attributes first, so a column called `items` would be hidden by the dict's method.
    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: a mapping's own keys come first."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data and the few methods whose results are bounded."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or any(isinstance(obj, kind) and attr in names for kind, names in _METHODS.items())

    def wrap_str_format(self, value: Any) -> None:
        """`'{:>999999999}'.format(1)` is a method like any other, and not one of the bounded ones."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Operators that can make something huge out of something small."""
        if operator == "%" and not isinstance(left, int | float):
            raise SecurityError("% formats texts")
        if operator == "**":
            size = left.bit_length() if isinstance(left, int) else 64
            if isinstance(right, int) and abs(right) * size > MAX_NUMBER_BITS:
                raise _too_much()
        elif operator == "*":
            for some, times in ((left, right), (right, left)):
                if isinstance(some, str | list | tuple) and isinstance(times, int) and len(some) * times > MAX_TEXT:
                    raise _too_much()
            whole = isinstance(left, int) and isinstance(right, int)
            if whole and left.bit_length() + right.bit_length() > MAX_NUMBER_BITS:
                raise _too_much()
        return super().call_binop(context, operator, left, right)

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.budget.step()
            yield item

    def expression(self, source: str) -> Evaluate:
        """What stands between `{{` and `}}`; a TemplateError if it cannot be read."""
        if source not in self._compiled:
            self._compiled[source] = self._expression(source)
        return self._compiled[source]

    def _expression(self, source: str) -> Evaluate:
        _check_length(source)
        parser = Parser(self, source, state="variable")
        parsed = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
        general = self._evaluation(parsed)
        if not _PLAIN_NAME.fullmatch(source.strip()) or not isinstance(parsed, nodes.Name | nodes.Getattr):
            return general
        root, *steps = source.strip().split(".")

        def evaluate(scope: Scope) -> object:
            # The everyday `unit.name`: the same answer as Jinja's without setting up a rendering.
            value = scope.get(root, self)
            for step in steps:
                if not isinstance(value, Mapping) or step not in value:
                    return general(scope)
                value = value[step]
            return general(scope) if value is self else value

        return evaluate

    def _evaluation(self, node: nodes.Expr) -> Evaluate:
        node.set_environment(self)
        body: list[nodes.Node] = [nodes.Assign(nodes.Name("result", "store"), node, lineno=1)]
        compiled = self.compile_expression("0", undefined_to_none=False)
        compiled._template = self.from_string(nodes.Template(body, lineno=1))

        def evaluate(scope: Scope) -> object:
            value = compiled(scope)
            if isinstance(value, StrictUndefined):
                str(value)
            return value

        return evaluate

    def text(self, source: str) -> Callable[[Scope], str]:
        """A text with expressions, `{% if %}` and `{% for %}` in it; a TemplateError if it cannot be read."""
        parsed = self.parse(source)
        for statement in parsed.find_all(nodes.Stmt):
            if not isinstance(statement, _ALLOWED_STATEMENTS):
                name = type(statement).__name__.lower()
                raise TemplateSyntaxError(f"{{% {name} %}} is not available in a cell", statement.lineno)
        for loop in parsed.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("recursive loops are not available in a cell", loop.lineno)
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        parsed.set_environment(self)
        compiled = self.from_string(parsed)
        return lambda scope: compiled.render(scope)

    def loop(self, header: str) -> tuple[tuple[str, ...], bool, Evaluate]:
        """`x in xs` or `a, b in pairs`: the names, whether there are several to unpack, and the items."""
        _check_length(header)
        parsed = self.parse("{% for " + header + " %}{% endfor %}")
        [loop] = parsed.body
        if not isinstance(loop, nodes.For) or loop.recursive:
            raise TemplateSyntaxError("a loop reads `for x in xs`", 1)
        if loop.test is not None:
            raise TemplateSyntaxError("write the condition as a row of its own: {%tr if … %}", 1)
        names = loop.target.items if isinstance(loop.target, nodes.Tuple) else [loop.target]
        if not all(isinstance(name, nodes.Name) for name in names):
            raise TemplateSyntaxError("a loop reads `for x in xs`", 1)
        several = isinstance(loop.target, nodes.Tuple)
        return (
            tuple(name.name for name in names if isinstance(name, nodes.Name)),
            several,
            self._evaluation(cast(nodes.Expr, loop.iter)),
        )


def _check_length(source: str) -> None:
    if len(source) > MAX_EXPRESSION:
        raise LimitError(
            Text(
                "biểu thức dài hơn {most} ký tự; hãy chia nhỏ", "the expression is longer than {most} characters"
            ).with_values(most=MAX_EXPRESSION)
        )


def _bounded_range(*bounds: int) -> range:
    items = range(*bounds)
    if len(items) > MAX_RANGE:
        raise _too_much()
    return items


def _too_much() -> LimitError:
    return LimitError(
        Text("kết quả quá lớn; hãy dùng số lần lặp hoặc số nhỏ hơn", "the result is too large; repeat or multiply less")
    )


def explanation(error: Exception, scope: Iterable[str], environment: Environment) -> Text:
    """What is wrong with an expression, for its author; `scope` are the names that may be used in it."""
    match error:
        case LimitError(text=text):
            return text
        case _MissingNameError(name=name, known=known, of_scope=of_scope):
            near = suggestion(name, scope if of_scope else known)
            return Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}")
        case SecurityError():
            return Text(
                f"không được phép trong mẫu ({error}); chỉ dùng dữ liệu và bộ lọc",
                f"not allowed in a template ({error}); use data and filters only",
            )
        case TemplateAssertionError() if named := re.search(r"No (?:filter|test) named '(\w+)'", str(error)):
            near = suggestion(named[1], environment.filters.keys() - {"counted"})
            return Text(f"không có bộ lọc “{named[1]}”{near.vi}", f"there is no filter `{named[1]}`{near.en}")
        case TemplateError():
            return Text(f"không đọc được biểu thức: {error.message}", f"cannot be read: {error.message}")
        case ZeroDivisionError():
            return Text("chia cho 0", "division by zero")
        case _:
            return Text(f"không tính được: {error}", f"cannot be evaluated: {error}")
