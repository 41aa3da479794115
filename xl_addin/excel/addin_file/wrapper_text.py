"""What xlwings makes of a module of worksheet functions: the VBA wrappers and the Function Wizard's texts.

`python -m xl_addin.excel.addin_file.wrapper_text MODULE ADDIN` prints it as JSON. It runs in a process of its own,
because the stand-ins for Windows must be there before xlwings is imported and cannot be taken away again.
"""

import importlib
import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xl_addin.excel.addin_file import windows_stubs

# Application.MacroOptions takes no longer text.
LONGEST_HELP = 255


@dataclass(frozen=True)
class WizardEntry:
    """What the Function Wizard shows of one function."""

    name: str
    category: str
    description: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Wrappers:
    """The body of the VBA module and the wizard's texts, both in the order of the functions' names."""

    text: str
    wizard: tuple[WizardEntry, ...]


def wrappers_of(module: str, addin: str, folders: Sequence[Path] = ()) -> Wrappers:
    """The wrappers of a module's xlwings functions for the add-in file of that name.

    `folders` are searched for modules first. RuntimeError, with what Python said, if the module cannot be imported.
    """
    path = os.pathsep.join([*map(str, folders), *sys.path])
    run = subprocess.run(
        [sys.executable, "-m", __name__, module, addin],
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode:
        raise RuntimeError(f"the wrappers of {module} could not be written:\n{run.stderr}")
    answer = json.loads(run.stdout)
    wizard = (WizardEntry(**entry | {"arguments": tuple(entry["arguments"])}) for entry in answer["wizard"])
    return Wrappers(answer["text"], tuple(wizard))


def _answer(module_name: str, addin: str) -> dict[str, object]:
    windows_stubs.install()
    from xlwings import udfs

    module = importlib.import_module(module_name)
    text = io.StringIO()
    # The writer asks the workbook only for its name: an add-in's functions work on the active workbook.
    write: Any = udfs.generate_vba_wrapper
    write(module_name, module, text, types.SimpleNamespace(Name=addin))
    found = (getattr(getattr(module, name), "__xlfunc__", None) for name in dir(module))
    wizard = [
        {
            "name": function["name"],
            "category": function["category"],
            "description": function["ret"]["doc"].strip()[:LONGEST_HELP],
            "arguments": [argument["doc"][:LONGEST_HELP] for argument in function["args"] if not argument["vba"]],
        }
        for function in found
        if function
    ]
    return {"text": text.getvalue(), "wizard": wizard}


if __name__ == "__main__":
    print(json.dumps(_answer(sys.argv[1], sys.argv[2])))
