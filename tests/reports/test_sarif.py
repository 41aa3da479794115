"""The log is valid by the official schema (tests/verify/reports/sarif) and leads to the cells."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from xl_addin.language import Language, Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.rule import all_rules
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Sheet

SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(*files: CheckedFile, language: Language = "vi") -> dict[str, Any]:
    log = json.loads(render(files, "sarif", language))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_published_book(published: Callable[..., Book], language: Language) -> None:
    run = run_of(CheckedFile("kế hoạch/công bố.xlsx", verify_book(published())), language=language)
    assert len(run["results"]) == 9
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("V302", "error")
    [place] = first["locations"]
    assert (
        place["physicalLocation"]["artifactLocation"]["uri"] == "k%E1%BA%BF%20ho%E1%BA%A1ch/c%C3%B4ng%20b%E1%BB%91.xlsx"
    )
    assert place["physicalLocation"]["region"] == {"startLine": 20, "startColumn": 4}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "Giai đoạn 1!D20"


def test_every_rule_is_described(small: Callable[..., Sheet]) -> None:
    run = run_of(CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (small(),)))))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [one.rule.code for one in all_rules()]
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_an_unreadable_file_is_a_result_and_no_success() -> None:
    run = run_of(CheckedFile("b.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file"))))
    assert [(one["ruleId"], one["message"]["text"]) for one in run["results"]] == [("C801", "tệp bị cắt cụt")]
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_what_was_accepted_is_there_with_its_reason(small: Callable[..., Sheet]) -> None:
    accepted = replace(small({(4, 5): 1505}), comments={(4, 5): "xl-addin: bỏ qua V301 – chờ số liệu"})
    run = run_of(CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (accepted,)))))
    suppressed = [one for one in run["results"] if "suppressions" in one]
    assert [(one["ruleId"], one["suppressions"]) for one in suppressed] == [
        ("V301", [{"kind": "inSource", "justification": "chờ số liệu"}])
    ]


def test_the_same_finding_has_the_same_fingerprint_whatever_its_figures(small: Callable[..., Sheet]) -> None:
    prints = [
        run_of(CheckedFile("a.xlsx", verify_book(Book("a", (small({(4, 5): figure}),)))))["results"][0][
            "partialFingerprints"
        ]
        for figure in (1505, 1506)
    ]
    assert prints[0] == prints[1]


def test_an_absolute_path_becomes_a_file_address(tmp_path: Path) -> None:
    path = str(tmp_path / "b.xlsx")
    run = run_of(CheckedFile(path, problem=Problem(Text("hỏng", "damaged"))))
    assert run["artifacts"][0]["location"]["uri"] == Path(path).as_uri()
