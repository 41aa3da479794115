"""A file of `spec_version: 1` means what it meant before there was a version 2, and knows every field it knew."""

import json
from pathlib import Path
from typing import Any

from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.notation.text import to_text
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec

FOLDER = Path(__file__).parent / "version_1"


def spec() -> Spec:
    return load_spec(str(FOLDER / "ke_hoach.yaml"))


def as_it_was(loaded: Spec) -> dict[str, Any]:
    """What a file states, in the shape of version 1, whose units were names."""
    stated = loaded.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    stated["units"] = [unit["name"] for unit in stated["units"]]
    return stated


def test_it_loads_to_the_same_thing() -> None:
    assert as_it_was(spec()) == json.loads((FOLDER / "ke_hoach.json").read_text(encoding="utf-8"))


def test_its_columns_are_calculated_and_shared_as_before() -> None:
    loaded = spec()
    plans = {plan.label: plan.source for plan in plan_table(loaded, loaded.table("quota"))}
    formulas = {label: to_text(one) for label, one in plans.items() if one is not None and not isinstance(one, Shared)}
    assert formulas == {"6": "5-4", "7": "6/15", "8": "min({6}, 100)*weight"}
    share = plans["5"]
    assert isinstance(share, Shared)
    assert (to_text(share.target), share.at_most, share.at_least, share.method) == ("target*share", "3", "4", "dhondt")
    assert [plan.source and to_text(plan.source) for plan in plan_table(loaded, loaded.table("rest"))] == [
        "{quota.3}-{quota.5}"
    ]
