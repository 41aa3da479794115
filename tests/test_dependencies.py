"""`pip install .` is enough: whatever the package imports is of Python itself or a dependency it states."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
# What a dependency is built on and gives into our hands: it cannot be there without it.
COMES_WITH = {
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
    "schedula": "formulas",
    "pythoncom": "xlwings",
    "pywintypes": "xlwings",
    "win32com": "xlwings",
}


def imported(source: Path) -> Iterator[str]:
    """The top-level names a module imports, at its head or inside a function."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{source}: relative imports are not used here"
            yield node.module.partition(".")[0]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_of_a_stated_dependency() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = {normalised(re.split(r"[^\w.-]", text, maxsplit=1)[0]) for text in project["dependencies"]}
    made_by = packages_distributions()
    assert set(COMES_WITH.values()) <= stated
    unstated = {
        (str(source.relative_to(REPOSITORY)), name)
        for source in (REPOSITORY / "xl_addin").rglob("*.py")
        for name in imported(source)
        if name not in sys.stdlib_module_names
        and name not in {"xl_addin", *COMES_WITH}
        and not stated & set(map(normalised, made_by.get(name, ())))
    }
    assert unstated == set()
