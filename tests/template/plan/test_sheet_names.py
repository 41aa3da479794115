from hypothesis import given
from hypothesis import strategies as st

from xl_addin.template.plan.sheet_names import LONGEST, safe_sheet_name, unique_sheet_names


@given(st.lists(st.text(max_size=40), max_size=20), st.lists(st.text(max_size=5), max_size=3))
def test_any_texts_become_names_excel_accepts(wanted: list[str], taken: list[str]) -> None:
    names = unique_sheet_names(wanted, taken)
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(names) == len(wanted)
    assert not set(folded) & {name.casefold() for name in taken}
    for name in names:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\") and name.strip("'") == name


def test_a_good_name_stays() -> None:
    assert safe_sheet_name("Thị xã Bình Long") == "Thị xã Bình Long"


def test_the_same_name_is_numbered() -> None:
    assert unique_sheet_names(["Tân Tiến"] * 3, ["tân tiến"]) == ["Tân Tiến (2)", "Tân Tiến (3)", "Tân Tiến (4)"]
