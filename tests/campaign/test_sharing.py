"""Every way a column may share its whole, from the spec: made, explained, verified clean, and left alone by `fill`."""

from fractions import Fraction
from pathlib import Path

import pytest

from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.case.kept.shares import SHEET, shares_kept
from xl_addin.formula.cells import CellRef, parse_address
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book

AREAS = ("Ấp 1", "Ấp 2", "Ấp 3", "Ấp 4", "Ấp 5", "Ấp 6", "Ấp 7")
PEOPLE = (410, 380, 355, 290, 260, 240, 150)
"""Made up, as all figures here."""
HOUSEHOLDS = (10, 9, 8, 7, 6, 5, 4)

HEAD = """
spec_version: 2
key: thu
title: [BẢNG CHIA CHỈ TIÊU]
document:
  number: 1/KH-UBND
  day: 2024-04-04
  issuer: ỦY BAN NHÂN DÂN XÃ MINH THẮNG
  issuer_in_text: Ủy ban nhân dân xã Minh Thắng
  place: Minh Thắng
  kind: Kế hoạch
  authority: TM. ỦY BAN NHÂN DÂN
  signer: CHỦ TỊCH
parameters:
  target: {value: 731, label: Chỉ tiêu}
"""
TABLE = """
tables:
  - key: areas
    sheet: Chỉ tiêu
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Đơn vị, role: unit, width: 20}
      - {number: "3", heading: Dân số}
      - {number: "4", heading: Số hộ}
"""


def spec_of(folder: Path, *shares: str, units: str = "") -> Spec:
    """A spec whose columns from 5 on share as said."""
    columns = "".join(
        f'      - {{number: "{number}", heading: Chỉ tiêu {number}, apportion: {{{share}}}}}\n'
        for number, share in enumerate(shares, start=5)
    )
    path = folder / "thu.yaml"
    table = TABLE.replace("key: areas", "key: areas\n    units: areas") if units else TABLE
    path.write_text(HEAD + units + table + columns, encoding="utf-8")
    return load_spec(str(path))


def made(spec: Spec) -> Book:
    """The campaign's workbook, which verifies clean and which `fill` finds nothing to change in."""
    inputs = CampaignInputs(AREAS, {"areas": {"3": PEOPLE, "4": HOUSEHOLDS}})
    case = Case.open(campaign_workbook(spec, inputs), file="thu.xlsx", spec=spec)
    assert verify(case).diagnostics == ()
    assert fill_book(case, spec=spec).edits == ()
    return case.fresh


def column(book: Book, letters: str) -> list[object]:
    return [book["Chỉ tiêu"].value(*parse_address(f"{letters}{row}")) for row in range(9, 16)]


def how(book: Book) -> list[str]:
    """What the sheet `Cách chia` says of each column."""
    blocks = shares_kept(book)
    return [str(book[SHEET].value(block.line_cell.row, block.line_cell.column)) for block in blocks]


def test_money_is_not_capped_by_the_households_it_is_shared_by(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="add up to 49, less than the 731"):
        made(spec_of(tmp_path, 'target: target, by: "4"'))
    book = made(spec_of(tmp_path, 'target: target, by: "4", at_most: none'))
    assert column(book, "E") == [149, 134, 119, 104, 90, 75, 60]
    assert how(book)[0].startswith("Chia 731 theo cột 4; phần dư lớn nhất: 731 chia theo tỷ lệ")


def test_everybody_gets_a_number_at_least(tmp_path: Path) -> None:
    book = made(spec_of(tmp_path, 'target: "80", by: "3", at_least: 10'))
    assert column(book, "E") == [14, 13, 13, 10, 10, 10, 10]
    assert "không vượt cột 3, ít nhất 10; " in how(book)[0]


def test_equally_and_by_a_formula_over_columns(tmp_path: Path) -> None:
    book = made(spec_of(tmp_path, 'target: "9", by: equally', 'target: "9", by: "{3} + 10 * {4}", at_most: none'))
    assert column(book, "E") == [2, 2, 1, 1, 1, 1, 1]
    assert column(book, "F") == [2, 2, 1, 1, 1, 1, 1]
    assert how(book)[0].startswith("Chia 9 đều; ")
    assert how(book)[1].startswith("Chia 9 theo (3)+10*(4); ")


def test_changed_inputs_of_a_formula_are_noticed(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, 'target: "9", by: "{3} + 10 * {4}", at_most: none')
    book = made(spec)
    check = book["Chỉ tiêu"].formula(18, 5)
    assert check == "=SUMPRODUCT(ABS((C9:C15+10*D9:D15)-'Cách chia'!$C$6:$C$12))"


def test_five_indicators_rounded_together(tmp_path: Path) -> None:
    """Minh Thắng: 33, 6, 731, 63 and 731 over seven areas, each exact, the small ones whole and fair."""
    wholes = (33, 6, 731, 63, 731)
    shares = [f'target: "{whole}", by: "3", at_most: none, together: five' for whole in wholes]
    book = made(spec_of(tmp_path, *shares))
    parts = [[int(str(part)) for part in column(book, letters)] for letters in "EFGHI"]
    assert [sum(part) for part in parts] == list(wholes)
    for people, *got in zip(PEOPLE, *parts, strict=True):
        assert abs(sum(got) - Fraction(people * sum(wholes), sum(PEOPLE))) < 1
        assert all(
            abs(part - Fraction(people * whole, sum(PEOPLE))) < 1 for part, whole in zip(got, wholes, strict=True)
        )
    assert "làm tròn cùng nhau các cột 5, 6, 7, 8, 9; làm tròn cùng nhau: 33 chia" in how(book)[0]


def test_nothing_to_share_is_shared(tmp_path: Path) -> None:
    assert column(made(spec_of(tmp_path, 'target: "0", by: "3"')), "E") == [0] * 7


UNITS = """
unit_sets:
  - {key: clusters, level: cụm, units: [Cụm A, Cụm B]}
  - key: areas
    level: ấp
    parent: clusters
    units:
""" + "".join(
    f"      - {{name: {area}, parent: {'Cụm A' if index % 2 else 'Cụm B'}}}\n" for index, area in enumerate(AREAS)
)
WITHIN_PARENT = 'target: "100", by: "3", within: parent'


def test_within_each_parent_the_sums_tie(tmp_path: Path) -> None:
    """910 and 1 175 of 2 085 people are 43,6 and 56,4 of a hundred."""
    parts = [int(str(part)) for part in column(made(spec_of(tmp_path, WITHIN_PARENT, units=UNITS)), "E")]
    assert (sum(parts[1::2]), sum(parts[0::2])) == (44, 56)


def test_an_area_without_a_parent_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        made(spec_of(tmp_path, WITHIN_PARENT, units=UNITS.replace(", parent: Cụm A", "", 1)))
    assert str(raised.value.place) == "Chỉ tiêu!E10 (Ấp 2)"
    assert "đơn vị thứ 2 thuộc nhóm nào (theo cấp trên)" in raised.value.text.vi


@pytest.mark.parametrize(
    ("share", "place", "said"),
    [
        (
            'target: "2086", by: "3"',
            "Chỉ tiêu!E16",
            "tổng mức tối đa của các đơn vị có căn cứ phân bổ lớn hơn 0 là 2.085",
        ),
        ('target: "69", by: "3", at_least: 10', "Chỉ tiêu!E16", "tổng mức tối thiểu của các đơn vị là 70, lớn hơn 69"),
        (
            'target: "99", by: "3", at_least: 10, at_most: "4"',
            "Chỉ tiêu!E10 (Ấp 2)",
            "mức tối thiểu 10 lớn hơn mức tối đa 9",
        ),
    ],
)
def test_shares_that_cannot_be_met_name_the_bound(tmp_path: Path, share: str, place: str, said: str) -> None:
    with pytest.raises(Problem) as raised:
        made(spec_of(tmp_path, share))
    assert said in raised.value.text.vi
    assert str(raised.value.place) == place


NESTED = """
unit_sets:
  - {key: communes, level: xã, units: [Tân Lập, Minh Thắng]}
  - {key: hamlets, level: ấp, parent: communes}
tables:
  - key: communes
    sheet: Xã
    units: communes
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Xã, role: unit, width: 20}
      - {number: "3", heading: Số dân}
      - {number: "4", heading: Chỉ tiêu, apportion: {target: target, by: "3", at_most: none}}
  - key: hamlets
    sheet: Ấp
    units: hamlets
    columns:
      - {number: "1", heading: STT, role: index}
      - {number: "2", heading: Ấp, role: unit, width: 20}
      - {number: "3", heading: Xã, role: parent, width: 20}
      - {number: "4", heading: Số dân}
      - {number: "5", heading: Chỉ tiêu, apportion: {target: "{communes.4}", by: "4", within: parent, at_most: none}}
"""
ABOVE = ("Minh Thắng", "Tân Lập", "Tân Lập", "Minh Thắng", "Tân Lập", "Minh Thắng", "Tân Lập")


def nested(folder: Path, above: tuple[str, ...] = ABOVE) -> Case:
    path = folder / "thu.yaml"
    path.write_text(HEAD + NESTED, encoding="utf-8")
    spec = load_spec(str(path))
    inputs = CampaignInputs(
        ("Tân Lập", "Minh Thắng"),
        {"communes": {"3": (1000, 900)}, "hamlets": {"4": PEOPLE}},
        {"hamlets": AREAS},
        {"hamlets": {"3": above}},
    )
    return Case.open(campaign_workbook(spec, inputs), file="thu.xlsx", spec=spec)


def test_every_parent_shares_its_own_quota_from_its_own_table(tmp_path: Path) -> None:
    """731 by the communes' own figures is 385 and 346, whatever their hamlets add up to."""
    case = nested(tmp_path)
    book = case.fresh
    assert [book["Xã"].value(row, 4) for row in (9, 10, 11)] == [385, 346, 731]
    shares = [int(str(book["Ấp"].value(row, 5))) for row in range(9, 16)]
    assert sum(share for share, above in zip(shares, ABOVE, strict=True) if above == "Tân Lập") == 385
    assert book["Ấp"].formula(17, 5) == "=SUM(E9:E15)-'Xã'!D11"
    assert verify(case).diagnostics == ()
    assert fill_book(case, spec=case.spec).edits == ()


def test_a_share_moved_from_one_parent_to_another_is_found(tmp_path: Path) -> None:
    case = nested(tmp_path)
    moved = {CellRef("Ấp", 9, 5): 5, CellRef("Ấp", 10, 5): -5}
    edits = [SetValue(cell, int(str(case.fresh["Ấp"].value(cell.row, 5))) + by) for cell, by in moved.items()]
    found = [each for each in verify(case.after(edits)).diagnostics if each.code == "V305"]
    assert {(each.sheet, each.cell) for each in found} == {("Ấp", "E9"), ("Ấp", "E10")}
    said = " ".join(each.message.vi for each in found)
    assert (
        "Tân Lập: cột 5 (Chỉ tiêu) của 4 đơn vị bên dưới cộng lại được 380, chỉ tiêu của Tân Lập là 385, lệch 5" in said
    )
