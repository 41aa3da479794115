"""Which words within a cell's text look otherwise than the cell: bold, red, raised."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from xl_addin.comparing.beside.canonical import canonical
from xl_addin.formula.cells import parse_address
from xl_addin.package.package import PartSource
from xl_addin.package.parts import MAIN, STRICT_MAIN, child, children, local_name, related, workbook_part
from xl_addin.package.safe_xml import stream_xml
from xl_addin.workbook.reading.strings import stored_text

_RUN = re.compile(rb"<(?:[\w.-]+:)?r[\s>]")
_CELLS = [f"{{{namespace}}}c" for namespace in (MAIN, STRICT_MAIN)]
_TEXTS = [f"{{{namespace}}}si" for namespace in (MAIN, STRICT_MAIN)]


def shared_runs(source: PartSource) -> dict[int, str]:
    """The shared texts in which words have looks of their own, by their place in the list."""
    part = next(iter(related(source, workbook_part(source), "sharedStrings")), None)
    data = b"" if part is None or part not in source else source.read(part)
    if not _RUN.search(data):
        return {}
    items = (runs_of(item) for item in stream_xml(data, _TEXTS, part=part))
    return {at: said for at, said in enumerate(items) if said}


def runs_in_sheet(source: PartSource, part: str, shared: Mapping[int, str]) -> dict[int, dict[int, str]]:
    """By column and row, how the words look of cells in which some look otherwise than the cell."""
    data = source.read(part)
    found: dict[int, dict[int, str]] = {}
    if not shared and not _RUN.search(data):
        return found
    for cell in stream_xml(data, _CELLS, part=part):
        said = ""
        if cell.get("t") == "s":
            number = (getattr(child(cell, "v"), "text", None) or "").strip()
            said = shared.get(int(number), "") if number.isdecimal() else ""
        elif (text := child(cell, "is")) is not None:
            said = runs_of(text)
        if said and (place := cell.get("r")):
            row, column = parse_address(place)
            found.setdefault(column, {})[row] = said
    return found


def runs_of(text: etree._Element) -> str:
    """The looks of a text's words, each with how many characters have it; "" where all look as the cell does.

    Neighbours that look alike are one, however a program has divided them.
    """
    runs: list[tuple[str, int]] = []
    for run in children(text, "r"):
        look = _look(child(run, "rPr"))
        length = len(stored_text(words)) if (words := child(run, "t")) is not None else 0
        if runs and runs[-1][0] == look:
            look, length = look, length + runs.pop()[1]
        if length:
            runs.append((look, length))
    return str(runs) if any(look for look, _ in runs) else ""


def _look(properties: etree._Element | None) -> str:
    said: Iterable[etree._Element] = () if properties is None else properties
    elements: Sequence[etree._Element] = [each for each in said if isinstance(each.tag, str)]
    return "".join(sorted(canonical(each) for each in elements if local_name(each) not in _SAYS_NOTHING))


_SAYS_NOTHING = {"charset", "family", "scheme"}
"""What of a font follows from its name."""
