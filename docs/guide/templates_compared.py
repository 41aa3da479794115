"""The comparison of `templates.md`: what was measured of other engines, beside what their own tests show."""

from collections.abc import Iterator, Mapping
from typing import Any

from guide.texts import data, filled

WRONG = "✗ "
"""How what is lost or wrong is marked in what was measured."""
_ENGINES = ("xl-addin", "xltpl", "JXLS", "xlsx-template", "ClosedXML.Report")
_STRICT = "JXLS, strict"


def compared() -> str:
    """The section, in English."""
    about = data("templates_compared.yaml")
    return filled("templates_compared.md.j2", versions=about["versions"], table="\n".join(_table(about["rows"])) + "\n")


def _table(rows: Mapping[str, Any]) -> Iterator[str]:
    measured = data("templates_measured.yaml")
    yield f"| | {' | '.join(_ENGINES)} |"
    yield "|---" * (len(_ENGINES) + 1) + "|"
    for question, row in rows.items():
        cells = [_shown(measured[engine][question]) for engine in _ENGINES[:-1]]
        strict = measured[_STRICT].get(question)
        if strict:
            cells[2] += f"; strict: {_shown(strict)}"
        yield " | ".join([f"| {row['row']}", *cells, _shown(row["closedxml"] or "?")]) + " |"


def _shown(answer: str) -> str:
    """An answer with what is wrong in it bold."""
    right, wrong, said = answer.partition(WRONG)
    return f"{right}**{said}**" if wrong else right
