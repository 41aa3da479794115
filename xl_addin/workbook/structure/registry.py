"""Every mover there is: the modules of `structure/movers/`, found by walking the package."""

import pkgutil
from functools import cache
from importlib import import_module

from xl_addin.workbook.structure import movers as movers_package
from xl_addin.workbook.structure.mover import Mover


@cache
def all_movers() -> tuple[Mover, ...]:
    """The movers in the order in which they move their parts."""
    names = [found.name for found in pkgutil.iter_modules(movers_package.__path__, movers_package.__name__ + ".")]
    found: list[Mover] = [import_module(name).MOVER for name in names]
    return tuple(sorted(found, key=lambda mover: mover.rank))
