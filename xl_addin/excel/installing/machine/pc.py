"""What the installation and the checks see of a PC; the real one is in `windows_pc`, made-up ones in the tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Value = str | int | bytes


class Registry(Protocol):
    r"""The Windows registry; a key is written `HKCU\Environment` or `HKLM\SOFTWARE\...`."""

    def values(self, key: str) -> Mapping[str, Value]:
        """The values of a key by name, the default one by ""; empty where the key is missing."""

    def subkeys(self, key: str) -> Sequence[str]:
        """The names of the keys below a key; none where it is missing."""

    def write(self, key: str, name: str, value: str) -> None:
        """Set a text; the key is made where it is missing."""

    def delete(self, key: str, name: str) -> None:
        """Remove a value; nothing happens where it is missing."""


@dataclass(frozen=True)
class Pc:
    """The surroundings of one user.

    `short_path` is a folder's 8.3 name (None where the disk keeps none), `is_remote` whether a path lies on another
    computer; `announce` tells running programs that the user's environment variables have changed.
    """

    environment: Mapping[str, str]
    registry: Registry
    is_remote: Callable[[Path], bool]
    short_path: Callable[[Path], Path | None]
    announce: Callable[[], None]

    def value(self, key: str, name: str) -> Value | None:
        """A registry value, found whatever the case of its name; None where there is none."""
        for known, value in self.registry.values(key).items():
            if known.lower() == name.lower():
                return value
        return None
