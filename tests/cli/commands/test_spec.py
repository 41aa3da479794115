"""`xl-addin spec check`: every mistake at once, in every format, with an exit status to go by."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from tests.spec.test_parts import SPEC
from xl_addin.cli.commands.spec import FORMATS
from xl_addin.cli.main import commands
from xl_addin.reports.spec_faults import SPEC_REPORTS


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["spec", *arguments], standalone_mode=False)
    return result.return_value or 0, result.output


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "tot.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return str(path)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "loi.yaml"
    path.write_text(SPEC.replace("role: code", "role: cod").replace("every: monday", "every: mondy"), encoding="utf-8")
    return str(path)


def test_the_formats_are_those_of_the_reports() -> None:
    assert FORMATS == SPEC_REPORTS


def test_a_spec_without_mistakes_says_what_it_holds(good: str) -> None:
    status, output = run("check", good, "binh_phuoc", "--lang", "en")
    assert status == 0
    assert f"{good}: no mistakes: 2 tables, 14 columns, 7 parameters, 4 deadlines" in output
    assert "binh_phuoc: no mistakes" in output


def test_every_mistake_of_every_file_is_told(good: str, faulty: str) -> None:
    status, output = run("check", faulty, good, "--lang", "vi")
    lines = output.splitlines()
    assert status == 1
    assert [line.split(": ")[1] for line in lines[:2]] == ["`role`", "`every`"]
    assert all(line.startswith(f"{faulty}:") for line in lines[:3])
    assert "2 lỗi" in lines[2]
    assert "không có lỗi" in lines[3]


def test_a_file_that_cannot_be_read_does_not_stop_the_rest(faulty: str, tmp_path: Path) -> None:
    status, output = run("check", str(tmp_path / "khong-co.yaml"), faulty)
    assert status == 2
    assert "khong-co.yaml" in output
    assert "`every`" in output


def test_programs_get_lines_and_messages(faulty: str, good: str) -> None:
    told = json.loads(run("check", faulty, good, "--format", "json", "--lang", "en")[1])
    assert [file["status"] for file in told["files"]] == ["findings", "ok"]
    assert [one["line"] for one in told["files"][0]["mistakes"]] == [24, 47]
    assert told["summary"] == {"mistakes": 2, "files": 2}


def test_test_runners_get_a_failure_a_mistake(faulty: str, good: str) -> None:
    suites = ElementTree.fromstring(run("check", faulty, good, "--format", "junit")[1])
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("3", "2", "0")


def test_code_scanning_gets_regions(faulty: str) -> None:
    results = json.loads(run("check", faulty, "--format", "sarif")[1])["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in results]
    assert regions == [{"startLine": 24}, {"startLine": 47}]


def test_github_shows_them_at_the_lines(faulty: str) -> None:
    lines = run("check", faulty, "--format", "github")[1].splitlines()
    assert [line.split("::")[1].rpartition(",")[2] for line in lines] == ["line=24", "line=47"]


def test_a_report_goes_into_a_file(faulty: str, tmp_path: Path) -> None:
    target = tmp_path / "loi.txt"
    assert run("check", faulty, "-o", str(target)) == (1, "")
    assert "`every`" in target.read_text(encoding="utf-8")
