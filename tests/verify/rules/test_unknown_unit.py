from collections.abc import Callable
from typing import Any

from xl_addin.spec.model import Spec
from xl_addin.spec.parts.units import UnitSetSpec, UnitSpec

Make = Callable[..., Any]


def units_of(published: Make) -> tuple[str, ...]:
    sheet = published().sheets[0]
    return tuple(str(sheet.value(row, 2)) for row in range(9, 20))


def test_names_of_the_list_are_known_however_they_are_spelled(published: Make, found_in: Make, spec: Spec) -> None:
    units = tuple(UnitSpec(name=name.upper() + " ") for name in units_of(published))
    found = found_in(published().sheets[0], spec=spec.model_copy(update={"units": units}))
    assert "U503" not in dict(found)


def test_another_name_is_reported_with_what_may_be_meant(published: Make, findings: Make, spec: Spec) -> None:
    units = tuple(UnitSpec(name=name) for name in units_of(published))
    listed = spec.model_copy(update={"units": units})
    found = [one for one in findings(published({(10, 2): "Đông Xoài"}).sheets[0], spec=listed) if one.code == "U503"]
    assert [(one.cell, one.actual, one.expected) for one in found] == [("B10", "Đông Xoài", "Đồng Xoài")]


def test_without_a_list_nothing_is_checked(published: Make, found_in: Make, spec: Spec) -> None:
    assert "U503" not in dict(found_in(published({(10, 2): "Ở đâu đó"}).sheets[0], spec=spec))


def test_a_table_has_the_units_of_its_set_by_all_their_names(published: Make, found_in: Make, spec: Spec) -> None:
    units = tuple(UnitSpec(name=name, aliases=("Thị xã cũ",)) for name in units_of(published))
    elsewhere = UnitSetSpec(key="forces", level="lực lượng", units=(UnitSpec(name="Công an xã"),))
    here = UnitSetSpec(key="districts", level="huyện", units=units)
    tables = tuple(table.model_copy(update={"units": "districts"}) for table in spec.tables)
    listed = spec.model_copy(update={"unit_sets": (here, elsewhere), "tables": tables})
    assert "U503" not in dict(found_in(published({(10, 2): "Thị xã cũ"}).sheets[0], spec=listed))
    assert "U503" in dict(found_in(published({(10, 2): "Công an xã"}).sheets[0], spec=listed))
