"""A spec as YAML text, with remarks where an officer has to look."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

_PLAIN = re.compile(r"[^\W\d_][^:#{}\[\],&*!|>'\"%@`\\\n\r\t=]*[^\s:#{}\[\],&*!|>'\"%@`\\=]")
_WORDS_OF_YAML = ("null", "true", "false", "yes", "no", "on", "off")
Scalar = str | int | date | bool


def scalar(value: Scalar) -> str:
    """A value as YAML reads it back: text in double quotes wherever it could mean anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(value.split())
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    escaped = "".join(
        f"\\{one}" if one in '"\\' else one if one.isprintable() else f"\\u{ord(one):04x}" for one in text
    )
    return f'"{escaped}"'


def flow(fields: Mapping[str, Scalar]) -> str:
    """Fields on one line: `{number: "3", heading: Số công dân}`."""
    return "{" + ", ".join(f"{name}: {scalar(value)}" for name, value in fields.items()) + "}"


def remarked(line: str, remark: str | None) -> str:
    """A line with a remark behind it."""
    return line if remark is None else f"{line}  # {remark}"


def listed(name: str, values: Sequence[str], indent: str = "") -> Iterator[str]:
    """A list of texts, a line each."""
    if values:
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {scalar(value)}" for value in values)
