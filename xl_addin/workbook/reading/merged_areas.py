"""The areas of merged cells as a sheet lists them."""

from xl_addin.formula.cells import Area
from xl_addin.formula.reference import sole_reference


def merged_area(text: str) -> Area:
    """`A1:C2`, and as some programs write them whole columns (`A:C`) and rows (`1:2`); ValueError for anything else."""
    reference = sole_reference(text)
    area = reference.area if reference and reference.sheet is None else None
    if area is None:
        raise ValueError(f"not an area: {text!r}")
    return area
