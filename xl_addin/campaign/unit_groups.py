"""The units above a table's units, as the spec lists them."""

from collections.abc import Sequence

from xl_addin.spec.model import Spec, TableSpec
from xl_addin.unit_names.comparing import same_name_key


def parents_by_spec(spec: Spec, table: TableSpec, names: Sequence[str]) -> list[str | None]:
    """Each unit's parent by the unit's name; None for a name that the spec lists twice or not at all."""
    found: dict[str, str | None] = {}
    for unit in spec.units_of(table):
        key = same_name_key(unit.name)
        found[key] = None if key in found else unit.parent
    return [found.get(same_name_key(name)) for name in names]
