"""What stands where in a book, kind by kind, as facts that must be found again after an edit, moved along with it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from sweeping.kinds_of_parts import Parts, local

Facts = Counter[tuple[str, str]]
"""How often each thing is said, by its name and by what is said: an address, a formula, a text."""
Place = Literal["area", "formula", "row", "row from 0", "text"]
_CELL = re.compile(r"(?<![A-Za-z_.\d])(\$?[A-Z]{1,3}\$?|\$(?=\d+:|\d+$))(\d+)(?![\d(])")
_QUOTED = re.compile(r"'(\w+)'!")


@dataclass(frozen=True)
class Probe:
    """A thing to look for: its name, the way from the sheet to its part, its element, and what of it is looked at.

    The way is a chain of kinds of relationships, from the sheet unless it begins with `of workbook` or `package`;
    `workbook` alone is that part itself. What is looked at is an attribute (`r if hidden`: of those that have another),
    `#` the text, `/row` the text of an element inside, `~v` that of the next one, or "" for being there.
    """

    name: str
    way: tuple[str, ...]
    element: str
    said: str = ""
    place: Place = "text"


def facts(parts: Parts, sheet: str, probes: Mapping[str, Probe], names: tuple[str, ...]) -> Facts:
    """What the probes of these names find of a sheet."""
    found: Facts = Counter()
    for name in names:
        probe = probes[name]
        for part in _parts(parts, sheet, probe.way):
            if not part.endswith(".xml"):
                found.update((name, said) for said in _in_text(parts.content[part], probe))
                continue
            root = parts.root(part)
            for element in root.iter() if root is not None else ():
                if isinstance(element.tag, str) and _is_meant(element, probe.element):
                    said = _said(element, probe.said)
                    if said is not None:
                        # Quotes that a name does not need are another's way of writing it.
                        found[name, _QUOTED.sub(r"\1!", said) if probe.place == "formula" else said] += 1
    return found


def expected(before: Facts, probes: Mapping[str, Probe], moved: Callable[[int], int]) -> Facts:
    """The facts once every row has moved so."""
    found: Facts = Counter()
    for (name, said), count in before.items():
        found[name, _moved(said, probes[name].place, moved)] += count
    return found


def _moved(said: str, place: Place, moved: Callable[[int], int]) -> str:
    if place == "row":
        return str(moved(int(said)))
    if place == "row from 0":
        return str(moved(int(said) + 1) - 1)
    if place in ("area", "formula"):
        return _CELL.sub(lambda cell: f"{cell[1]}{moved(int(cell[2]))}", said)
    return said


def _parts(parts: Parts, sheet: str, way: tuple[str, ...]) -> Iterator[str]:
    if way == ("workbook",):
        yield parts.workbook
        return
    found = [parts.sheets[sheet]]
    if way[:1] in (("package",), ("of workbook",)):
        found, way = ["" if way[0] == "package" else parts.workbook], way[1:]
    for kind in way:
        targets = [target for part in found for each, _, target in parts.relations(part) if each == kind]
        found = [name for target in targets if (name := parts.actual(target))]
    yield from found


def _is_meant(element: etree._Element, wanted: str) -> bool:
    """Whether an element is called so, `rowBreaks/brk`: and the one around it so."""
    around, _, name = wanted.rpartition("/")
    parent = element.getparent()
    return local(element) == name and (not around or (parent is not None and local(parent) == around))


def _said(element: etree._Element, said: str) -> str | None:
    if said == "":
        return ""
    if said.startswith("~"):
        following = element.getnext()
        return None if following is None or local(following) != said[1:] else following.text
    said, _, condition = said.partition(" if ")
    if condition and element.get(condition) is None:
        return None
    if said == "#":
        return "".join(map(str, element.itertext()))
    if said.startswith("/"):
        inner = element.find("/".join(f"{{*}}{step}" for step in said[1:].split("/")))
        return None if inner is None else inner.text or ""
    return next((str(value) for name, value in element.attrib.items() if str(name).rpartition("}")[2] == said), None)


def _in_text(content: bytes, probe: Probe) -> Iterator[str]:
    """Old drawings (VML) and what is no XML at all."""
    if not probe.element:
        yield str(len(content))
    elif probe.said == "#":
        for found in re.findall(rb"<(?:\w+:)?%b>([^<]*)</" % probe.element.encode(), content):
            yield found.decode().strip()
    else:
        yield from [""] * len(re.findall(rb"<(?:\w+:)?%b[\s/>]" % probe.element.encode(), content))
