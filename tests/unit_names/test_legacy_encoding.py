import pytest

from xl_addin.unit_names.legacy_encoding import from_legacy


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("B×nh Ph­íc", "TCVN3", "Bình Phước"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§ång Xoµi, B×nh Long", "TCVN3", "Đồng Xoài, Bình Long"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoàng Xoaøi, Phöôùc Long", "VNI", "Đồng Xoài, Phước Long"),
        ("COÄNG HOØA XAÕ HOÄI", "VNI", "CỘNG HÒA XÃ HỘI"),
    ],
)
def test_old_texts_are_read(typed: str, encoding: str, meant: str) -> None:
    assert from_legacy(typed) == (encoding, meant)


@pytest.mark.parametrize(
    "text",
    [
        "Bình Phước",
        "xã Tân Hòa",
        "Số hộ nghèo (hộ)",
        "Thép Ø20, Ø25",
        "6=4×5, 7=5×6",
        "đo 10µm và 20µm",
        "độ dày 10µm, 20µm",
        "25 m² × 3 m³ ± 5%",
        "Übung für die Prüfung",
        "Forêt à l'été, naïve façade",
        "Señor Núñez",
        "Ngày ½ buổi",
        "Binh Phuoc",
        "© 2023 Sở Tài chính®",
    ],
)
def test_what_may_be_anything_else_is_left_alone(text: str) -> None:
    assert from_legacy(text) is None
