"""Hamlets and forces in one book, with quotas of their own: the table between them agrees both ways."""

from pathlib import Path

import openpyxl
import pytest

from tests.campaign.test_sharing import HEAD
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify
from xl_addin.workbook.model.book import Book

HAMLETS = ("Làng A", "Làng B", "Làng C", "Làng D", "Làng E", "Làng F")
FORCES = ("Công an xã", "Đoàn Thanh niên", "Hội Phụ nữ", "Hội Nông dân")
PEOPLE, ZONES = (1240, 1080, 996, 910, 820, 728), (1, 1, 1, 2, 2, 2)
"""Made up: of 5 774 people half are to be activated."""

SPEC = """
unit_sets:
  - {key: forces, level: lực lượng, units: [Công an xã, Đoàn Thanh niên, Hội Phụ nữ, Hội Nông dân]}
  - {key: hamlets, level: thôn}
tables:
  - key: forces
    sheet: Lực lượng
    units: forces
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Lực lượng, role: unit, width: 20}
      - {number: "3", heading: Số cán bộ}
      - {number: "4", heading: Chỉ tiêu, apportion: {target: target, by: "3", at_most: none}}
  - key: hamlets
    sheet: Thôn
    units: hamlets
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Thôn, role: unit, width: 20}
      - {number: "3", heading: Số dân}
      - {number: "4", heading: Khu vực}
      - {number: "5", heading: Chỉ tiêu, apportion: {target: target, by: "3"}}
      - {heading: "{unit}", group: Chia cho lực lượng, apportion: {rows: hamlets.5, columns: forces.4WEIGHT}}
"""


def spec_of(folder: Path, weight: str = "", text: str = SPEC) -> Spec:
    path = folder / "thu.yaml"
    path.write_text(HEAD.replace("731", "2887") + text.replace("WEIGHT", weight), encoding="utf-8")
    return load_spec(str(path))


def built(spec: Spec, officers: tuple[int, ...] = (9, 6, 5, 4)) -> bytes:
    figures = {"forces": {"3": officers}, "hamlets": {"3": PEOPLE, "4": ZONES}}
    return campaign_workbook(spec, CampaignInputs(FORCES, figures, {"hamlets": HAMLETS}))


def block(book: Book) -> list[list[int]]:
    """Columns 6 to 9 of the hamlets' table."""
    return [[int(str(book["Thôn"].value(row, column))) for column in range(6, 10)] for row in range(9, 15)]


def test_one_entry_stands_for_a_column_per_force_and_both_ways_agree(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    case = Case.open(built(spec), file="thu.xlsx", spec=spec)
    book = case.fresh
    assert [book["Thôn"].value(7, column) for column in range(6, 10)] == list(FORCES)
    assert [book["Thôn"].value(8, column) for column in range(6, 10)] == [6, 7, 8, 9]
    quotas = [book["Thôn"].value(row, 5) for row in range(9, 15)]
    forces = [book["Lực lượng"].value(row, 4) for row in range(9, 13)]
    assert sum(map(int, map(str, quotas))) == 2887
    assert [sum(row) for row in block(book)] == quotas
    assert [sum(column) for column in zip(*block(book), strict=True)] == forces
    assert book["Thôn"].formula(16, 6) == "=SUM(F9:F14)-'Lực lượng'!D9"


def test_it_verifies_clean_and_fill_leaves_it_alone(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    case = Case.open(built(spec), file="thu.xlsx", spec=spec)
    assert verify(case).diagnostics == ()
    assert fill_book(case, spec=spec).edits == ()


def test_a_weight_of_nothing_keeps_a_force_out_of_a_hamlet(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, ', by: "if({forces.3} < 5, {hamlets.4} - 1, 1)"')
    case = Case.open(built(spec), file="thu.xlsx", spec=spec)
    assert [row[3] for row in block(case.fresh)][:3] == [0, 0, 0]
    assert [sum(row) for row in block(case.fresh)] == [case.fresh["Thôn"].value(row, 5) for row in range(9, 15)]
    assert verify(case).diagnostics == ()


def test_what_weights_make_impossible_is_named(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, ', by: "{hamlets.4} - 1"')
    with pytest.raises(Problem) as raised:
        built(spec)
    assert (
        "Làng A phải nhận 620, nhưng những nơi chia được cho các dòng này (không có cột nào) chỉ có 0"
        in raised.value.text.vi
    )
    assert raised.value.place is not None and str(raised.value.place).startswith("Thôn!F")


def test_a_share_moved_by_hand_is_found_both_ways(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    path = tmp_path / "sua.xlsx"
    path.write_bytes(built(spec))
    book = openpyxl.load_workbook(path)
    book["Thôn"]["F9"].value -= 3
    book.save(path)
    found = verify(Case.open(path.read_bytes(), file="sua.xlsx", spec=spec)).diagnostics
    assert {(each.code, each.cell) for each in found if each.code == "V305"} == {("V305", "F15"), ("V305", "E9")}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (", units: [Công an xã, Đoàn Thanh niên, Hội Phụ nữ, Hội Nông dân]", "", "ghi danh sách `units`"),
        ("rows: hamlets.5", "rows: forces.4", "không phải là đơn vị của bảng hamlets"),
        ("WEIGHT", ', by: "{forces.7}"', "bảng forces không có cột 7"),
    ],
)
def test_what_an_entry_names_must_fit(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(Problem) as raised:
        spec_of(tmp_path, text=SPEC.replace(before, after))
    assert said in raised.value.text.vi
