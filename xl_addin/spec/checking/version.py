"""What a file of `spec_version: 1` says that only version 2 knows."""

from collections.abc import Iterator

from pydantic import BaseModel

from xl_addin.language import Text
from xl_addin.spec.checking.finding import Finding, SpecPath
from xl_addin.spec.model import ApportionSpec, ColumnSpec, ParameterSpec, PeriodSpec, Spec
from xl_addin.spec.parts.columns import EQUALLY

_NEWER = Text("{what} cần phiên bản 2; hãy ghi `spec_version: 2`", "{what} needs version 2; write `spec_version: 2`")
_ROLES_OF_1 = ("index", "unit", "number")


def too_new(spec: Spec) -> Iterator[Finding]:
    """The fields and values of a version 1 file that came with version 2."""
    if spec.spec_version == 1:
        yield from _of_part((), spec)


def _of_part(place: SpecPath, part: BaseModel) -> Iterator[Finding]:
    for name in part.model_fields_set:
        field = type(part).model_fields[name]
        stated = str(field.validation_alias or name)
        at, value = (*place, stated), getattr(part, name)
        since = field.json_schema_extra
        if isinstance(since, dict) and since.get("since") == 2:
            if value is not None:
                yield at, _NEWER.with_values(what=f"`{stated}`")
            continue
        yield from _inside(at, value)
    for name, value in _new_values(part):
        yield (*place, name), _NEWER.with_values(what=f"`{name}: {value}`")


def _inside(place: SpecPath, value: object) -> Iterator[Finding]:
    if isinstance(value, BaseModel):
        yield from _of_part(place, value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside((*place, index), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside((*place, key), item)


def _new_values(part: BaseModel) -> Iterator[tuple[str, object]]:
    """Values that a field of version 1 takes only since version 2."""
    match part:
        case ColumnSpec(role=role, kind=kind):
            if role not in _ROLES_OF_1:
                yield "role", role
            if kind == "amount":
                yield "kind", kind
        case ParameterSpec() if part.is_calculated or part.kind in ("days", "text", "time"):
            yield "value", part.value
        case PeriodSpec():
            yield from ((name, day) for name in ("start", "end") if not isinstance(day := getattr(part, name), str))
        case ApportionSpec():
            if part.by == EQUALLY or "{" in part.by:
                yield "by", part.by
            if not part.is_capped and part.at_most is not None:
                yield "at_most", part.at_most
            if part.least is not None:
                yield "at_least", part.least
