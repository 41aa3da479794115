"""What holds for the house as a whole; `lint-imports` holds the rooms to their order."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "xl_addin"
MOST_SIDE_BY_SIDE = 15
REGISTRIES = {
    "cli/commands",
    "excel/installing/checks",
    "excel/macros",
    "template/blocks/kinds",
    "verify/fixes",
    "verify/rules",
    "workbook/edits/kinds",
    "workbook/structure/movers",
}
"""Folders in which one module is one rule, fix, check, button, command, kind of block, edit or part that moves."""
BORDERS = {
    "cli/command.py": "a command: what nobody foresaw is ours, and the file it was given is named",
    "engine/calculation.py": "a formula's cell becomes unsupported, with the reason",
    "engine/programs.py": "a formula's cell becomes unsupported, with the reason",
    "engine/rows/rows.py": "a formula's cell becomes unsupported, with the reason",
    "excel/acting.py": "a button: ours, or Excel refuses to write and the cells are set back",
    "excel/printing.py": "Excel prints nothing: xlwings raises whatever its bridge raises",
    "excel/installing/start.py": "one of several workbooks dropped on a script",
    "excel/reading.py": "Excel does not answer: xlwings raises whatever its bridge raises",
    "excel/calling.py": "Excel does not answer: xlwings raises whatever its bridge raises",
    "fault.py": "the end of a program",
    "template/language/evaluating.py": "an expression of a template's author, told from a fault of ours",
    "verify/check.py": "one of several files: ours, told as the finding of that file",
    "verify/parallel.py": "ends its processes, then goes on failing",
}
"""Where every exception is caught, and whose fault is named there."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module by its dotted name."""
    return {
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imports_of(tree: ast.Module) -> Iterator[str]:
    """What a module imports of ours, inside functions too; not what only the type checker reads."""
    unread = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module in modules():
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in modules() else str(node.module)


def test_no_module_imports_itself_by_a_circle() -> None:
    imported = {name: set(imports_of(tree)) - {name} for name, tree in modules().items()}
    while leaves := [name for name, others in imported.items() if not others]:
        for leaf in leaves:
            del imported[leaf]
        for others in imported.values():
            others.difference_update(leaves)
    # What is left imports, or is imported by, a circle: take away whoever nobody imports.
    while tops := [name for name in imported if not any(name in others for others in imported.values())]:
        for top in tops:
            del imported[top]
    assert imported == {}


def test_no_folder_is_too_full() -> None:
    counts = Counter(
        str(path.parent.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"
    )
    assert {name: count for name, count in counts.items() if count > MOST_SIDE_BY_SIDE and name not in REGISTRIES} == {}
    assert set(counts) >= REGISTRIES


def test_every_exception_is_caught_only_at_a_border_that_names_whose_fault_it_is() -> None:
    catching = {
        name.removeprefix("xl_addin.").replace(".", "/") + ".py"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
    }
    assert catching == set(BORDERS)


def test_nothing_is_read_from_the_command_line_at_import() -> None:
    program = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import xl_addin
names = [m.name for m in walk_packages(xl_addin.__path__, "xl_addin.") if ".scripts." not in m.name]
class Unread(list):
    def __getitem__(self, at):
        if sys._getframe(1).f_globals["__name__"].startswith("xl_addin"):
            raise AssertionError("sys.argv is read at import")
        return super().__getitem__(at)
    def __iter__(self):
        if sys._getframe(1).f_globals["__name__"].startswith("xl_addin"):
            raise AssertionError("sys.argv is read at import")
        return super().__iter__()
sys.argv = Unread(sys.argv)
for name in names:
    import_module(name)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def definitions() -> dict[str, list[str]]:
    """Public classes, aliases and type variables of each name, by module."""
    found: dict[str, list[str]] = {}
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(f"{module} (class)")
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).append(module)
    return {name: where for name, where in found.items() if not name.startswith("_") and not name.isupper()}


def test_a_class_has_a_name_of_its_own() -> None:
    shared = {
        name: where
        for name, where in definitions().items()
        if len(where) > 1 and any(one.endswith("(class)") for one in where)
    }
    assert shared == {}


@pytest.mark.parametrize("name", ["Block", "Layout", "Place", "Result"])
def test_what_had_several_meanings_has_one(name: str) -> None:
    assert len(definitions().get(name, [])) <= 1


def test_nothing_is_there_for_tests_only() -> None:
    folders = (PACKAGE.rglob("*.py"), (REPOSITORY / "docs").rglob("*.py"), (REPOSITORY / "bench").glob("*.py"))
    written = [path for found in folders for path in found]
    words = Counter(word for path in written for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))
    unused = {
        f"{module}.{node.name}"
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.decorator_list
        and words[node.name] == 1
        # Called by their names: a macro's button, a worksheet function's module.
        and node.name not in ("main", "check")
    }
    assert unused == set()


def test_formula_text_has_one_reader() -> None:
    readers = [
        name
        for name, tree in modules().items()
        if re.search(r"openpyxl\.formula|openpyxl import .*\bformula\b", ast.unparse(tree))
    ]
    assert [name for name in readers if not name.startswith("xl_addin.formula")] == []
