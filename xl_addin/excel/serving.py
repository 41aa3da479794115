"""Python as Excel's server: `pythonw -B -I -m xl_addin.excel.serving CLSID`, started by the add-in.

xlwings registers a COM class under the number the add-in's library made up for this one start, and answers the calls of
cells and buttons until Excel lets it go.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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


def server(xlwings_server: type[Any]) -> type[Any]:
    """xlwings' server object, but cells call our functions directly."""
    from xl_addin.excel import wrappers

    class Server(xlwings_server):  # type: ignore[misc]
        """What the add-in's VBA speaks with."""

        # Named and called as VBA does it, with the workbook and the cell that call.
        def CallUDF(self, module: str, name: str, given: tuple[object, ...], *callers: object) -> object:
            if module == wrappers.__name__:
                return wrappers.called(name, given)
            return super().CallUDF(module, name, given, *callers)

    return Server


def main(class_id: str) -> None:
    """Serve until Excel lets go."""
    # Before xlwings and pywin32 look for their folders.
    mend_environment(os.environ)
    import_xlwings()
    from xlwings import com_server

    # Before serving: an installation that cannot read the functions is said to be broken once, not cell by cell.
    com_server.XLPython = server(com_server.XLPython)  # type: ignore[misc]
    com_server.serve(class_id)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(sys.argv[1])
