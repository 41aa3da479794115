"""What a spec's parts say of each other: every column, table and parameter that is named must be there."""

from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.spec.calculated import miscalculated
from xl_addin.spec.checking.columns import column_findings
from xl_addin.spec.checking.cycles import cycle
from xl_addin.spec.checking.finding import Finding, SpecPath, placeholders
from xl_addin.spec.checking.outputs import output_findings
from xl_addin.spec.checking.periods import deadline_findings, period_findings, schedule_findings
from xl_addin.spec.checking.units import unit_findings
from xl_addin.spec.checking.version import too_new
from xl_addin.spec.model import Spec

_TWICE = Text("`{field}`: {name} xuất hiện hai lần", "`{field}`: {name} stands twice")


def contradictions(spec: Spec) -> list[Finding]:
    """Every name in a valid spec that stands for nothing, with the place of the field that holds it."""
    found = [
        *too_new(spec),
        *_twice(spec),
        *((("parameters", name, "value"), text) for name, text in miscalculated(spec.parameters)),
        *unit_findings(spec),
        *period_findings(spec),
        *schedule_findings(spec),
        *deadline_findings(spec),
        *output_findings(spec),
        *placeholders(("title",), spec.title, spec),
        *column_findings(spec),
    ]
    return found or cycle(spec)


def _twice(spec: Spec) -> Iterator[Finding]:
    """Names that must tell things apart and do not."""
    named: list[tuple[str, list[tuple[SpecPath, str]]]] = [
        ("key", [(("tables", i, "key"), table.key) for i, table in enumerate(spec.tables)]),
        ("sheet", [(("tables", i, "sheet"), table.sheet.casefold()) for i, table in enumerate(spec.tables)]),
        ("key", [(("periods", i, "key"), period.key) for i, period in enumerate(spec.periods)]),
        ("key", [(("unit_sets", i, "key"), one.key) for i, one in enumerate(spec.unit_sets)]),
    ]
    if spec.results:
        indicators = enumerate(spec.results.indicators)
        named.append(("key", [(("results", "indicators", i, "key"), one.key) for i, one in indicators]))
    for t, table in enumerate(spec.tables):
        keys = [(("tables", t, "columns", c, "key"), column.key) for c, column in enumerate(table.columns)]
        named.append(("key", [(place, key) for place, key in keys if key is not None]))
    for field, uses in named:
        seen: set[str] = set()
        for place, name in uses:
            if name in seen:
                yield place, _TWICE.with_values(field=field, name=name)
            seen.add(name)
