"""Which sheets the result has, what they are called, and what a sheet's name in a formula stands for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.formula.cells import quoted_sheet, unquoted_sheet
from xl_addin.language import Text
from xl_addin.template.language.cell_text import compile_text, has_markup
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, TemplateFault, suggestion
from xl_addin.template.language.limits import MAX_SHEETS, LimitError
from xl_addin.template.plan.gathered import ReferenceFault
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.references import sheets_named
from xl_addin.template.plan.sheet_names import unique_sheet_names
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.plan.targets import NO_NAMES, DefinedName, FindTarget, SheetCopies, Target

_TOO_MANY = Text("kết quả có hơn {most} trang tính", "the result has more than {most} sheets")


@dataclass(frozen=True, eq=False)
class OutputSheet:
    """A sheet of the result: `wanted` is the name as rendered, `name` the one Excel accepts.

    `copy` counts those of one template sheet from 0; `item` is what a repeated one is for.
    """

    template: SheetTemplate
    scope: Scope
    wanted: str
    name: str
    copy: int
    item: object = None


def plan_sheets(
    templates: Iterable[SheetTemplate],
    taken: Iterable[str],
    scope: Scope,
    environment: Environment,
    faults: Faults,
) -> list[OutputSheet]:
    """The sheets of the result in order, `{%ts for … %}` carried out; `taken` are names of sheets left alone."""
    planned: list[tuple[SheetTemplate, Scope, str, int, object]] = []
    for template in templates:
        for copy, (item, inner) in enumerate(_scopes(template, scope, faults)):
            if len(planned) == MAX_SHEETS:
                raise LimitError(_TOO_MANY.with_values(most=MAX_SHEETS))
            planned.append((template, inner, _name(template, inner, environment, faults), copy, item))
    names = unique_sheet_names((wanted for _, _, wanted, _, _ in planned), taken)
    return [
        OutputSheet(template, inner, wanted, name, copy, item)
        for (template, inner, wanted, copy, item), name in zip(planned, names, strict=True)
    ]


def _scopes(template: SheetTemplate, scope: Scope, faults: Faults) -> list[tuple[object, Scope]]:
    if template.per_item is None:
        return [(None, scope)]
    try:
        return template.per_item.turns(scope)
    except TemplateFault as fault:
        faults.add(template.per_item.place, template.per_item.shown, fault.text)
        return []


def _name(template: SheetTemplate, scope: Scope, environment: Environment, faults: Faults) -> str:
    if not has_markup(template.name):
        return template.name
    try:
        return compile_text(environment, template.name)(scope)
    except TemplateFault as fault:
        faults.add(template.name, template.name, fault.text)
        return template.name


class SheetFinder:
    """Finds the sheet a formula names, by its name in the template or in the result."""

    def __init__(
        self,
        templates: Iterable[SheetTemplate],
        outputs: Iterable[OutputSheet],
        others: Iterable[str],
        layout_of: Callable[[OutputSheet], Layout | None],
        names: Mapping[str, str] = NO_NAMES,
    ) -> None:
        """`names` are the template's defined names as `read.defined_names` gives them."""
        self._layout_of = layout_of
        self._names = names
        self._copies: dict[str, SheetCopies] = {}
        self._seen_names: dict[str | None, Mapping[str, DefinedName]] = {}
        self._others = {name.casefold(): name for name in others}
        self._outputs: dict[str, list[OutputSheet]] = {}
        self._templates: dict[str, list[OutputSheet]] = {sheet.name.casefold(): [] for sheet in templates}
        for output in outputs:
            # What a template calls `{{ unit.name }}` may have had to change to be a sheet's name.
            for name in {output.name.casefold(), output.wanted.casefold()}:
                self._outputs.setdefault(name, []).append(output)
            self._templates[output.template.name.casefold()].append(output)

    def seen_from(
        self, output: OutputSheet | None, layout: Layout | None = None, tables: Mapping[str, str] = NO_NAMES
    ) -> FindTarget:
        """How formulas of that sheet of the result, whose cells went so, find what they refer to.

        `tables` are the names that its Excel tables have instead of the template's.
        """
        own_names = {output.template.name.casefold(), output.name.casefold()} if output else set()
        own = Target(None, layout, True, tables, self._names_in(output.template.name if output else None))
        own_by_name = Target(f"{quoted_sheet(output.name)}!", layout, True) if output else own

        def find(prefix: str | None) -> Target:
            if prefix is None:
                return own
            name = unquoted_sheet(prefix[:-1])
            key = name.casefold()
            if "[" in name or key in self._others:
                return Target(None, None, False)
            if key in own_names:
                return own_by_name
            found = self._outputs.get(key) or self._templates.get(key)
            if found is None:
                near = suggestion(name, [each[0].name for each in self._outputs.values()])
                raise ReferenceFault(Text(f"không có trang “{name}”{near.vi}", f"there is no sheet `{name}`{near.en}"))
            if len(found) != 1:
                if key not in self._copies:
                    self._copies[key] = self._copies_of(name, found)
                return Target(None, None, False, sheets=self._copies[key])
            return Target(f"{quoted_sheet(found[0].name)}!", self._layout_of(found[0]), False)

        return find

    def _copies_of(self, name: str, found: Sequence[OutputSheet]) -> SheetCopies:
        """What the name of a template sheet that the result has not once means."""
        alone = (
            Text(
                f"trang “{name}” có {len(found)} bản trong kết quả; hãy ghi tên trang bằng biểu thức, hoặc dùng SUM, "
                "COUNT, AVERAGE … cho mọi bản",
                f"the sheet `{name}` has {len(found)} copies in the result; name one by an expression, or use SUM, "
                "COUNT, AVERAGE … for all of them",
            )
            if found
            else Text(f"trang “{name}” không có trong kết quả", f"the sheet `{name}` is not in the result")
        )
        targets = [Target(f"{quoted_sheet(each.name)}!", self._layout_of(each), False) for each in found]
        return SheetCopies(targets, quoted_sheet(f"{found[0].name}:{found[-1].name}") if found else "", alone)

    def _names_in(self, sheet: str | None) -> Mapping[str, DefinedName]:
        """What defined names stand for in formulas of a template sheet, by the names in folded case."""
        if sheet not in self._seen_names:
            names: dict[str, DefinedName] = {}
            for name, text in self._names.items():
                owner, _, own = name.rpartition("!")
                if not owner:
                    repeated = [each for each in sheets_named(text) if self.is_repeated(each)]
                    # Such a name becomes each copy's own.
                    names.setdefault(name.casefold(), DefinedName(text, not repeated or sheet in sheets_named(text)))
                elif owner == sheet:
                    names[own.casefold()] = DefinedName(text, True)
            self._seen_names[sheet] = names
        return self._seen_names[sheet]

    def is_fixed(self, prefix: str | None) -> bool:
        """Whether a sheet's name in a formula stands for the same cells wherever the formula is.

        Without a name they are those of the formula's own sheet, which move as its rows do.
        """
        if prefix is None:
            return True
        name = unquoted_sheet(prefix[:-1])
        if "[" in name or name.casefold() in self._others:
            return True
        found = self._outputs.get(name.casefold(), [])
        return len(found) == 1 and found[0].template.per_item is None

    def is_repeated(self, name: str) -> bool:
        """Whether a template sheet is written once per item, or left out."""
        found = self._templates.get(name.casefold())
        return found is not None and (not found or found[0].template.is_repeated)
