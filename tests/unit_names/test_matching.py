import unicodedata

from xl_addin.unit_names.matching import MOST_CANDIDATES, NameIndex

# Invented list; the pairs of names that are easily mixed up are of the kinds found in real provinces.
COMMUNES = ["Đông Tiến", "Đồng Tiến", "Tân Hòa", "Xã Tân Lập", "Phường Tân Lập", "Lộc Ninh", "Mỹ Hạnh", "Lộc Ninh"]


def reasons(name: str) -> dict[str, str]:
    return {candidate.name: candidate.reason.vi for candidate in NameIndex(COMMUNES).find(name).candidates}


def test_spelling_conventions_do_not_matter() -> None:
    index = NameIndex(COMMUNES)
    assert index.find("Tân Hoà").position == 2
    assert index.find(unicodedata.normalize("NFD", " đồng  tiến ")).position == 1


def test_names_that_collide_without_accents_are_offered_not_chosen() -> None:
    match = NameIndex(COMMUNES).find("Dong Tien")
    assert match.position is None
    assert [candidate.position for candidate in match.candidates] == [0, 1]
    assert {candidate.reason.vi for candidate in match.candidates} == {"khác dấu"}


def test_an_exact_name_is_not_confused_with_its_neighbour() -> None:
    index = NameIndex(COMMUNES)
    assert (index.find("Đông Tiến").position, index.find("Đồng Tiến").position) == (0, 1)


def test_a_name_two_units_share_is_never_chosen() -> None:
    match = NameIndex(COMMUNES).find("Lộc Ninh")
    assert (match.position, match.positions) == (None, (5, 7))


def test_the_kind_of_unit_matters() -> None:
    assert reasons("Tân Lập") == {
        "Xã Tân Lập": "khác cách ghi loại đơn vị",
        "Phường Tân Lập": "khác cách ghi loại đơn vị",
    }
    assert reasons("P. Tân Lập")["Phường Tân Lập"] == "khác cách ghi loại đơn vị"
    assert "Xã Tân Lập" in reasons("xa Tan Lap")


def test_one_letter_and_i_or_y() -> None:
    assert reasons("Mĩ Hạnh") == {"Mỹ Hạnh": "khác i/y"}
    for typed in ("Mỹ Hạn", "Mỹ Hạnhh", "Mỹ Hạmh", "Mỹ Hạhn"):
        assert reasons(typed) == {"Mỹ Hạnh": "khác một chữ cái"}
    assert reasons("Mỹ Hạp") == {}


def test_nothing_like_it_and_empty_names() -> None:
    index = NameIndex([*COMMUNES, "", "  "])
    for name in ("Cà Mau", "", "   "):
        assert index.find(name).positions == index.find(name).candidates == ()


def test_candidates_are_few() -> None:
    assert len(NameIndex([f"Xã {letter}ân" for letter in "BCDGHKLM"]).find("Xã Tân").candidates) == MOST_CANDIDATES


def test_texts_too_long_for_a_name_are_found_as_they_are_only() -> None:
    text = "Ủy ban nhân dân xã " * 2_000
    index = NameIndex([text, "Tân Hòa"])
    assert index.find(text).position == 0
    assert index.find(text[:-3]).candidates == ()
