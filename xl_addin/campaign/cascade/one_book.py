"""All levels in one workbook: a sheet for each table, every unit under a name of its own on its level."""

from collections import Counter
from collections.abc import Mapping, Sequence

from xl_addin.campaign.cascade.figures import LevelFigures
from xl_addin.campaign.cascade.levels import CascadeLevel
from xl_addin.campaign.cascade.units import Unit, UnitTree, names_in_table
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.units import UnitSpec
from xl_addin.unit_names.comparing import same_name_keys


def one_book(
    spec: Spec, levels: Sequence[CascadeLevel], tree: UnitTree, figures: LevelFigures
) -> tuple[Spec, CampaignInputs]:
    """What the one workbook is made of: the spec with its units listed, and their figures."""
    names: dict[Unit, str] = {}
    for units in tree.levels:
        names |= _names(units, names)
    sets = {level.units.key: tuple(_listed(unit, names) for unit in tree.levels[level.depth]) for level in levels}
    listed = spec.model_copy(
        update={
            "unit_sets": tuple(
                one.model_copy(update={"units": sets[one.key]}) if one.key in sets else one for one in spec.unit_sets
            )
        }
    )
    units_of = {table.key: tree.levels[level.depth] for level in levels for table in level.tables}
    inputs = CampaignInputs(
        tuple(names[unit] for unit in units_of[spec.tables[0].key]),
        {
            key: {label: tuple(of[unit] for unit in units_of[key]) for label, of in columns.items()}
            for key, columns in figures.figures.items()
        },
        {key: tuple(names[unit] for unit in units) for key, units in units_of.items()},
        {
            table.key: {
                column.label: tuple(
                    names[unit.parent] if column.role == "parent" and unit.parent else said[unit]
                    for unit in units_of[table.key]
                )
                for column in table.columns
                if column.in_words
                for said in [figures.texts[table.key][column.label]]
            }
            for table in spec.tables
        },
    )
    return listed, inputs


def _names(units: Sequence[Unit], above: Mapping[Unit, str]) -> dict[Unit, str]:
    """A name of its own for each: `Thôn 1, Xã Tân Phú` where a name stands for several."""
    names: dict[Unit, str] = {}
    for siblings in dict.fromkeys(tuple(unit.parent.children) if unit.parent else tuple(units) for unit in units):
        names |= zip(siblings, names_in_table(siblings), strict=True)
    times = Counter(same_name_keys([names[unit] for unit in units]))
    return {
        unit: f"{names[unit]}, {above[unit.parent]}" if times[key] > 1 and unit.parent else names[unit]
        for unit, key in zip(units, same_name_keys([names[unit] for unit in units]), strict=True)
    }


def _listed(unit: Unit, names: Mapping[Unit, str]) -> UnitSpec:
    return UnitSpec(name=names[unit], code=unit.code, parent=names[unit.parent] if unit.parent else None)


def whole_level(spec: Spec, levels: Sequence[CascadeLevel]) -> CascadeLevel:
    """All tables as one level that takes nothing from above: what a book of the whole is made by."""
    return CascadeLevel(0, levels[0].units, spec, ())
