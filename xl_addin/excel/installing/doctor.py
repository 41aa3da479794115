"""Why does the add-in not work here? Every module of `checks/` looks at one thing."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from xl_addin.excel.installing import checks as checks_package
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

Weight = Literal["error", "warning"]
Evidence = Mapping[str, object]


@dataclass(frozen=True)
class PcCheck:
    """What can be wrong with a PC: a code that is never reused, the words for it, how it is mended, how it is found.

    `look` gives the values for the words' placeholders where the PC has this fault, None where it has not.
    """

    code: str
    weight: Weight
    wrong: Text
    mend: Text
    look: Callable[[Pc], Evidence | None]


@dataclass(frozen=True)
class PcFault:
    """One thing that is wrong with this PC, its words filled in."""

    code: str
    weight: Weight
    wrong: Text
    mend: Text


@cache
def all_checks() -> tuple[PcCheck, ...]:
    """Every check by code, found by walking the package."""
    modules = pkgutil.iter_modules(checks_package.__path__, checks_package.__name__ + ".")
    found: list[PcCheck] = [importlib.import_module(module.name).CHECK for module in modules]
    return tuple(sorted(found, key=lambda check: check.code))


def examine(pc: Pc) -> tuple[PcFault, ...]:
    """What is wrong with this PC, by code; nothing is changed."""
    looked = ((check, check.look(pc)) for check in all_checks())
    return tuple(
        PcFault(check.code, check.weight, check.wrong.with_values(**evidence), check.mend.with_values(**evidence))
        for check, evidence in looked
        if evidence is not None
    )
