"""U504 name-not-normalised: a unit's name looks right but is not written in the usual characters.

## What it does
Finds accents kept as separate characters (decomposed Unicode), double, leading or trailing spaces, no-break and
zero-width spaces in units' names.

## Why it is bad
VLOOKUP, filters and consolidation do not find the name, although both look the same.

## Example
“Đồng Xoài ” with a space at its end, or typed on a Mac with decomposed accents.

## How to mend
Write the name in composed Unicode with single spaces (`xl-addin fix`, or the function CT_CHUANTEN).

## What is not detected
Other columns' texts, and where the tone mark stands (hòa or hoà): both are right.
"""

import unicodedata
from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.unit_names.writing import plainly_written
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("U504", "name-not-normalised", Severity.NOTE, stage="inputs")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every unit name that is not written normally."""
    for view in case.all_views:
        column = view.table.unit_column
        if column is None or view.cells.plainly_named:
            continue
        for row in view.table.body_rows:
            name = view.unit_name(row)
            proper = plainly_written(name)
            # A line break is how a long name is wrapped on purpose.
            if proper == name.replace("\n", " "):
                continue
            composed = unicodedata.normalize("NFC", name) == name
            reason = (
                Text("có dấu cách thừa hoặc ký tự ẩn", "has extra spaces or invisible characters")
                if composed
                else Text("dùng Unicode tổ hợp (dấu tách rời)", "uses decomposed Unicode (separate accents)")
            )
            yield RULE.found(
                view.table.sheet,
                row,
                column.position,
                Text("Tên đơn vị “{name}” {reason}.", "The unit name “{name}” {reason}.").with_values(
                    name=proper, reason=reason
                ),
                Text("Gõ lại: {name}.", "Type it again: {name}.").with_values(name=proper),
                expected=proper,
                actual=name,
            )
