"""Units of several sets in one campaign: each table gets its own, told by code and parent. Places are invented."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_by
from hypothesis import strategies as st

from xl_addin.campaign.making.data.data_source import open_source, open_sources
from xl_addin.campaign.making.inputs import CampaignInputs, read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.verify.diagnostic import Severity
from xl_addin.verify.verify import verify
from xl_addin.workbook.edits.edit import SetValue

DOCUMENT = {
    "number": "1/KH", "day": date(2025, 1, 1), "issuer": "X", "issuer_in_text": "x", "place": "X", "kind": "Kế hoạch",
    "authority": "A", "signer": "B",
}  # fmt: skip


def table(key: str, heading: str, figures: str, *more: dict[str, object]) -> dict[str, object]:
    columns: list[dict[str, object]] = [
        {"number": "1", "heading": "STT", "role": "index"},
        {"number": "2", "heading": heading, "role": "unit", "width": 20},
        {"number": "3", "heading": figures},
    ]
    return {"key": key, "sheet": key.capitalize(), "units": key, "columns": [*columns, *more]}


def spec(hamlets: list[object] | None = None, communes: list[object] | None = None, within: bool = False) -> Spec:
    """Communes, their hamlets, and forces; hamlets say in a column which commune they lie in."""
    share = {
        "number": "5",
        "heading": "Chỉ tiêu",
        "apportion": {"target": "{communes.3}", "by": "3", "within": "parent"},
    }
    own = [{"number": "4", "heading": "Xã", "role": "parent", "width": 20}, *([share] if within else [])]
    return Spec.model_validate(
        {
            "spec_version": 2, "key": "vi_du", "title": ["GIAO CHỈ TIÊU"], "document": DOCUMENT,
            "unit_sets": [
                {"key": "communes", "level": "xã", "units": communes or []},
                {"key": "hamlets", "level": "thôn", "parent": "communes", "units": hamlets or []},
                {"key": "forces", "level": "lực lượng", "aliases": {"Công an xã": ["CAX"]},
                 "units": ["Công an xã", "Đoàn Thanh niên"]},
            ],
            "tables": [table("communes", "Xã", "Chỉ tiêu xã", {"number": "4", "heading": "Mã xã", "role": "code"}),
                       table("hamlets", "Thôn", "Số dân", *own), table("forces", "Lực lượng", "Quân số")],
        }
    )  # fmt: skip


COMMUNES = "Xã,Mã xã,Chỉ tiêu xã\nTân Tiến,25441,10\nTân Tiến,25442,20\nAn Bình,25443,5\n"
HAMLETS = "Thôn,Xã,Số dân\nThôn 1,25441,40\nThôn 2,25441,60\nThôn 1,25442,70\nThôn 1,An Bình,9\n"
FORCES = "Lực lượng,Quân số\nCAX,7\nĐoàn Thanh niên,3\n"


def given(folder: Path, plan: Spec, **texts: str) -> CampaignInputs:
    """The data of each set from a file of its own."""
    files = []
    for key, text in texts.items():
        (folder / f"{key}.csv").write_text(text, encoding="utf-8")
        files.append(f"{key}={folder / key}.csv")
    return read_inputs(plan, *open_sources(files, plan))


def refused(folder: Path, plan: Spec, **changed: str) -> str:
    with pytest.raises(Problem) as caught:
        given(folder, plan, **{"communes": COMMUNES, "hamlets": HAMLETS, "forces": FORCES} | changed)
    assert "\n" not in caught.value.line("vi")
    return caught.value.line("en")


def test_each_table_has_the_units_of_its_own_set_from_its_own_file(tmp_path: Path) -> None:
    plan = spec()
    inputs = given(tmp_path, plan, communes=COMMUNES, hamlets=HAMLETS, forces=FORCES)
    assert inputs.units_of(plan.table("forces")) == ("Công an xã", "Đoàn Thanh niên")
    assert inputs.full_names(plan.table("communes")) == ("Tân Tiến (25441)", "Tân Tiến (25442)", "An Bình")
    assert inputs.parents_of(plan, plan.table("hamlets")) == (
        "Tân Tiến (25441)", "Tân Tiến (25441)", "Tân Tiến (25442)", "An Bình"
    )  # fmt: skip
    assert inputs.figures["hamlets"]["3"] == (40, 60, 70, 9)


def test_units_of_one_name_keep_their_own_parents_quota_and_what_is_made_verifies_clean(tmp_path: Path) -> None:
    plan = spec(within=True)
    built = campaign_workbook(plan, given(tmp_path, plan, communes=COMMUNES, hamlets=HAMLETS, forces=FORCES))
    case = Case.open(built, file="vi_du.xlsx", spec=plan)
    assert [case.fresh["Hamlets"].value(row, 5) for row in range(9, 13)] == [4, 6, 20, 5]
    assert [one.code for one in verify(case).diagnostics] == []
    # `Thôn 1` of the other Tân Tiến: its share is held to its own row of the explanation.
    changed = case.after([SetValue(CellRef("Hamlets", 11, 5), 19)])
    [said] = [one for one in verify(changed).diagnostics if one.code == "V308"]
    assert (said.expected, said.actual) == (19, 20)


def test_one_workbook_has_a_sheet_for_each_set(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, text in {"xã": COMMUNES, "Hamlets": HAMLETS, "Lực lượng": FORCES}.items():
        sheet = made.create_sheet(name)
        for line in text.splitlines():
            sheet.append([int(cell) if cell.isdecimal() and len(cell) < 4 else cell for cell in line.split(",")])
    made.save(tmp_path / "so-lieu.xlsx")
    plan = spec()
    inputs = read_inputs(plan, open_source(str(tmp_path / "so-lieu.xlsx")))
    assert inputs.figures["forces"]["3"] == (7, 3) and inputs.figures["communes"]["3"] == (10, 20, 5)


def test_one_list_has_a_column_that_tells_the_set(tmp_path: Path) -> None:
    rows = "Cấp,Tên,Xã,Mã xã,Chỉ tiêu xã,Số dân,Quân số\nxã,An Bình,,01,5,,\nthôn,Thôn 1,An Bình,,,9,\n"
    rows += "forces,CAX,,,,,7\nlực lượng,Đoàn Thanh niên,,,,,3\n"
    path = tmp_path / "so-lieu.csv"
    path.write_text(rows, encoding="utf-8")
    plan = spec()
    inputs = read_inputs(plan, open_source(str(path)))
    assert {key: columns["3"] for key, columns in inputs.figures.items()} == {
        "communes": (5,), "hamlets": (9,), "forces": (7, 3)
    }  # fmt: skip
    path.write_text(rows.replace("thôn,Thôn 1", "thon xom,Thôn 1"), encoding="utf-8")
    with pytest.raises(Problem, match="row 3: the spec has no unit set “thon xom”"):
        read_inputs(plan, open_source(str(path)))


def test_lines_of_groups_say_what_units_lie_in_and_are_no_units(tmp_path: Path) -> None:
    rows = "TT,Thôn,Số dân\nI,Xã An Bình,49\n1,Thôn 1,40\n2,Thôn 2,9\nII,Xã Tân Tiến,\n1,Thôn 1,70\n,Tổng cộng,119\n"
    plan = spec()
    communes = "Xã,Mã xã,Chỉ tiêu xã\nXã An Bình,1,5\nXã Tân Tiến,2,6\n"
    inputs = given(tmp_path, plan, communes=communes, hamlets=rows, forces=FORCES)
    assert inputs.figures["hamlets"]["3"] == (40, 9, 70)
    assert inputs.texts["hamlets"]["4"] == ("Xã An Bình", "Xã An Bình", "Xã Tân Tiến")
    named = rows.replace("I,Xã An Bình,49", ",I. Xã An Bình,").replace("II,Xã T", ",II. Xã T")
    assert given(tmp_path, plan, communes=communes, hamlets=named, forces=FORCES).texts == inputs.texts
    said = refused(tmp_path, plan, communes=communes, hamlets=rows.replace(",49", ",50"))
    assert "row 2: the group “Xã An Bình” says 50, its units add up to 49" in said
    alone = rows.replace("1,Thôn 1,70\n", "")
    assert "row 5: “Xã Tân Tiến” heads a group but no unit follows" in refused(tmp_path, plan, hamlets=alone)


def test_what_is_in_two_sets_or_lies_nowhere_is_named(tmp_path: Path) -> None:
    plan = spec()
    hamlets = HAMLETS.replace("Thôn 2,25441", "Thôn 2,25999")
    said = refused(tmp_path, plan, hamlets=hamlets)
    assert said.startswith(str(tmp_path / "hamlets.csv"))
    assert "row 3: “Thôn 2” lies in “25999”, which is not in the data of the set communes" in said
    assert "row 5: the unit “Thôn 1” already stands in row 4" in refused(
        tmp_path, plan, hamlets=HAMLETS.replace("Thôn 1,An Bình", "Thôn 1,25442")
    )
    police = refused(tmp_path, plan, forces=FORCES.replace("CAX", "Công an huyện"))
    assert "row 2: the spec's set forces has no unit “Công an huyện”" in police
    listed = spec(communes=["An Bình"], hamlets=[{"name": "Thôn 1", "parent": "An Bình"}])
    communes = "Xã,Mã xã,Chỉ tiêu xã\nAn Bình,25443,5\n"
    said = refused(tmp_path, listed, communes=communes, hamlets="Thôn,Xã,Số dân\nCông an xã,An Bình,40\n")
    assert "row 2: “Công an xã” is of the spec's set forces, not of hamlets" in said
    said = refused(tmp_path, listed, communes=communes, hamlets="Thôn,Xã,Số dân\nThôn 1,An Bỉnh,40\n")
    assert "row 2: the spec has no parent “An Bỉnh”; do you mean “An Bình”?" in said
    said = refused(tmp_path, listed, communes=communes, hamlets="Thôn,Xã,Số dân\nThon 1,An Bình,40\n")
    assert "no unit “Thon 1”; do you mean: Thôn 1?" in said
    sets = tuple(one.model_copy(update={"units": ()}) for one in plan.unit_sets)
    unlisted = plan.model_copy(update={"unit_sets": sets})
    hamlets, forces = "Thôn,Xã,Số dân\nThôn 1,An Bình,40\n", "Lực lượng,Quân số\nĐội 1,7\nAn Bình,1\n"
    twice = refused(tmp_path, unlisted, communes=communes, hamlets=hamlets, forces=forces)
    assert "row 3: the unit “An Bình” is in the set communes (row 2) and in forces" in twice


def test_a_file_of_no_set_and_a_heading_nearly_right_are_named(tmp_path: Path) -> None:
    plan = spec()
    assert "add --data forces=FILE" in refused_files(plan, [f"communes={csv(tmp_path, COMMUNES)}",
                                                            f"hamlets={csv(tmp_path, HAMLETS, 'h.csv')}"])  # fmt: skip
    assert "no unit set and no table “hamlet”; do you mean “hamlets”?" in refused_files(plan, ["hamlet=a.csv"])
    one = csv(tmp_path, COMMUNES)
    assert "say it, as in --data communes=FILE" in refused_files(plan, [one, one])
    said = refused(tmp_path, plan, hamlets=HAMLETS.replace("Số dân", "Sô dân"))
    assert "missing column: 3 (Số dân)" in said and "“Sô dân” (column C) for column 3" in said


def csv(folder: Path, text: str, name: str = "c.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def refused_files(plan: Spec, files: list[str]) -> str:
    with pytest.raises(Problem) as caught:
        read_inputs(plan, *open_sources(files, plan))
    return caught.value.line("en")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given_by(st.data())
def test_random_sets_with_repeated_names_go_where_they_belong(tmp_path: Path, data: st.DataObject) -> None:
    """Names repeat at will; every hamlet gets its share of its own commune's quota, whatever they are called."""
    named = data.draw(st.lists(st.sampled_from(["An Bình", "Tân Tiến"]), min_size=1, max_size=4))
    communes = [(name, f"{25441 + at}", data.draw(st.integers(0, 50))) for at, name in enumerate(named)]
    hamlets = [
        (f"Thôn {number}", code, data.draw(st.integers(1, 99)))
        for _, code, _ in communes
        for number in range(1, data.draw(st.integers(2, 4)))
    ]
    hamlets = data.draw(st.permutations(hamlets))
    plan = spec(within=True)
    inputs = given(
        tmp_path,
        plan,
        communes="Xã,Mã xã,Chỉ tiêu xã\n" + "".join(f"{name},{code},{quota}\n" for name, code, quota in communes),
        hamlets="Thôn,Xã,Số dân\n" + "".join(f"{name},{code},{people}\n" for name, code, people in hamlets),
        forces=FORCES,
    )
    try:
        built = campaign_workbook(plan, inputs)
    except Problem:  # more than the people of a commune
        people = {code: sum(each for _, there, each in hamlets if there == code) for _, code, _ in communes}
        assert any(quota > people[code] for _, code, quota in communes)
        return
    case = Case.open(built, file="vi_du.xlsx", spec=plan)
    shares: dict[str, float] = {}
    for row, (_, code, _) in enumerate(hamlets, 9):
        shares[code] = shares.get(code, 0) + case.fresh["Hamlets"].value(row, 5)  # type: ignore[operator]
    assert shares == {code: quota for _, code, quota in communes}
    assert not [one for one in verify(case).diagnostics if one.severity > Severity.NOTE]
