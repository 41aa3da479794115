"""The border between the author of a template and this program: whose an error is, and what the author is told."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateAssertionError, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.tests import TESTS

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault, suggestion
from xl_addin.template.language.filters import FilterError
from xl_addin.template.language.mistakes.wording import in_both, kind_of
from xl_addin.template.language.named import NamedList, names_of


class _MissingNameError(UndefinedError):
    """An undefined name, with what would have been there."""

    def __init__(self, message: str | None, name: str | None, known: Iterable[str]) -> None:
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
            self._undefined_exception = lambda message: _in_scope(message, name)  # type: ignore[assignment]
        else:
            known = [str(key) for key in names_of(obj)] if isinstance(obj, Mapping | NamedList) else []
            self._undefined_exception = lambda message: _MissingNameError(  # type: ignore[assignment]
                message, None if name is None else str(name), known
            )

    def __repr__(self) -> str:
        """Raises, too: a list's text is that of its items."""
        return str(self)


def _in_scope(message: str | None, name: str | None) -> _MissingNameError:
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
    return cannot_be_evaluated(
        Text("không lặp qua {kind} được", "cannot loop over {kind}").with_values(kind=kind_of(items))
    )


def no_number() -> TemplateFault:
    """A number that neither a cell nor a formula can hold."""
    return cannot_be_evaluated(
        Text("số vô hạn hoặc không xác định", "the number is infinite or undefined"),
    )


def cannot_be_evaluated(why: Text) -> TemplateFault:
    """An expression whose value is no good where it stands."""
    return TemplateFault(_not_evaluated(why))


def _not_evaluated(why: Text) -> Text:
    return Text(f"không tính được: {why.vi}", f"cannot be evaluated: {why.en}")


def explanation(error: Exception, scope: Iterable[str], filters: Collection[str]) -> Text:
    """What is wrong with an expression, for its author; `scope` are the names that may be used in it."""
    match error:
        case _MissingNameError(name=None):
            # What a filter finds in a list without items.
            return _not_evaluated(in_both(str(error)))
        case _MissingNameError(name=name, known=known, of_scope=of_scope):
            near = suggestion(str(name), scope if of_scope else known)
            return Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}")
        case SecurityError():
            what = in_both(str(error))
            return Text(
                f"không được phép trong mẫu ({what.vi}); chỉ dùng dữ liệu và bộ lọc",
                f"not allowed in a template ({what.en}); use data and filters only",
            )
        case TemplateAssertionError() if named := re.search(r"No (filter|test) named '(\w+)'", str(error)):
            near, what = suggestion(named[2], filters if named[1] == "filter" else TESTS), in_both(str(error))
            return Text(what.vi + near.vi, what.en + near.en)
        case FilterError():
            return _not_evaluated(error.text)
        case TemplateError():
            what = in_both(error.message or "")
            return Text(f"không đọc được biểu thức: {what.vi}", f"cannot be read: {what.en}")
        case ZeroDivisionError():
            return Text("chia cho 0", "division by zero")
        case _:
            return _not_evaluated(in_both(str(error)))
