"""What takes a change of a file back, as a JSON file."""

import json

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.files.json_form import dataclass_of, json_of, parsed
from xl_addin.workbook.edits.undoing.undo import Undo

_VERSION = 1
_NO_UNDO = Text(
    "không phải tệp hoàn tác; hãy dùng tệp ghi bằng --keep-undo",
    "this is no undo file; use one that --keep-undo has written",
)
_NEWER = Text(
    "tệp hoàn tác do phiên bản khác của chương trình ghi; hãy dùng phiên bản đó",
    "another version of the program wrote this undo file; use that version",
)


def undo_file(undo: Undo) -> bytes:
    """The content of an undo file."""
    content = {"xl-addin undo": _VERSION, **json_of(undo)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def undo_of_file(data: bytes, *, file: str) -> Undo:
    """The undo that such a file holds; Problem for anything else."""
    given = parsed(data, file=file)
    if not isinstance(given, dict) or "xl-addin undo" not in given:
        raise Problem(_NO_UNDO, file=file)
    if given.pop("xl-addin undo") != _VERSION:
        raise Problem(_NEWER, file=file)
    try:
        undo: Undo = dataclass_of(Undo, given, "undo")
        return undo
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__
