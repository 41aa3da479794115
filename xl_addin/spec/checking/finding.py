"""A name that stands for nothing, and where it stands."""

import re
from collections.abc import Iterator

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.spec.model import Spec

SpecPath = tuple[str | int, ...]
Finding = tuple[SpecPath, Text]

PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
NO_SUCH_PARAMETER = Text("{name} không phải tên tham số nào", "{name} is no parameter's name")
_NO_TABLE = Text("không có bảng {key}", "there is no table {key}")
_NO_COLUMN = Text("bảng {table} không có cột {label}", "table {table} has no column {label}")


def placeholders(
    place: SpecPath, lines: tuple[str, ...], spec: Spec, others: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """The `{name}` of texts that are neither parameters nor one of the `others` that may stand there."""
    for line in lines:
        for name in PLACEHOLDER.findall(spec.fill_in(line)):
            if name.strip("{}") not in others:
                text = unknown(NO_SUCH_PARAMETER.with_values(name=name), name.strip("{}"), (*spec.parameters, *others))
                yield place, text


def column_named(place: SpecPath, named: str, spec: Spec) -> Iterator[Finding]:
    """What of `table.column` is not there."""
    key, _, label = named.partition(".")
    tables = [table.key for table in spec.tables]
    if key not in tables:
        yield place, unknown(_NO_TABLE.with_values(key=key), key, tables)
        return
    labels = [column.label for column in spec.table(key).columns if column.label]
    if label not in labels:
        yield place, unknown(_NO_COLUMN.with_values(table=key, label=label), label, labels)
