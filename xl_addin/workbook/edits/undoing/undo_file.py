"""What takes a change of a file back, as a JSON file."""

import json
from dataclasses import replace

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.files.edits_file import edits_as_json, edits_of_json
from xl_addin.workbook.edits.files.json_form import PACKED, dataclass_of, json_of, packed, parsed, value_of
from xl_addin.workbook.edits.undoing.undo import Undo

_TAG, _VERSION = "xl-addin undo", 1
# A longer one is packed: nobody reads through it.
_LONGEST_READ = 2000
_INVERSE = "inverse"
_NO_UNDO = Text(
    "không phải tệp hoàn tác; hãy dùng tệp hoàn tác đã ghi cùng lúc với sổ tính",
    "this is no undo file; use the one that was written together with the workbook",
)
_NEWER = Text(
    "tệp hoàn tác do phiên bản khác của chương trình ghi; hãy dùng phiên bản đó",
    "another version of the program wrote this undo file; use that version",
)


def undo_file(undo: Undo) -> bytes:
    """The content of an undo file."""
    parts = json_of(replace(undo, inverse=()))
    inverse = [edits_as_json(edits) for edits in undo.inverse]
    content = {_TAG: _VERSION, **parts, **({_INVERSE: inverse} if inverse else {})}
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > _LONGEST_READ:
        written = json.dumps({_TAG: _VERSION, **packed(written)}).encode()
    return written + b"\n"


def undo_of_file(data: bytes, *, file: str) -> Undo:
    """The undo that such a file holds; Problem for anything else."""
    given = parsed(data, file=file)
    if not isinstance(given, dict) or _TAG not in given:
        raise Problem(_NO_UNDO, file=file)
    if given.pop(_TAG) != _VERSION:
        raise Problem(_NEWER, file=file)
    try:
        if given.keys() == {PACKED}:
            return undo_of_file(value_of(bytes, given, "undo"), file=file)
        lists = given.pop(_INVERSE, [])
        if not isinstance(lists, list):
            raise Problem(_NO_UNDO)
        undo: Undo = dataclass_of(Undo, given, "undo")
        return replace(undo, inverse=tuple(tuple(edits_of_json(edits)) for edits in lists))
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__
