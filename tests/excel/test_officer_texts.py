"""What an officer may read in Excel names nothing that only the command line has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import xl_addin

PACKAGE = Path(xl_addin.__file__).parent
# Rooms nobody hears from in Excel: the command line itself, what only it does, and what makes the bundle.
ELSEWHERE = (PACKAGE / "cli", PACKAGE / "campaign" / "cascade", PACKAGE / "excel" / "bundle")
# Said by the terminal's report alone.
IN_A_TERMINAL = "--all"


def texts_of(tree: ast.Module) -> Iterator[str]:
    """The languages' texts in every `Text(…)`, and the places of every `Problem(…)`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Text", "Problem"):
            for part in ast.walk(call):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_no_text_names_a_command_line_option() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if not any(path.is_relative_to(room) for room in ELSEWHERE)]
    found = [(path.name, text) for path in modules for text in texts_of(ast.parse(path.read_text("utf-8")))]
    assert len(found) > 500
    assert [one for one in found if re.search("--[a-z]", one[1].replace(IN_A_TERMINAL, ""))] == []
