"""Results, quota changes, reports and forms: the columns, units and templates they name."""

from collections.abc import Iterator
from pathlib import Path

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.shipped import shipped_folder
from xl_addin.spec.checking.finding import Finding, SpecPath, column_named
from xl_addin.spec.model import Spec
from xl_addin.unit_names.comparing import same_name_key

_NO_INDICATOR = Text("không có chỉ tiêu hay cột nào mang khóa {key}", "no indicator and no column has the key {key}")
_NO_UNIT = Text("không có đơn vị {name}", "there is no unit {name}")
_NO_SET = Text("không có bộ đơn vị {key}", "there is no unit set {key}")
_NO_TEMPLATE = Text(
    "không có mẫu {name}: không phải mẫu có sẵn, cũng không có tệp này cạnh đặc tả",
    "there is no template {name}: no shipped one, nor a file beside the spec",
)


def output_findings(spec: Spec) -> Iterator[Finding]:
    """What results, quota changes and reports name that is not there."""
    for index, indicator in enumerate(spec.results.indicators if spec.results else ()):
        yield from column_named(("results", "indicators", index, "quota"), indicator.quota, spec)
    keys = [indicator.key for indicator in (spec.results.indicators if spec.results else ())]
    keys += [column.key for table in spec.tables for column in table.columns if column.key]
    units = [unit for each in (spec.units, *(one.units for one in spec.unit_sets)) for unit in each]
    known = {same_name_key(name) for unit in units for name in (unit.name, *unit.aliases, unit.code) if name}
    known |= {same_name_key(name) for one in spec.unit_sets for names in one.aliases.values() for name in names}
    listed = units and all(one.units for one in spec.unit_sets)
    for index, change in enumerate(spec.quota_changes):
        place: SpecPath = ("quota_changes", index)
        if change.indicator not in keys:
            text = _NO_INDICATOR.with_values(key=change.indicator)
            yield (*place, "indicator"), unknown(text, change.indicator, keys)
        if listed and same_name_key(change.unit) not in known:
            text = _NO_UNIT.with_values(name=change.unit)
            yield (*place, "unit"), unknown(text, change.unit, [unit.name for unit in units])
    sets = [one.key for one in spec.unit_sets]
    for index, report in enumerate(spec.reports):
        if report.units is not None and report.units not in sets:
            text = _NO_SET.with_values(key=report.units)
            yield ("reports", index, "units"), unknown(text, report.units, sets)


def missing_templates(spec: Spec, folder: Path) -> Iterator[Finding]:
    """The templates a spec names that are neither shipped nor stand in its folder."""
    named: list[tuple[SpecPath, str | None]] = [
        *((("reports", i, "template"), report.template) for i, report in enumerate(spec.reports)),
        *((("deadlines", i, "form"), deadline.form) for i, deadline in enumerate(spec.deadlines)),
        (("unit_sheets", "template"), spec.unit_sheets.template if spec.unit_sheets else None),
    ]
    for place, name in named:
        if name is not None and template_file(name, folder) is None:
            shipped = sorted(path.name for path in shipped_folder("workbook_templates").glob("*.xlsx"))
            yield place, unknown(_NO_TEMPLATE.with_values(name=name), name, shipped)


def template_file(name: str, folder: Path) -> Path | None:
    """The file of a template that a spec in this folder names; a file of the office comes before a shipped one."""
    for place in (folder, shipped_folder("workbook_templates")):
        for file in (name, f"{name}.xlsx"):
            if (place / file).is_file():
                return place / file
    return None
