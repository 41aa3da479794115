"""Stand-ins for pywin32, so that xlwings' own server side (`udfs`, `com_server`) runs without Windows.

xlwings refuses to import these modules where pywin32 is missing. Install the stand-ins before anything imports
xlwings, and only in a process made for that: they stay for the life of the process.
"""

import ctypes
import datetime
import sys
import types
from typing import Any


class _Anything:
    """Answers every call, item and attribute with another of its kind."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        pass

    def __call__(self, *_arguments: object, **_options: object) -> "_Anything":
        return self

    def __getitem__(self, _key: object) -> "_Anything":
        return self

    def __getattr__(self, name: str) -> "_Anything":
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()


class _StandIn(types.ModuleType):
    """A module that has whatever is asked of it; imports may go below it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> _Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()


class _ComError(Exception):
    """Stands for pywintypes.com_error."""


class _Dispatch:
    """Stands for the COM proxies; nothing is one, so every argument passes as a plain value."""


class _Time(datetime.datetime):
    """Stands for pywintypes.TimeType, there too a datetime."""


def _passed_through(value: object, *_arguments: object, **_options: object) -> object:
    return value


def _never_wrapped(_value: object) -> object:
    raise _ComError("not a Python object")


_PROXIES: dict[str, object] = {
    "CDispatch": _Dispatch,
    "DispatchBaseClass": type("DispatchBaseClass", (), {}),
    "CoClassBaseClass": type("CoClassBaseClass", (), {}),
    "Dispatch": _passed_through,
    "DispatchEx": _passed_through,
}
_MODULES: dict[str, dict[str, object]] = {
    "pywintypes": {"com_error": _ComError, "IID": str, "TimeType": _Time},
    "pythoncom": {"com_error": _ComError, "TypeIIDs": {"dispatch": _Dispatch}, "__file__": "pythoncom.dll"}
    | {"IID_IDispatch": "dispatch", "IID_IEnumVARIANT": "enumeration"},
    "win32api": {},
    "win32con": {},
    "win32event": {},
    "win32gui": {},
    "win32process": {},
    "win32timezone": {},
    "win32com": {},
    "win32com.client": _PROXIES,
    "win32com.client.dynamic": {},
    "win32com.server": {},
    "win32com.server.dispatcher": {},
    "win32com.server.exception": {},
    "win32com.server.policy": {},
    "win32com.server.util": {"wrap": _passed_through, "unwrap": _never_wrapped},
}


def install() -> None:
    """Make `xlwings.udfs` importable here and let `xlwings.func`, `arg`, `ret` be its decorators."""
    for name, content in _MODULES.items():
        module = _StandIn(name)
        module.__dict__.update(content)
        sys.modules[name] = module
        parent, _, leaf = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], leaf, module)
    windows: Any = ctypes
    for name in ("windll", "oledll"):
        if not hasattr(ctypes, name):
            setattr(windows, name, _Anything())
    original = ctypes.PyDLL
    # xlwings looks a function up in pythoncom's DLL while it is imported.
    windows.PyDLL = _Anything
    try:
        import xlwings
        from xlwings import _xlwindows, udfs
    finally:
        windows.PyDLL = original
    xlwings.engines.add(xlwings.Engine(impl=_xlwindows.engine))
    decorators = {"func": udfs.xlfunc, "arg": udfs.xlarg, "ret": udfs.xlret, "sub": udfs.xlsub, "script": udfs.xlsub}
    for name, decorator in decorators.items():
        setattr(xlwings, name, decorator)
