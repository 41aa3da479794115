"""docs/spec.md says what the model says, and its example works."""

from pathlib import Path

from pydantic import BaseModel

from xl_addin.spec.load import load_spec
from xl_addin.spec.parts.part import Part
from xl_addin.spec.reference import EXAMPLE, spec_reference

PAGE = Path(__file__).parents[2] / "docs" / "spec.md"


def parts(part: type[BaseModel] = Part) -> list[type[BaseModel]]:
    return [one for sub in part.__subclasses__() for one in (sub, *parts(sub))]


def test_the_page_has_not_drifted_from_the_model() -> None:
    assert PAGE.read_text(encoding="utf-8") == spec_reference(), "run `python docs/generate.py`"


def test_every_field_is_explained() -> None:
    page = spec_reference()
    for part in parts():
        assert f"### {part.__name__}" in page
        for name, field in part.model_fields.items():
            assert field.description, f"{part.__name__}.{name} has no description"
            assert f"| `{field.validation_alias or name}` |" in page


def test_the_example_loads(tmp_path: Path) -> None:
    path = tmp_path / "vi_du.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    spec = load_spec(str(path), {"target": "1500"})
    assert spec.number("target") == 1500
    assert spec.fill_in(spec.table("quota").column("7").number) == "7=6/15"
    assert (spec.day("last_day") - spec.day("first_day")).days + 1 == spec.number("days")
