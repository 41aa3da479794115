"""`edits.schema.json`: what a list of edits may hold, from the dataclasses of the kinds, and what its keys say."""

import dataclasses
import inspect
import json
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from guide.texts import data
from xl_addin.formula.cells import Area, CellRef, RowColumn
from xl_addin.workbook.edits.registry import edit_kinds

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_PLAIN: Mapping[object, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    types.NoneType: "null",
}


class Key(NamedTuple):
    """A key of an edit: what it says, what it may hold as a schema, and what holds without it if it may be left out."""

    name: str
    meaning: str
    holds: dict[str, Any]
    is_needed: bool
    default: object


class DescribedEdit(NamedTuple):
    """A kind of edit: its name, what it does, its keys, and an example."""

    name: str
    meaning: str
    keys: tuple[Key, ...]
    example: dict[str, Any]


@cache
def described_edits() -> tuple[DescribedEdit, ...]:
    """Every kind of edit in the order in which they are made; KeyError for one, or a key, that nobody describes."""
    texts = data("edits.yaml")
    return tuple(_described(edit, texts[edit.__name__]) for kind in edit_kinds() for edit in kind.edits)


def edits_schema() -> str:
    """The schema as a file (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Edits of a workbook, for `xl-addin edit`",
        "type": "array",
        "items": {"oneOf": [_object(each) for each in described_edits()]},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _object(edit: DescribedEdit) -> dict[str, Any]:
    return {
        "title": edit.name,
        "description": edit.meaning,
        "type": "object",
        "properties": {
            "edit": {"const": edit.name},
            **{key.name: {"description": key.meaning, **key.holds} for key in edit.keys},
        },
        "required": ["edit", *(key.name for key in edit.keys if key.is_needed)],
        "additionalProperties": False,
        "examples": [{"edit": edit.name, **edit.example}],
    }


def _described(edit: type, texts: dict[str, Any]) -> DescribedEdit:
    fields = tuple(_keys(edit, texts["keys"]))
    return DescribedEdit(edit.__name__, inspect.getdoc(edit) or "", fields, texts["example"])


def _keys(edit: type, meanings: dict[str, str]) -> Iterator[Key]:
    hints = get_type_hints(edit)
    for field in dataclasses.fields(edit):
        default: object = None if field.default is dataclasses.MISSING else field.default
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        yield Key(field.name, meanings[field.name], _held(hints[field.name]), needed, default or None)


def _held(kind: Any) -> dict[str, Any]:
    """What a field of this type holds in JSON: the other side of `edits/files/json_form`."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind == RowColumn:
        return {"type": "string", "pattern": f"^{_CELL}$"}
    if kind is CellRef:
        return {"type": "string", "pattern": f"^[^!].*!{_CELL}$"}
    if kind is Area:
        return {"type": "string", "pattern": f"^{_CELL}(:{_CELL})?$"}
    if origin in (Union, types.UnionType):
        return {"type": sorted(_PLAIN[one] for one in inner)}
    if origin is tuple:
        return {"type": "array", "items": _held(inner[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "propertyNames": _held(inner[0]), "additionalProperties": _held(inner[1])}
    return {"type": _PLAIN[kind]}
