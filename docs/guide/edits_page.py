"""`edits.md`: every kind of edit that a list for `xl-addin edit` may hold."""

import json
from collections.abc import Iterator
from typing import Any

from guide.edits_schema import DescribedEdit, Key, described_edits

_INTRODUCTION = """\
# Edits

`xl-addin edit BOOK --edits FILE` makes a list of edits in a workbook, and `xl-addin fix --edits FILE` writes one. It is
JSON (UTF-8): a list of objects, each with its kind as `edit` and the keys below. Edits are made kind by kind in the
order of this page, whatever their order in the list; those of rows and columns as they are given, each as the lines
are numbered just then. A list that is not understood is refused with the place in it, such as `[2] SetValue.cell`:
the second edit, its key `cell`; nothing is written then. Editors that know JSON Schema find all of it in
[edits.schema.json](edits.schema.json).

This page is generated from the code; its examples run as tests, one after the other.
"""


def edits_page() -> str:
    """The page."""
    return _INTRODUCTION + "".join(map(_section, described_edits()))


def _section(edit: DescribedEdit) -> str:
    rows = "\n".join(_row(key) for key in edit.keys)
    example = json.dumps({"edit": edit.name, **edit.example}, ensure_ascii=False)
    return (
        f"\n## {edit.name}\n\n{edit.meaning}\n\n| key | holds | meaning |\n|---|---|---|\n{rows}\n\n"
        f"```json\n[{example}]\n```\n"
    )


def _row(key: Key) -> str:
    left_out = (
        "" if key.is_needed else f"; left out: `{json.dumps(key.default)}`" if key.default else "; may be left out"
    )
    return f"| `{key.name}` | {' '.join(_words(key.holds))}{left_out} | {key.meaning} |"


def _words(holds: dict[str, Any]) -> Iterator[str]:
    if holds["type"] == "array":
        yield "a list of:"
        yield from _words(holds["items"])
    elif holds["type"] == "object":
        yield "an object, each name"
        yield from _words(holds["propertyNames"])
        yield "with"
        yield from _words(holds["additionalProperties"])
    elif "pattern" in holds:
        # As the pattern says: `Sheet!D9`, `B2:D9` or `D9`.
        pattern = holds["pattern"]
        yield (
            "a cell like `Giao!D9`"
            if "!" in pattern
            else "cells like `B2:D9`"
            if ":" in pattern
            else "a cell like `D9`"
        )
    else:
        kinds = [holds["type"]] if isinstance(holds["type"], str) else holds["type"]
        called = [word for kind, word in _CALLED.items() if kind in kinds]
        yield " or ".join(filter(None, (", ".join(called[:-1]), called[-1])))


_CALLED = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
