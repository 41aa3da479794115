"""The officers' chapter about specs: its example loads, and so it does with each part that is shown by itself."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from xl_addin.spec.load import load_spec

CHAPTER = (Path(__file__).parents[2] / "docs" / "huong-dan" / "dac-ta.md").read_text(encoding="utf-8")
WHOLE, *PARTS = re.findall(r"^```yaml\n(.*?)^```", CHAPTER, re.MULTILINE | re.DOTALL)


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


def test_the_whole_example_loads_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "kich_hoat.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    assert load_spec(str(path)).number("target") == 1000
    assert len(PARTS) > 3


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_take_its_place_in_it(part: str, tmp_path: Path) -> None:
    written = StringIO()
    YAML().dump({**read(WHOLE), **read(part)}, written)
    path = tmp_path / "kich_hoat.yaml"
    path.write_text(written.getvalue(), encoding="utf-8")
    spec = load_spec(str(path))
    assert set(read(part)) <= spec.model_fields_set
