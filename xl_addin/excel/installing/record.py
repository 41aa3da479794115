"""The written list of what the installation put on the PC: uninstalling removes this and nothing else."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import own_folder
from xl_addin.package.saving import save_atomically

FILE_NAME = "cai-dat.json"


@dataclass(frozen=True)
class InstallationRecord:
    """One installation. Paths are absolute; `addin` is "" where there was no Excel to put it into.

    `variable_before` is what the user's CHI_TIEU_HOME said before the first installation, None if it was not set.
    """

    version: str
    xlwings: str
    home: str
    addin: str
    addin_sha256: str
    files: tuple[str, ...]
    folders: tuple[str, ...]
    variable_before: str | None


def record_path(pc: Pc) -> Path:
    """The file that holds the list."""
    return own_folder(pc) / FILE_NAME


def read_record(pc: Pc) -> InstallationRecord | None:
    """The list of the present installation; None if there is none, or no list of ours can be read from it."""
    try:
        content = json.loads(record_path(pc).read_text(encoding="utf-8"))
        values = {field.name: content[field.name] for field in fields(InstallationRecord)}
        return InstallationRecord(**values | {name: tuple(map(str, values[name])) for name in ("files", "folders")})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(pc: Pc, record: InstallationRecord) -> None:
    """Put the list in its place, completely or not at all."""
    path = record_path(pc)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, json.dumps(asdict(record), ensure_ascii=False, indent=1).encode() + b"\n")
