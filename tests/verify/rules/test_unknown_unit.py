from collections.abc import Callable
from datetime import date
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


def test_a_table_has_the_units_of_its_set_by_all_their_names(
    published: Make, found_in: Make, findings: Make, spec: Spec
) -> None:
    units = tuple(UnitSpec(name=name, aliases=("Thị xã cũ",)) for name in units_of(published))
    elsewhere = UnitSetSpec(key="forces", level="lực lượng", units=(UnitSpec(name="Công an xã"),))
    here = UnitSetSpec(key="districts", level="huyện", units=units)
    tables = tuple(table.model_copy(update={"units": "districts"}) for table in spec.tables)
    listed = spec.model_copy(update={"unit_sets": (here, elsewhere), "tables": tables})
    assert "U503" not in dict(found_in(published({(10, 2): "Thị xã cũ"}).sheets[0], spec=listed))
    [said] = [one for one in findings(published({(10, 2): "Công an xã"}).sheets[0], spec=listed) if one.code == "U503"]
    assert "unit set forces" in said.message.en


def hamlets() -> Spec:
    """Two communes, each with a hamlet of one name; the table says which commune each hamlet lies in."""
    return Spec.model_validate(
        {
            "spec_version": 2, "key": "vi_du", "title": ["A"],
            "document": {"number": "1", "day": date(2025, 1, 1), "issuer": "X", "issuer_in_text": "x", "place": "X",
                         "kind": "x", "authority": "A", "signer": "B"},
            "unit_sets": [
                {"key": "communes", "level": "xã", "units": [{"name": "Tân Tiến", "code": "01"}, "An Bình"]},
                {"key": "hamlets", "level": "thôn", "parent": "communes", "units": [
                    {"name": "Thôn 1", "parent": "01"}, {"name": "Thôn 1", "parent": "An Bình"},
                    {"name": "Thôn 2", "parent": "An Bình"}]},
            ],
            "tables": [{"key": "giao", "sheet": "Biểu 1", "units": "hamlets", "columns": [
                {"number": "1", "heading": "STT", "role": "index"}, {"number": "2", "heading": "Xã", "role": "parent"},
                {"number": "3", "heading": "Thôn", "role": "unit"}, {"number": "4", "heading": "Giao"}]}],
        }
    )  # fmt: skip


def test_a_unit_is_looked_for_where_it_lies(sheet: Make, findings: Make) -> None:
    rows = [["STT", "Xã", "Thôn", "Giao"], [1, 2, 3, 4]]
    rows += [[1, "Tân Tiến", "Thôn 1", 5], [2, "An Bình", "Thôn 1", 5], [3, "An Bình", "Thôn 2", 5]]

    def said(changed: dict[tuple[int, int], str]) -> list[tuple[str | None, str]]:
        found = findings(sheet(rows, changed=changed), spec=hamlets())
        return [(one.cell, one.advice.en if one.advice else "") for one in found if one.code in ("U502", "U503")]

    assert said({}) == [] == said({(3, 2): "01"})
    assert said({(5, 2): "Tân Tiến"}) == [("C5", "Is it Thôn 2 (An Bình)?")]
    assert said({(3, 2): "Tân Tiên"}) == [("B3", "Is it Tân Tiến?")]
    assert [cell for cell, _ in said({(4, 2): "Tân Tiến"})] == ["C4"]
