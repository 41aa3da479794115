"""Jinja2 for cells: strict, sandboxed and bounded, with errors that say what to write instead."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError, TemplateSyntaxError, Undefined, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xl_addin.language import Text
from xl_addin.template.language.arithmetic import matched
from xl_addin.template.language.counting import Budget, as_text, bounded_range, check_operation, counted_filters
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.filters import FILTERS
from xl_addin.template.language.limits import MAX_EXPRESSION, MAX_TEXT, LimitError, too_long
from xl_addin.template.language.mistakes.border import Unnamed, explanation, fault_of, no_loop_over
from xl_addin.template.language.named import NamedList, allowed, names_of
from xl_addin.template.language.own_filters import CHAINED, CHANGED, LOOPED, by_own_filters
from xl_addin.template.language.pictures import picture_from
from xl_addin.template.language.scoped import RESULT, pieces_with, value_with
from xl_addin.template.language.turns import changed

Scope = Mapping[str, object]
Evaluate = Callable[[Scope], object]
Items = Callable[[Scope], list[object]]

# Filters and methods whose result is bounded by what goes in, or counted; `format`, `center`, `ljust` … are not.
_JINJA_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items",
    "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse",
    "round", "select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
    "wordcount",
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


class Environment(ImmutableSandboxedEnvironment):
    """Compiles the expressions and texts of one template; `budget` bounds all of them together."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, budget: Budget, folders: Sequence[Path] = ()) -> None:
        super().__init__(
            undefined=Unnamed, autoescape=False, keep_trailing_newline=True, cache_size=0, finalize=_checked
        )
        self.budget = budget
        self.globals = {"range": bounded_range, "picture": picture_from(folders)}
        filters = {name: self.filters[name] for name in _JINJA_FILTERS} | FILTERS
        # These stand for what is no filter to the author: a loop's items, `~`, and `loop.changed(…)`.
        self._own = {LOOPED: self._looped, CHAINED: self._chained, CHANGED: changed}
        self.filters = counted_filters(filters, budget, self) | self._own
        self._compiled: dict[str, Evaluate] = {}
        self._texts: dict[str, Callable[[Scope], str]] = {}
        self._pieces: dict[str, Sequence[tuple[str, str]]] = {}
        self._names: dict[str, frozenset[str]] = {}

    @property
    def filter_names(self) -> Collection[str]:
        """The filters that an author can write."""
        return self.filters.keys() - self._own.keys()

    # Jinja looks for attributes first, so a column called `items` would be hidden by the dict's method.
    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: a mapping's own keys come first."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return allowed(obj[attribute])
            composed = unicodedata.normalize("NFC", attribute)
            if composed in obj:
                return allowed(obj[composed])
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj['Số hộ']`, `table.columns['7']`: however the letters of a name are composed."""
        if isinstance(argument, str) and isinstance(obj, Mapping | NamedList) and argument not in names_of(obj):
            argument = unicodedata.normalize("NFC", argument)
        return allowed(super().getitem(obj, argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data and the few methods whose results are bounded."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or any(isinstance(obj, kind) and attr in names for kind, names in _METHODS.items())

    def wrap_str_format(self, value: Any) -> None:
        """`'{:>999999999}'.format(1)` is a method like any other, and not one of the bounded ones."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Operators that can make something huge out of something small."""
        if operator == "%" and isinstance(left, str | bytes):
            raise SecurityError("% formats texts")
        left, right = matched(left, right)
        check_operation(operator, left, right, self.budget)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:
        """A call of a function or method; what it makes is counted."""
        result = super().call(context, obj, *arguments, **named)
        if isinstance(result, str | list | tuple):
            self.budget.make(len(result))
        return result

    def _looped(self, items: object) -> Iterator[object]:
        if not isinstance(items, Iterable):
            raise no_loop_over(items)
        for item in items:
            self.budget.step()
            yield item

    def _chained(self, values: Iterable[object]) -> str:
        texts, length = [], 0
        for value in values:
            texts.append(as_text(value))
            length += len(texts[-1])
            if length > MAX_TEXT:
                raise too_long()
        return "".join(texts)

    def expression(self, source: str) -> Evaluate:
        """What stands between `{{` and `}}`; TemplateFault if it cannot be read, or later evaluated."""
        if source not in self._compiled:
            with self._authors():
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
            return general(scope) if value is self else allowed(value)

        return evaluate

    def _evaluation(self, node: nodes.Expr) -> Evaluate:
        node = by_own_filters(node)
        node.set_environment(self)
        body: list[nodes.Node] = [nodes.Assign(nodes.Name(RESULT, "store"), node, lineno=1)]
        compiled = value_with(self.from_string(nodes.Template(body, lineno=1)))

        def evaluate(scope: Scope) -> object:
            self.budget.begin()
            try:
                value = compiled(scope)
                if isinstance(value, Undefined):
                    # Raises for what is not there; what an `if` without `else` leaves is nothing.
                    value = str(value) or None
            except Exception as error:
                raise fault_of(error, scope, self.filter_names) from error
            return value

        return evaluate

    def text(self, source: str) -> Callable[[Scope], str]:
        """A text with expressions, `{% if %}` and `{% for %}` in it; TemplateFault if that fails, now or later."""
        if source not in self._texts:
            self._texts[source] = self._rendering(source)
        return self._texts[source]

    def _rendering(self, source: str) -> Callable[[Scope], str]:
        with self._authors():
            compiled = pieces_with(self._text(source))

        def render(scope: Scope) -> str:
            self.budget.begin()
            parts, length = [], 0
            try:
                for part in compiled(scope):
                    length += len(part)
                    if length > MAX_TEXT:
                        raise too_long()
                    parts.append(part)
            except Exception as error:
                raise fault_of(error, scope, self.filter_names) from error
            return "".join(parts)

        return render

    def _text(self, source: str) -> JinjaTemplate:
        parsed = self.parse(source)
        for statement in parsed.find_all(nodes.Stmt):
            if not isinstance(statement, _ALLOWED_STATEMENTS):
                name = type(statement).__name__.lower()
                raise TemplateSyntaxError(f"{{% {name} %}} is not available in a cell", statement.lineno)
        for loop in parsed.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("recursive loops are not available in a cell", loop.lineno)
        parsed = by_own_filters(parsed)
        parsed.set_environment(self)
        return self.from_string(parsed)

    def pieces(self, source: str) -> Sequence[tuple[str, str]]:
        """A text in pieces, each with its kind as Jinja calls it; TemplateFault if it cannot be read."""
        if source not in self._pieces:
            with self._authors():
                self._pieces[source] = [(kind, value) for _, kind, value in self.lex(source)]
        return self._pieces[source]

    def names_in(self, source: str) -> frozenset[str]:
        """The names that a text takes from its scope; TemplateFault for one that cannot be read."""
        if source not in self._names:
            with self._authors():
                parsed = self.parse(source.replace("{{=", "{{"))
                self._names[source] = frozenset(meta.find_undeclared_variables(parsed) - self.globals.keys())
        return self._names[source]

    def loop(self, header: str) -> tuple[tuple[str, ...], bool, Items, Evaluate | None]:
        """`x in xs if x`, `a, b in pairs`: names, whether there are several to unpack, items, which of them count."""
        with self._authors():
            names, several, items, condition = self._loop(header)

        def listed(scope: Scope) -> list[object]:
            found = items(scope)
            if isinstance(found, str):
                # The letters of a name are never meant where rows or sheets are repeated.
                raise no_loop_over(found)
            try:
                return list(self._looped(found))
            except Exception as error:
                raise fault_of(error, scope, self.filter_names) from error

        return names, several, listed, condition

    def _loop(self, header: str) -> tuple[tuple[str, ...], bool, Evaluate, Evaluate | None]:
        _check_length(header)
        parsed = self.parse("{% for " + header + " %}{% endfor %}")
        [loop] = parsed.body
        if not isinstance(loop, nodes.For) or loop.recursive:
            raise TemplateSyntaxError("a loop reads `for x in xs`", 1)
        names = loop.target.items if isinstance(loop.target, nodes.Tuple) else [loop.target]
        if not all(isinstance(name, nodes.Name) for name in names):
            raise TemplateSyntaxError("a loop reads `for x in xs`", 1)
        return (
            tuple(name.name for name in names if isinstance(name, nodes.Name)),
            isinstance(loop.target, nodes.Tuple),
            self._evaluation(cast(nodes.Expr, loop.iter)),
            None if loop.test is None else self._evaluation(cast(nodes.Expr, loop.test)),
        )

    @contextmanager
    def _authors(self) -> Iterator[None]:
        """The border behind which what cannot be compiled becomes a TemplateFault; Python has its limits of nesting."""
        try:
            yield
        except (TemplateError, RecursionError, SyntaxError, MemoryError) as error:
            raise TemplateFault(explanation(error, (), self.filter_names)) from error


def _checked(value: object) -> object:
    """What is printed into a text, small enough for one; None reads as nothing."""
    if value is None:
        return ""
    return as_text(value) if isinstance(value, list | tuple | Mapping) else value


def _check_length(source: str) -> None:
    if len(source) > MAX_EXPRESSION:
        raise LimitError(
            Text(
                "biểu thức dài hơn {most} ký tự; hãy chia nhỏ", "the expression is longer than {most} characters"
            ).with_values(most=MAX_EXPRESSION)
        )
