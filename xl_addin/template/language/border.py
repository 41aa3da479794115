"""The border between the author of a template and this program: whose an error is, and what the author is told."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateAssertionError, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault, suggestion
from xl_addin.template.language.filters import FilterError
from xl_addin.template.language.named import NamedList, names_of


class _MissingNameError(UndefinedError):
    """An undefined name, with what would have been there."""

    def __init__(self, message: str | None, name: str, known: Iterable[str]) -> None:
        super().__init__(message)
        self.name = name
        self.known = tuple(known)
        self.of_scope = False


class Unnamed(StrictUndefined):
    """Raises on any use; remembers the mapping or object that lacks the name."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        super().__init__(hint, name=name) if obj is None else super().__init__(hint, obj, name)
        if exc is SecurityError:
            self._undefined_exception = SecurityError
        elif obj is None:
            self._undefined_exception = lambda message: _in_scope(message, str(name))  # type: ignore[assignment]
        else:
            known = [str(key) for key in names_of(obj)] if isinstance(obj, Mapping | NamedList) else []
            self._undefined_exception = lambda message: _MissingNameError(  # type: ignore[assignment]
                message, str(name), known
            )


def _in_scope(message: str | None, name: str) -> _MissingNameError:
    error = _MissingNameError(message, name, ())
    error.of_scope = True
    return error


def fault_of(error: Exception, scope: Iterable[str], filters: Collection[str]) -> TemplateFault:
    """What an expression's author is told of an error in it.

    An error that a line of this program ran into is none of theirs: it is raised again as it is. What an expression
    does itself happens in Jinja's code, in code that Jinja has made of it, or is told by a FilterError.
    """
    if isinstance(error, TemplateFault):
        return error
    if not isinstance(error, TemplateError) and _ran_into_it(error) == "xl_addin":
        raise error
    return TemplateFault(explanation(error, scope, filters))


def _ran_into_it(error: Exception) -> str:
    """The package, this one or Jinja, whose line an error came from, be it by way of another library."""
    package, where = "jinja2", error.__traceback__
    while where is not None:
        of = str(where.tb_frame.f_globals.get("__name__")).partition(".")[0]
        if of in ("jinja2", "xl_addin") or where.tb_frame.f_code.co_filename == "<template>":
            package = of if of == "xl_addin" else "jinja2"
        where = where.tb_next
    return package


def no_loop_over(items: object) -> TemplateFault:
    """A loop over what has no items."""
    return cannot_be_evaluated(f"cannot loop over {type(items).__name__}")


def cannot_be_evaluated(why: str) -> TemplateFault:
    """An expression whose value is no good where it stands."""
    return TemplateFault(Text(f"không tính được: {why}", f"cannot be evaluated: {why}"))


def explanation(error: Exception, scope: Iterable[str], filters: Collection[str]) -> Text:
    """What is wrong with an expression, for its author; `scope` are the names that may be used in it."""
    match error:
        case _MissingNameError(name=name, known=known, of_scope=of_scope):
            near = suggestion(name, scope if of_scope else known)
            return Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}")
        case SecurityError():
            return Text(
                f"không được phép trong mẫu ({error}); chỉ dùng dữ liệu và bộ lọc",
                f"not allowed in a template ({error}); use data and filters only",
            )
        case TemplateAssertionError() if named := re.search(r"No (?:filter|test) named '(\w+)'", str(error)):
            near = suggestion(named[1], filters)
            return Text(f"không có bộ lọc “{named[1]}”{near.vi}", f"there is no filter `{named[1]}`{near.en}")
        case FilterError():
            return Text(f"không tính được: {error.message}", f"cannot be evaluated: {error.message}")
        case TemplateError():
            return Text(f"không đọc được biểu thức: {error.message}", f"cannot be read: {error.message}")
        case ZeroDivisionError():
            return Text("chia cho 0", "division by zero")
        case _:
            return Text(f"không tính được: {error}", f"cannot be evaluated: {error}")
