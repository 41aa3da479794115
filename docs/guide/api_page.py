"""`api.md`: every name of `xl_addin.api`, from its signature and docstring."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator

from xl_addin import api


def api_page() -> str:
    """The page."""
    functions = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]
    classes = [name for name in api.__all__ if name not in functions]
    lines = [
        "# Python API",
        "",
        *_text(inspect.getdoc(api) or ""),
        "",
        "The names on this page are the whole API and follow semantic versioning: what a script uses of them goes on",
        "working until the first number of the version changes. Every other module may change at any time. The page is",
        "generated from `xl_addin/api.py`; its examples run as tests.",
        "",
        "## Functions",
        "",
    ]
    for name in functions:
        function = getattr(api, name)
        signature = _signature(function).replace(f"def {function.__name__}(", f"def {name}(")
        lines += [f"### {name}", "", "```python", signature, "```", "", *_text(inspect.getdoc(function) or ""), ""]
    lines += ["## Classes", ""]
    for name in classes:
        each = getattr(api, name)
        lines += [f"### {name}", "", *_text(inspect.getdoc(each) or ""), "", *_members(each), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _signature(function: object) -> str:
    """As it stands in the source, without its body."""
    [node] = ast.parse(textwrap.dedent(inspect.getsource(function))).body  # type: ignore[arg-type]
    assert isinstance(node, ast.FunctionDef)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    # Types that only the type checker reads stand in quotes.
    return re.sub(r"'([^']+)'", r"\1", f"def {node.name}({ast.unparse(node.args)}){returns}")


def _text(doc: str) -> Iterator[str]:
    """A docstring as Markdown: examples in blocks of code."""
    inside = False
    for line in doc.splitlines():
        if line.startswith(">>>") and not inside:
            inside = True
            yield "```pycon"
        elif inside and not line.strip():
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"


def _members(each: type) -> Iterator[str]:
    """A line for each public method and property with a docstring, and for each field."""
    for name in getattr(each, "_fields", getattr(each, "__dataclass_fields__", ())):
        yield f"- `{name}`"
    for name, member in vars(each).items():
        doc = inspect.getdoc(member)
        if name.startswith("_") or not doc or name in getattr(each, "_fields", ()):
            continue
        if inspect.isfunction(member) or isinstance(member, classmethod):
            yield f"- `{name}(…)`: {_first(doc)}"
        elif isinstance(member, property) or type(member).__name__ == "cached_property":
            yield f"- `{name}`: {_first(doc)}"


def _first(doc: str) -> str:
    return " ".join(doc.split("\n\n")[0].split())
