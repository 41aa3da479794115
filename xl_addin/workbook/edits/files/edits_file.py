"""A list of edits as a JSON file: `[{"edit": "SetValue", "cell": "Bảng!D9", "value": 5}, …]`."""

import json
from collections.abc import Sequence
from typing import Any

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import Edit
from xl_addin.workbook.edits.files.json_form import dataclass_of, json_of, parsed
from xl_addin.workbook.edits.registry import edit_kinds

_TAG = "edit"
_LIST = Text(
    'cần một danh sách các thay đổi, như [{"edit": "SetValue", "cell": "Bảng!D9", "value": 5}]',
    'expected a list of edits such as [{"edit": "SetValue", "cell": "Sheet1!D9", "value": 5}]',
)
_NO_EDIT = Text("cần một thay đổi, có mục “{tag}” ghi kiểu", "expected an edit, with its kind as “{tag}”")
_NO_KIND = Text("không có kiểu thay đổi này", "there is no such kind of edit")


def edits_file(edits: Sequence[Edit]) -> bytes:
    """The content of a file of edits, each with the name of its dataclass; fields that say nothing are left out."""
    return json.dumps(edits_as_json(edits), ensure_ascii=False, indent=1).encode() + b"\n"


def edits_as_json(edits: Sequence[Edit]) -> list[Any]:
    """The edits as JSON has them."""
    return [{_TAG: type(edit).__name__, **json_of(edit)} for edit in edits]


def edits_of_file(data: bytes, *, file: str) -> list[Edit]:
    """The edits of such a file; Problem, naming the edit and its field, for anything that is not understood."""
    try:
        return edits_of_json(parsed(data, file=file))
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def edits_of_json(given: object) -> list[Edit]:
    """The edits that JSON lists; Problem as `edits_of_file` raises it, without the file."""
    if not isinstance(given, list):
        raise Problem(_LIST)
    return [_edit(one, f"[{at}]") for at, one in enumerate(given, 1)]


def _edit(given: object, place: str) -> Edit:
    if not isinstance(given, dict) or _TAG not in given:
        raise Problem(_NO_EDIT.with_values(tag=_TAG), place=place)
    known = {kind.__name__: kind for each in edit_kinds() for kind in each.edits}
    name = str(given[_TAG])
    if name not in known:
        raise Problem(unknown(_NO_KIND, name, known), place=f"{place} {name}")
    fields = {field: value for field, value in given.items() if field != _TAG}
    edit: Edit = dataclass_of(known[name], fields, f"{place} {name}")
    return edit
