"""A spec as a workbook means it: the parameters the book keeps in its own sheet come before the spec's file."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from xl_addin.campaign.parameter_cell import cell_value, follows
from xl_addin.case.kept.parameters import KeptParameter, parameters_kept
from xl_addin.language import Text
from xl_addin.notation import exact
from xl_addin.problem import Problem
from xl_addin.spec.check import contradictions
from xl_addin.spec.model import ParameterSpec, Spec
from xl_addin.spec.parameter_option import with_parameters
from xl_addin.workbook.model.book import Book, Value

_DIFFERS = Text(
    "{place}: {name} = {kept} theo sổ tính; đặc tả ghi {stated}, đã dùng số của sổ",
    "{place}: {name} = {kept} in the workbook; the spec says {stated}, the workbook's figure was used",
)


def with_kept_parameters(spec: Spec, book: Book, given: Collection[str] = ()) -> Spec:
    """The spec with the parameters the book keeps, but for those `given` on the command line: these stand.

    Raises Problem, at the parameter's cell, for what is no figure or date of its kind or contradicts the spec.
    """
    cells = _kept(spec, book, given)
    for name, kept in cells.items():
        text = _typed(book, spec.parameters[name], kept.value)
        try:
            spec = spec if text is None else with_parameters(spec, {name: text}, typed=False)
        except Problem as problem:
            raise Problem(problem.text, file=book.file, place=kept.place) from problem
    if found := contradictions(spec):
        places = [kept.cell.sheet for kept in cells.values()][:1] or [", ".join(f"--param {name}" for name in given)]
        raise Problem(found[0][1], file=book.file, place=places[0])
    return spec


def kept_otherwise(spec: Spec, book: Book, given: Collection[str] = ()) -> list[Text]:
    """What the user should know: every parameter for which the book's figure was used and not the spec's."""
    settled = with_kept_parameters(spec, book, given).parameters
    return [
        _DIFFERS.with_values(
            place=kept.place, name=name, kept=_shown(settled[name]), stated=_shown(spec.parameters[name])
        )
        for name, kept in _kept(spec, book, given).items()
        if settled[name] != spec.parameters[name]
    ]


def _shown(parameter: ParameterSpec) -> object:
    return parameter.written if parameter.kind == "days" else parameter.value


def _kept(spec: Spec, book: Book, given: Collection[str]) -> Mapping[str, KeptParameter]:
    cells = parameters_kept(book)
    return {
        name: kept
        for name, kept in cells.items()
        if name in spec.parameters and name not in given and not follows(name, spec.parameters, cells)
    }


def _typed(book: Book, parameter: ParameterSpec, value: Value) -> str | None:
    """A cell's value as the command line takes it; None where it is the spec's own, or nothing is there."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None if parameter.kind in ("days", "text") and value == parameter.written else str(value)
    if parameter.kind in ("date", "days"):
        day = book.date(value)
        stated = (parameter.day(),) if parameter.is_date else parameter.days()
        return str(value) if day is None else None if (day,) == stated else day.isoformat()
    if parameter.kind == "time":
        return None if value == cell_value(parameter) else _time(value)
    if parameter.kind == "text":
        return _digits(Decimal(repr(value)))
    if exact(value) == parameter.number():
        return None
    if parameter.is_percent:
        return f"{_digits(Decimal(repr(value)) * 100)}%"
    return _digits(Decimal(repr(value)))


def _time(value: int | float) -> str:
    """A part of a day as `07:30`; a figure that is none as it stands."""
    if not 0 <= value < 1:
        return str(value)
    hours, minutes = divmod(round(value * 24 * 60), 60)
    return f"{hours:02}:{minutes:02}"


def _digits(number: Decimal) -> str:
    """Plain digits that read one way: `33.333` could be thousands, `33.3330` cannot."""
    whole, mark, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole}{mark}{decimals}{'0' if len(decimals) % 3 == 0 else ''}"
