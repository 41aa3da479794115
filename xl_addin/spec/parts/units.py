"""The units of a campaign: who is given quotas, at which level, under whom, by which other names."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from xl_addin.spec.parts.part import Key, Part, since_2


class UnitSpec(Part):
    """A unit; where it has no code and no aliases its name alone will do: `units: [Ấp 1, Ấp 2]`."""

    name: str = Field(min_length=1, description="The unit's name as it stands in tables.")
    code: str | None = since_2("Its code; a unit is its code and its parent, never its name alone.")
    parent: str | None = since_2("The code or name of the unit it lies in.")
    aliases: tuple[str, ...] = since_2("Other names it is written by.", ())


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


ListedUnit = Annotated[UnitSpec, BeforeValidator(_named)]


class UnitSetSpec(Part):
    """Units of one kind: the hamlets, the forces, the offices."""

    key: Key = Field(description="The set's name in this file; a table names it as `units`.")
    level: str = Field(description="What its units are, as the officer calls them: `thôn`, `lực lượng`.")
    parent: Key | None = Field(None, description="The set whose units these lie in.")
    aliases: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Other names of units: `{Công an xã: [CAX]}`."
    )
    units: tuple[ListedUnit, ...] = Field((), description="The units; those of the data if left out.")

    def names_of(self, unit: UnitSpec) -> tuple[str, ...]:
        """Every name a unit goes by, its own first."""
        return tuple(dict.fromkeys((unit.name, *unit.aliases, *self.aliases.get(unit.name, ()))))
