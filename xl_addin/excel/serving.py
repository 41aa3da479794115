"""Python as Excel's server: `pythonw -B -I -m xl_addin.excel.serving CLSID`, started by the add-in.

pywin32 registers a COM class under the number the add-in's library made up for this one start, and answers the calls
of cells and buttons until Excel lets it go. Cells wait for nothing but their functions; xlwings, which is what takes
longest to import, comes with the first button.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from xl_addin.excel import wrappers
from xl_addin.excel.installing.machine.user_folders import mend_environment

# xlwings looks for these as it is imported, only to convert from and to their types, which nothing here uses. NumPy
# alone costs more than half of the start; the engine imports it later where a workbook's formula needs it.
_NOT_FOR_XLWINGS = ("numpy", "pandas", "polars", "matplotlib", "PIL")


def import_xlwings() -> None:
    """Import xlwings as if those packages were not installed; afterwards they can be imported as ever."""
    hidden = [name for name in _NOT_FOR_XLWINGS if name not in sys.modules]
    # None makes an import of that name fail at once (Python's reference, "The module cache").
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        with nothing_generated():
            import xlwings  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


@contextmanager
def nothing_generated() -> Iterator[None]:
    """Keep pywin32 from writing, or reading again, its module of all that Excel has, which xlwings asks it for at once.

    Functions need none of it; `calling` asks for it when the first button is pressed.
    """
    try:
        import pywintypes  # type: ignore[import-untyped]  # noqa: F401 - first: the others find its library through it
        from win32com.client import gencache  # type: ignore[import-untyped]
    except ImportError:  # not on Windows
        yield
        return
    ensure = gencache.EnsureModule
    gencache.EnsureModule = lambda *_, **__: None
    try:
        yield
    finally:
        gencache.EnsureModule = ensure


class Server:
    """What the add-in's VBA speaks with; all but the functions is answered by xlwings' own server object."""

    # Read by pywin32; the names are xlwings'.
    _public_methods_ = ("CallUDF", "Eval", "Exec", "Module", "SetAttr", "Str")

    # Called as VBA calls xlwings: with the module, and at last with the workbook and the cell that call.
    def CallUDF(self, _module: str, name: str, given: tuple[object, ...], *_callers: object) -> object:
        """The result of the worksheet function of that name."""
        return wrappers.called(name, given)

    def __getattr__(self, name: str) -> Any:
        if name not in self._public_methods_:
            raise AttributeError(name)
        return getattr(_xlwings_server(), name)


@cache
def _xlwings_server() -> Any:
    import_xlwings()
    from xlwings.com_server import XLPython

    return XLPython()


def main(class_id: str) -> None:
    """Serve until Excel lets go."""
    # Before pywin32 and xlwings look for their folders.
    mend_environment(os.environ)
    from win32com.server import localserver, policy, util  # type: ignore[import-untyped]

    class OurClass(policy.DefaultPolicy):  # type: ignore[misc]
        """Makes our object; pywin32 would look for its class in the registry."""

        def _CreateInstance_(self, _class_id: object, interface: object) -> object:
            return util.wrap(Server(), interface)

    policy.DefaultPolicy = OurClass
    localserver.serve([class_id])


if __name__ == "__main__":
    main(sys.argv[1])
