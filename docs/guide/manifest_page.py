"""The page that explains a manifest's keys (docs/manifest.md), generated from the model so that it cannot go stale."""

from xl_addin.campaign.cutting.manifest.model import Manifest
from xl_addin.spec.reference import fields_of

_INTRODUCTION = """\
# The manifest of unit sheets

`xl-addin unit-sheets` writes a manifest (JSON, `version: 2`): who was given what, and what every cell means that a unit
fills in. It stands beside the sheets (`phieu.json`; `phieu.json` in the folder of files) and inside every workbook, on
the very hidden sheet `_xl_addin`: row 1 says what holds for all units, every row below is one unit. There the hidden
names `xl_addin_unit_1` … lead to the units' entry cells, so that these are found again when sheets are renamed or moved
and lines inserted. `xl_addin.campaign.cutting.manifest.reading.read_manifest` reads both back; of version 1 it reads
what was assigned. This page is generated from the model (`python docs/generate.py`).

## Keys

"""


def manifest_page() -> str:
    """The whole page as Markdown."""
    return _INTRODUCTION + fields_of(Manifest)
