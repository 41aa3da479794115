"""Find everything that is wrong with a template at once, with data or before there is any."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.package.package import open_package
from xl_addin.package.parts import child, children, relations, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.template.checking.foreign_markers import foreign_marker
from xl_addin.template.checking.markup_places import filled_markup
from xl_addin.template.checking.named_lists import named_areas, unlooped_lists
from xl_addin.template.language.cell_text import compile_formula, compile_header, compile_text, has_markup
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import Fault, Faults, TemplateFault, TemplateProblem, suggestion
from xl_addin.template.language.markers import Tag, tags
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.render import render_workbook
from xl_addin.template.template import Template, open_template
from xl_addin.workbook.reading.strings import text_of

_COMPILE = {"text": compile_text, "formula": compile_formula, "header": compile_header}
_NO_MARKUP = Text(
    "mẫu không có {{ … }} hay {%tr … %} nào nên không có gì để điền",
    "the template has no {{ … }} nor {%tr … %}, so there is nothing to fill",
)
_BOUND = re.compile(r"(?:for|group)\s+(?P<items>[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*)\s+in\b|set\s+(?P<set>[^\W\d]\w*)")


class Checked(NamedTuple):
    """What was found: how many sheets and places with markup a template has, and all that is wrong with it."""

    sheets: int
    places: int
    faults: tuple[Fault, ...]


def check_template(
    source: bytes, data: Mapping[str, object] | None = None, *, file: str = "", folders: Sequence[Path] = ()
) -> Checked:
    """Everything wrong with a template; with `data` also what could not be rendered from them, nothing being written.

    Problem only for what is no workbook that can be read.
    """
    package = open_package(source, file=file)
    found = Faults()
    try:
        template = open_template(source, file=file, folders=folders)
    except Problem as problem:
        sheet_parts(package, workbook_part(package))
        found.add(problem.place or "", "", problem.text)
        return Checked(0, 0, tuple(found.found))
    for fault in template.faults:
        found.found.setdefault(fault)
    written = [*_cells(template), *_beside_cells(template, found)]
    _check_foreign(template, written, found)
    _check_lists(template, data or {}, found)
    places = [text for _, text, _ in written if has_markup(text)]
    if not places and not any(has_markup(name) for name in template.sheets) and not found.found:
        found.add("", "", _NO_MARKUP)
    if data is not None:
        _check_rendering(template, data, found)
        _check_names(template, written, data, found)
    return Checked(len(template.sheets), len(places), tuple(found.found))


Written = tuple[str, str, str]
"""Where a text stands, as written, and the sheet."""


def _cells(template: Template) -> Iterator[Written]:
    for sheet in template.sheets.values():
        for row in sheet.rows.values():
            yield from ((cell.place, cell.written, sheet.name) for cell in row.cells if cell.written)


def _beside_cells(template: Template, found: Faults) -> Iterator[Written]:
    """Sheet names, headers, links, formulas of formats and validations; what of them cannot be read is a fault."""
    environment = template.workshop.environment
    for sheet in template.sheets.values():
        places = [(place.place, place.written, place.filled) for place in filled_markup(sheet.name, sheet.frame)]
        if has_markup(sheet.name):
            places.append((sheet.name, sheet.name, "text"))
        for place, text, filled in places:
            try:
                _COMPILE[filled or "text"](environment, text)
            except TemplateFault as fault:
                found.add(place, text, fault.text)
            yield place, text, sheet.name


def _check_foreign(template: Template, written: Iterable[Written], found: Faults) -> None:
    for place, text, _ in [*written, *_notes(template)]:
        foreign = foreign_marker(text)
        if foreign is not None:
            # That it cannot be read here says less.
            for fault in [each for each in found.found if each.place == place and each.expression == text]:
                del found.found[fault]
            found.add(place, *foreign)


def _check_lists(template: Template, data: Mapping[str, object], found: Faults) -> None:
    """Lists by defined names, as ClosedXML.Report has them."""
    bound = {name: {*_bound(sheet), *data} for name, sheet in template.sheets.items()}
    areas = named_areas(template.package, template.workbook)
    for place, text, told in unlooped_lists(areas, _cells(template), bound):
        found.add(place, text, told)


def _notes(template: Template) -> Iterator[Written]:
    """The notes of all sheets: other engines keep their commands there."""
    package = template.package
    for sheet in template.sheets.values():
        for relation in relations(package, sheet.part):
            if relation.kind == "comments" and relation.target in package:
                for comment in children(child(package.xml(relation.target), "commentList"), "comment"):
                    text = child(comment, "text")
                    if text is not None:
                        yield f"{sheet.name}!{comment.get('ref', '')}", text_of(text), sheet.name


def _check_names(template: Template, written: Iterable[Written], data: Mapping[str, object], found: Faults) -> None:
    """Names that neither the data nor a loop of the sheet gives, in branches, too, that these data leave out."""
    environment = template.workshop.environment
    bound = {sheet.name: _bound(sheet) for sheet in template.sheets.values()}
    told = {fault.place for fault in found.found}
    for place, text, sheet in written:
        if place in told:
            continue
        known = {*data, *bound[sheet]}
        for name in sorted(_names(environment, text) - known):
            near = suggestion(name, known)
            found.add(place, text, Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}"))


def _names(environment: Environment, text: str) -> frozenset[str]:
    markers = tags(text)
    for tag in markers:
        text = text.replace(tag.written, "")
    try:
        return environment.names_in(text).union(*(environment.names_in(_as_block(tag)) for tag in markers))
    except TemplateFault:
        # Told already, by whoever compiled it.
        return frozenset()


def _as_block(tag: Tag) -> str:
    """The same tag as Jinja writes it, for the names in it."""
    rest = re.sub(r"(?:,\s*(?:page\s+break|outline)\s*)+$|\s+across\s*$", "", tag.rest)
    match tag.keyword:
        case "for":
            return f"{{% for {rest} %}}{{% endfor %}}"
        case "group":
            header, _, key = rest.rpartition(" by ")
            return f"{{% for {header} %}}{{{{ {key} }}}}{{% endfor %}}"
        case "if" | "elif":
            return f"{{% if {rest} %}}{{% endif %}}"
        case "set":
            return f"{{{{ {rest.partition('=')[2]} }}}}"
        case _:
            return ""


def _bound(sheet: SheetTemplate) -> set[str]:
    """The names that markers of a sheet give to cells."""
    found = {"loop"}
    for row in sheet.rows.values():
        for cell in row.cells:
            for tag in tags(cell.written):
                match = _BOUND.match(f"{tag.keyword} {tag.rest}")
                if match is not None:
                    found |= {name.strip() for name in (match["items"] or match["set"]).split(",")}
    return found


def _check_rendering(template: Template, data: Mapping[str, object], found: Faults) -> None:
    try:
        render_workbook(template, data)
    except TemplateProblem as problem:
        for fault in problem.faults:
            found.found.setdefault(fault)
    except Problem as problem:
        found.add(problem.place or "", "", problem.text)
