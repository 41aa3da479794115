"""The PC this program runs on: environment, registry, drives."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from xl_addin.excel.installing.machine.pc import Pc, Value
from xl_addin.language import Text
from xl_addin.problem import Problem

if sys.platform == "win32":
    import ctypes
    import winreg

    _ROOTS = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    _DRIVE_REMOTE = 4
    _HWND_BROADCAST, _WM_SETTINGCHANGE, _SMTO_ABORTIFHUNG, _WAIT_MILLISECONDS = 0xFFFF, 0x001A, 0x0002, 1000

    class WindowsRegistry:
        """The registry as this process sees it (the 64-bit view from a 64-bit Python)."""

        def values(self, key: str) -> Mapping[str, Value]:
            """The values of a key that are texts, numbers or bytes."""
            root, _, path = key.partition("\\")
            found: dict[str, Value] = {}
            try:
                with winreg.OpenKey(_ROOTS[root], path) as opened:
                    for index in range(winreg.QueryInfoKey(opened)[1]):
                        name, value, _ = winreg.EnumValue(opened, index)
                        if isinstance(value, str | int | bytes):
                            found[name] = value
            except OSError:
                # A key that is missing or closed to the user says nothing.
                return found
            return found

        def subkeys(self, key: str) -> Sequence[str]:
            """The names of the keys below a key."""
            root, _, path = key.partition("\\")
            try:
                with winreg.OpenKey(_ROOTS[root], path) as opened:
                    return [winreg.EnumKey(opened, index) for index in range(winreg.QueryInfoKey(opened)[0])]
            except OSError:
                return ()

        def write(self, key: str, name: str, value: str) -> None:
            """Set a text."""
            root, _, path = key.partition("\\")
            with winreg.CreateKey(_ROOTS[root], path) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            """Remove a value."""
            root, _, path = key.partition("\\")
            try:
                with winreg.OpenKey(_ROOTS[root], path, 0, winreg.KEY_SET_VALUE) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return

    def _is_remote(path: Path) -> bool:
        text = str(path)
        if text.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)

    def _short_path(path: Path) -> Path | None:
        length = ctypes.windll.kernel32.GetShortPathNameW(str(path), None, 0)
        if not length:
            return None
        buffer = ctypes.create_unicode_buffer(length)
        ctypes.windll.kernel32.GetShortPathNameW(str(path), buffer, length)
        return Path(buffer.value)

    def _announce() -> None:
        answer = ctypes.c_size_t()
        ctypes.windll.user32.SendMessageTimeoutW(
            _HWND_BROADCAST,
            _WM_SETTINGCHANGE,
            0,
            "Environment",
            _SMTO_ABORTIFHUNG,
            _WAIT_MILLISECONDS,
            ctypes.byref(answer),
        )


def this_pc() -> Pc:
    """This PC; a Problem on any system but Windows."""
    if sys.platform == "win32":
        return Pc(os.environ, WindowsRegistry(), _is_remote, _short_path, _announce)
    raise Problem(
        Text(
            "tiện ích Excel chỉ cài được trên Windows; trên máy khác hãy dùng xl-addin verify và xl-addin unit-sheets",
            "the Excel add-in installs on Windows only; elsewhere use xl-addin verify and xl-addin unit-sheets",
        )
    )
