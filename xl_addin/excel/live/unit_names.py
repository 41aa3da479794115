"""The hidden names that lead to what units fill in: with them sheets are known when they were renamed or moved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xl_addin.campaign.cutting.manifest.in_file import NAME

if TYPE_CHECKING:
    import xlwings

LONGEST_PLACE = 250
"""Excel takes no longer text for a name from a program."""


def lay_unit_names(live: "xlwings.Book", names: Mapping[str, str]) -> None:
    """Let these be the hidden names of unit sheets, and no others, be they a sheet's own that came with it."""
    listed = live.api.Names
    for number in range(int(listed.Count), 0, -1):
        name = listed.Item(number)
        if str(name.Name).rpartition("!")[2].startswith(NAME):
            name.Delete()
    for called, place in names.items():
        listed.Add(Name=called, RefersTo=f"={place}", Visible=False)


def unit_names_in(defined_names: Mapping[str, str]) -> dict[str, str]:
    """Those among the names of a workbook."""
    return {name: place.removeprefix("=") for name, place in defined_names.items() if name.startswith(NAME)}
