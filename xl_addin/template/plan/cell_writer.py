"""Cells of the template as functions that write a cell of the result."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import inf, isfinite
from typing import NamedTuple

from lxml import etree

from xl_addin.formula.excel_limits import is_too_long
from xl_addin.language import Text
from xl_addin.package.parts import children
from xl_addin.package.xml_text import escape
from xl_addin.template.language.cell_text import Render, compile_formula, compile_text, has_markup, only_expression
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.filters import Formatted
from xl_addin.template.language.limits import MAX_TEXT, too_long, too_long_formula
from xl_addin.template.language.made_formula import made_formula
from xl_addin.template.language.mistakes.border import cannot_be_evaluated, no_number
from xl_addin.template.language.mistakes.wording import kind_of
from xl_addin.template.language.pictures import Picture
from xl_addin.template.plan.axis.ends import Turns
from xl_addin.template.plan.references import rewritten, stays_on_its_sheet
from xl_addin.template.plan.string_table import StringTable
from xl_addin.template.plan.style_table import Font, StyleTable
from xl_addin.template.plan.targets import FindTarget
from xl_addin.workbook.model.book import DateSystem, Value
from xl_addin.workbook.model.linked import Linked, LinkedFloat, LinkedInt
from xl_addin.workbook.model.times import Time
from xl_addin.workbook.reading.stored_values import number
from xl_addin.workbook.reading.strings import escaped, stored_text, text_of

# Typed into a cell, these would begin a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")
_DIGITS = 15
"""Digits of a number that Excel keeps."""
_KEPT = 10**_DIGITS
_TOO_MANY_DIGITS = Text(
    "Excel chỉ giữ {most} chữ số của một số; mã, số tài khoản thì viết | string",
    "Excel keeps {most} digits of a number; write | string for a code or an account",
)
_ILLEGAL = re.compile("[\ud800-\udfff]")


class Spot(NamedTuple):
    """Where in the result a cell is written, and how references in it are followed."""

    row: int
    scope: Scope
    turns: Turns
    find_target: FindTarget


class CellContent(NamedTuple):
    """What a cell of the result holds.

    `rest` is everything of `<c r="A1"` after the address, up to the formula where there is one; `value` what a reader
    makes of it. A formula has no `=`, and its value is calculated when all cells are there. A picture floats over it.
    """

    rest: str
    value: Value = None
    formula: str | None = None
    picture: Picture | None = None


Write = Callable[[Spot], CellContent]


@dataclass(frozen=True)
class CellTemplate:
    """A cell of the template: `write` gives what it becomes, where that depends on the data or its place.

    `written` is what it says, for messages; `fonts` are those of its formatted runs. `only_place` tells that it is a
    formula (`written`, behind its `=`) that depends on where the rows of its sheet went, and on no data.
    """

    column: int
    letters: str
    place: str
    style: int
    write: Write | CellContent
    written: str = ""
    fonts: tuple[Font, ...] = ()
    only_place: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but a style."""
        return isinstance(self.write, CellContent) and self.write.rest.endswith("/>")


@dataclass(frozen=True)
class Workshop:
    """What every cell of a result shares."""

    environment: Environment
    strings: StringTable
    styles: StyleTable
    date_system: DateSystem

    def text(self, text: str, style: int) -> CellContent:
        """A text cell, quoted where Excel would take it for a formula on editing."""
        if len(text) > MAX_TEXT:
            raise too_long()
        self.environment.budget.write(len(text))
        if text.startswith(_FORMULA_SIGNS):
            style = self.styles.quoted(style)
        text = _ILLEGAL.sub("", text)
        return CellContent(f'{style_attribute(style)} t="s"><v>{self.strings.plain(text)}</v></c>', text)

    def value(self, value: object, style: int) -> CellContent:
        """A cell that keeps its value's type; TemplateFault for what no cell can hold."""
        # Most cells of most results are one of these two.
        if type(value) is str and value:
            return self.text(value, style)
        if type(value) is int and abs(value) < _KEPT:
            return CellContent(f"{style_attribute(style)}><v>{value}</v></c>", value)
        match value:
            case Formatted():
                return self.value(value.value, self.styles.formatted(style, value.number_format))
            case None | "":
                return CellContent(f"{style_attribute(style)}/>")
            case str():
                return self.text(value, style)
            case bool():
                return CellContent(f'{style_attribute(style)} t="b"><v>{int(value)}</v></c>', value)
            case Time():
                return _stored_number(_number_text(value), self.styles.timed(style, value.number_format))
            case LinkedInt() | LinkedFloat():
                return _linked_number(value, style)
            case int() | float() | Decimal() | Fraction():
                return _stored_number(_number_text(value), style)
            case date():
                return _stored_number(_serial(value, self.date_system), self.styles.dated(style))
            case Picture():
                return CellContent(f"{style_attribute(style)}/>", picture=value)
            case _:
                raise cannot_be_evaluated(
                    Text("ô không chứa được {kind}", "a cell cannot hold a {kind}").with_values(kind=kind_of(value))
                )

    def formula(self, formula: str, spot: Spot, style: int) -> CellContent:
        """A formula cell; its value is calculated when all cells are there. TemplateFault for what is too long."""
        written = _ILLEGAL.sub("", rewritten(formula, spot.turns, spot.find_target))
        if is_too_long(written):
            raise too_long_formula()
        return CellContent(style_attribute(style), formula=written)


def style_attribute(style: int) -> str:
    """` s="3"`, nothing for the default style."""
    return f' s="{style}"' if style else ""


def _stored_number(text: str, style: int) -> CellContent:
    return CellContent(f"{style_attribute(style)}><v>{text}</v></c>", number(text))


def _linked_number(value: Linked, style: int) -> CellContent:
    """The formula that leads to the number; for what is calculated here it is the number it has there."""
    text = _number_text(value)
    formula = escape(escaped(value.formula))
    return CellContent(f"{style_attribute(style)}><f>{formula}</f><v>{text}</v></c>", number(text))


def compiled_text(workshop: Workshop, text: str, style: int) -> Write:
    """How to write a cell whose text has markup. TemplateFault if unreadable."""
    environment = workshop.environment
    if text.startswith("=") and "{{" in text:
        render = compile_formula(environment, text[1:])
        return lambda spot: workshop.formula(render(spot.scope), spot, style)
    only = only_expression(environment, text)
    if only is not None and only.startswith("="):
        return _made(workshop, only, style)
    if only is not None:
        evaluate = environment.expression(only)
        return lambda spot: workshop.value(evaluate(spot.scope), style)
    render = compile_text(environment, text)
    return lambda spot: workshop.text(render(spot.scope), style)


def _made(workshop: Workshop, expression: str, style: int) -> Write:
    """`{{= … }}`: the expression's text becomes the formula."""
    evaluate = workshop.environment.expression(expression.removeprefix("="))
    return lambda spot: workshop.formula(made_formula(evaluate(spot.scope)), spot, style)


def compiled_runs(workshop: Workshop, element: etree._Element, style: int) -> Write:
    """The same for a text in formatted runs: they are kept where each is readable by itself."""
    renders: list[Render | None] = []
    try:
        for run in children(element, "r"):
            text = text_of_run(run)
            renders.append(compile_text(workshop.environment, text) if has_markup(text) else None)
    except TemplateFault:
        return compiled_text(workshop, text_of(element), style)

    def write(spot: Spot) -> CellContent:
        copy = deepcopy(element)
        length = 0
        for run, render in zip(children(copy, "r"), renders, strict=True):
            if render is not None:
                [text] = children(run, "t")
                text.text = escaped(_ILLEGAL.sub("", render(spot.scope)))
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            length += sum(len(each.text or "") for each in children(run, "t"))
        if length > MAX_TEXT:
            raise too_long()
        workshop.environment.budget.write(length)
        return CellContent(f'{style_attribute(style)} t="s"><v>{workshop.strings.rich(copy)}</v></c>', text_of(copy))

    return write


def text_of_run(run: etree._Element) -> str:
    """The text of one formatted run."""
    return "".join(map(stored_text, children(run, "t")))


def depends_on_place_only(formula: str) -> bool:
    """Whether a formula reads the same in every sheet whose rows went the same way."""
    return not has_markup(formula) and stays_on_its_sheet(formula)


def compiled_formula(workshop: Workshop, formula: str, style: int) -> Write:
    """A formula cell, with or without `{{ … }}` in it."""
    if not has_markup(formula):
        return lambda spot: workshop.formula(formula, spot, style)
    only = only_expression(workshop.environment, formula)
    if only is not None and only.startswith("="):
        return _made(workshop, only, style)
    render = compile_formula(workshop.environment, formula)
    return lambda spot: workshop.formula(render(spot.scope), spot, style)


def _number_text(value: float | Decimal | Fraction) -> str:
    if isinstance(value, int) and abs(value) < _KEPT:
        return str(value)
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not isfinite(number):
        raise no_number()
    if not isinstance(value, float) and abs(number) >= _KEPT and _rounded_by_excel(int(value)):
        raise cannot_be_evaluated(_TOO_MANY_DIGITS.with_values(most=_DIGITS))
    return repr(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)


def _rounded_by_excel(whole: int) -> bool:
    """Whether a whole number has more digits than Excel keeps, zeros at its end not counted."""
    return len(str(abs(whole)).rstrip("0")) > _DIGITS


def _serial(value: date, date_system: DateSystem) -> str:
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
    epoch = datetime(1904, 1, 1) if date_system == 1904 else datetime(1899, 12, 30)
    days = (moment - epoch).total_seconds() / 86400
    # Excel's 1900 system counts a 29/2/1900 that never was.
    if date_system == 1900 and days < 61:
        days -= 1
    if days < 0:
        first = str(epoch.year + (date_system == 1900))
        raise cannot_be_evaluated(
            Text("Excel không có ngày trước năm {first}", "Excel has no dates before {first}").with_values(first=first)
        )
    return _number_text(days)
