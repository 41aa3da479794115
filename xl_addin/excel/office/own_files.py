"""The spec and the template an office has chosen for itself: remembered for this user, the same for every button.

They are kept in the user's own folder and not in workbooks: a workbook travels to people on whose PCs that path leads
nowhere, and what leaves the office must not tell how its folders are called.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from xl_addin.excel.installing.places import FOLDER_NAME, OWN_FILES
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem

_GONE = Text(
    "không còn tệp {kind} đã chọn ở “Thiết lập”; hãy bấm “Thiết lập” để chọn lại hoặc trở về bản có sẵn",
    "the {kind} chosen in “Settings” is gone; press “Settings” to choose another or what is shipped",
)
_UNREADABLE = Text(
    "không đọc được những gì đã chọn ở “Thiết lập”; hãy xóa tệp này rồi bấm “Thiết lập” để chọn lại",
    "what was chosen in “Settings” cannot be read ({reason}); delete this file, then choose anew in “Settings”",
)
_SPEC, _TEMPLATE = Text("đặc tả", "spec"), Text("mẫu phiếu", "template")


@dataclass(frozen=True)
class OwnFiles:
    """The paths of an office's own spec (.yaml) and template of unit sheets (.xlsx); None is what is shipped."""

    spec: str | None = None
    template: str | None = None


def own_files() -> OwnFiles:
    """What is remembered, whether these files are there or not; Problem where that cannot be read."""
    path = own_files_path()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        files = OwnFiles(content["spec"], content["template"])
        if not all(isinstance(path, str | None) for path in (files.spec, files.template)):
            raise TypeError("a path is no text")
    except FileNotFoundError:
        return OwnFiles()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(_UNREADABLE.with_values(reason=error), file=str(path)) from error
    return files


def remember(files: OwnFiles) -> None:
    """Keep them for this user; Problem where that cannot be written."""
    path = own_files_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, json.dumps(asdict(files), ensure_ascii=False, indent=1).encode() + b"\n")


def own_spec() -> str | None:
    """The office's own spec, None where it chose none; Problem where it is gone."""
    return _there(own_files().spec, _SPEC)


def own_template() -> str | None:
    """The office's own template, None where it chose none; Problem where it is gone."""
    return _there(own_files().template, _TEMPLATE)


def own_files_path() -> Path:
    """Where it is remembered."""
    return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / FOLDER_NAME / OWN_FILES


def _there(path: str | None, kind: Text) -> str | None:
    if path is not None and not Path(path).is_file():
        raise Problem(_GONE.with_values(kind=kind), file=path)
    return path
