"""The page that explains a spec's fields (docs/spec.md), generated from the model so that it cannot go stale."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xl_addin.notation.reading.functions import FUNCTIONS
from xl_addin.spec.model import Spec

EXAMPLE = """\
spec_version: 1
key: vi_du
title:
  - PHÂN BỔ CHỈ TIÊU KÍCH HOẠT TÀI KHOẢN
  - TỪ NGÀY {first_day} ĐẾN NGÀY {last_day}
document:
  number: 12/KH-UBND
  day: 2025-03-03
  issuer: ỦY BAN NHÂN DÂN XÃ
  issuer_in_text: Ủy ban nhân dân xã
  place: Xã
  kind: Kế hoạch
  authority: TM. ỦY BAN NHÂN DÂN
  signer: CHỦ TỊCH
parameters:
  target: {value: 1000, label: Chỉ tiêu của toàn xã (tài khoản)}
  first_day: {value: 2025-03-10, label: Ngày bắt đầu}
  last_day: {value: 2025-03-24, label: Ngày kết thúc}
  days: {value: 15, label: Số ngày}
tables:
  - key: quota
    sheet: Chỉ tiêu
    columns:
      - {number: "1", role: index, heading: STT, width: 5}
      - {number: "2", role: unit, heading: Thôn}
      - {number: "3", heading: Số công dân}
      - {number: "4", heading: Chỉ tiêu giao, apportion: {target: target, by: "3"}}
      - {number: "5", heading: Đã kích hoạt}
      - {number: "6=4-5", heading: Còn phải thực hiện, floor: 0}
      - {number: "7=6/{days}", heading: Bình quân một ngày, number_format: "#,##0.0"}
    invariants:
      - "{4} <= {3}"
periods:
  - {key: drive, name: Đợt cao điểm, start: first_day, end: last_day, stated_days: days, table: quota, quota: "6"}
deadlines:
  - {name: Báo cáo kết quả, before: 2025-03-27, period: drive}
"""
"""A small spec with invented figures; it is loaded by a test."""

_WORDS: dict[Any, str] = {str: "text", int: "whole number", float: "number"}

_INTRODUCTION = """\
# The spec of a campaign

A spec (`formulas_spec/*.yaml`) says what a campaign's tables do not say themselves: headings, parameters, how a whole
is shared, which days a quota is spread over. It is YAML; every error is reported as `file:line: message`.
This page is generated from the model (`python docs/generate.py`).
`xl-addin spec from BOOK -o SPEC.yaml` begins a spec from a table the office has, `xl-addin spec check` tells every
mistake at once; the officers' chapter, with more examples, is [huong-dan/dac-ta.md](huong-dan/dac-ta.md). What is
marked *Version 2* needs `spec_version: 2`.

## How figures refer to each other

- In a table, `number` is the cell of the column-number row. `7=4-5` there is the column's formula.
- `formula` adds what the sheet does not state: `{7}` is column 7 of the same row, `{phase1.3}` column 3 of the same
  unit in the table `phase1`, a bare name is a parameter. `+ - * / ( )`, `20%` and the functions below are allowed.
  A date taken from a date gives days: `last_day - first_day + 1`.
- An invariant compares two formulas in every row: `{6} <= {5}`.
- In `apportion.target`, `{3}` is the total of column 3.
- In texts, `{name}` is a parameter's value. `--param name=value` on the command line comes before
  what a workbook keeps on its sheet `Tham số`, and that before the file.
- A whole number is written without separators (`500000`), a decimal or percentage in quotes (`"0,5"`, `"80%"`), a
  date as `2023-06-20`, a time as `"07:30"`. A parameter's value may be a formula over others: `"target * 80%"`.

## Functions of formulas

Each becomes functions that Excel 2010 has; here in row 9 of a table whose units stand in rows 9 to 19. What rounds up
or down leaves out binary noise first (`1.1 * 30` is 33, not 34): fractions below the ninth decimal beyond those asked.

@functions@

## Example

Invented figures.

```yaml
"""


def spec_reference() -> str:
    """The whole page as Markdown."""
    introduction = _INTRODUCTION.replace("@functions@", "\n".join(_functions()))
    return f"{introduction}{EXAMPLE}```\n\n## Fields\n\n{fields_of(Spec)}"


def _functions() -> Iterator[str]:
    yield "| function | gives | example | in Excel |"
    yield "|---|---|---|---|"
    for one in FUNCTIONS:
        yield f"| `{one.usage}` | {one.meaning.en} | `{one.example}` | `={one.excel}` |"


def fields_of(model: type[BaseModel]) -> str:
    """The fields of a model and of all its parts, a table each."""
    return "\n".join(line for part in _parts(model, {}) for line in _section(part)).rstrip() + "\n"


def _parts(part: type[BaseModel], seen: dict[type[BaseModel], None]) -> dict[type[BaseModel], None]:
    """A part and the parts its fields are made of, each once, in order of appearance."""
    seen[part] = None
    for field in part.model_fields.values():
        for inner in _models_in(field.annotation):
            if inner not in seen:
                _parts(inner, seen)
    return seen


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _section(part: type[BaseModel]) -> Iterator[str]:
    yield f"### {part.__name__}"
    yield ""
    yield f"{(part.__doc__ or '').splitlines()[0]}"
    yield ""
    yield "| field | value | default | meaning |"
    yield "|---|---|---|---|"
    for name, field in part.model_fields.items():
        cells = (
            f"`{field.validation_alias or name}`",
            _value(field.annotation),
            _default(field),
            field.description or "",
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _meaning(field: FieldInfo) -> str:
    """What the field says, and whether `spec_version: 1` has it."""
    newer = isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("since") == 2
    return f"{field.description or ''}{' *Version 2.*' if newer else ''}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    default = field.get_default(call_default_factory=True)
    return "–" if default is None or default in ((), {}) else f"`{default}`"


def _value(annotation: Any) -> str:
    """What a field takes, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(inner[0])
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inner)
    if origin in (Union, UnionType):
        return " or ".join(_value(one) for one in inner if one is not type(None))
    if origin is tuple:
        return f"list of {_value(inner[0])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if inner:
        return f"names with {_value(inner[1])}"
    return _WORDS.get(annotation) or str(annotation.__name__)
