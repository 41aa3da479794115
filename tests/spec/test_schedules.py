"""Lists of days, and columns that give every unit its day."""

from datetime import date
from pathlib import Path

import pytest

from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec


def spec_file(folder: Path, changes: dict[str, str]) -> str:
    text = (Path(__file__).parents[2] / "formulas_spec" / "cam_ngoc.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path = folder / "cam_ngoc.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("04/12/2022", [4]),
        ("04/12/2022, 05/12/2022", [4, 5]),
        ("2022-12-04;2022-12-05", [4, 5]),
        ("không", []),
        ("", []),
    ],
)
def test_days_off_are_typed_one_after_the_other(typed: str, days: list[int]) -> None:
    spec = load_spec("cam_ngoc", {"skipped_days": typed})
    assert spec.skipped(spec.period("outreach")) == tuple(date(2022, 12, day) for day in days)
    assert spec.parameters["skipped_days"].written == (", ".join(f"0{day}/12/2022" for day in days) or "không")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{period: outreach, units_per_day", "{period: outreech, units_per_day", "outreach"),
        ("units_per_day: hamlets_a_day", "units_per_day: hamlets", "hamlets_a_day"),
        ("units_per_day: hamlets_a_day", "units_per_day: 0", "1 trở lên"),
        ("units_per_day: hamlets_a_day", "units_per_day: first_day", "1 trở lên"),
        ("skip: skipped_days", "skip: first_day", "skipped_days"),
        ("{value: [], label", "{value: [hai], label", "2023-06-20"),
        ("role: date", "role: text", "`role: date`"),
    ],
)
def test_what_a_schedule_names_must_be_there(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Problem) as caught:
        load_spec(spec_file(tmp_path, {old: new}))
    assert said in caught.value.line("vi")
