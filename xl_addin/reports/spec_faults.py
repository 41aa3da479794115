"""Mistakes in specs, for people and programs: one line each, JSON, JUnit, SARIF, GitHub's annotations."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from xl_addin import __version__
from xl_addin.language import Language, Text
from xl_addin.reports.github import workflow_command
from xl_addin.reports.junit import xml_text
from xl_addin.reports.sarif import SCHEMA, uri_of

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec
    from xl_addin.spec.reading.faults import SpecFault

SpecReport = Literal["text", "json", "junit", "sarif", "github"]
SPEC_REPORTS: tuple[SpecReport, ...] = get_args(SpecReport)

_FINE = Text(
    "không có lỗi: {tables} bảng, {columns} cột, {parameters} tham số, {deadlines} hạn",
    "no mistakes: {tables} tables, {columns} columns, {parameters} parameters, {deadlines} deadlines",
)
_FOUND = Text("{count} lỗi", "{count} mistakes")
_RULE = Text("Đặc tả chiến dịch có lỗi", "The campaign's spec has a mistake")


@dataclass(frozen=True)
class CheckedSpec:
    """One file: its spec, else its mistakes, else why it could not be read (a mistake without a line)."""

    path: str
    spec: "Spec | None" = None
    faults: "tuple[SpecFault, ...]" = ()
    unreadable: Text | None = None

    def told(self, language: Language) -> list[tuple[int | None, str]]:
        """Every mistake with its line."""
        found: list[tuple[int | None, str]] = [(one.line, one.text.in_language(language)) for one in self.faults]
        return [*found, *([(None, self.unreadable.in_language(language))] if self.unreadable else [])]


def render_specs(checked: Sequence[CheckedSpec], report: SpecReport, language: Language) -> str:
    """The report in one of the formats."""
    writers = {"text": _text, "json": _json, "junit": _junit, "sarif": _sarif, "github": _github}
    return writers[report](checked, language)


def _text(checked: Sequence[CheckedSpec], language: Language) -> str:
    lines: list[str] = []
    for file in checked:
        for line, said in file.told(language):
            lines.append(f"{file.path}: {said}" if line is None else f"{file.path}:{line}: {said}")
        if file.spec is not None:
            summary = _FINE.with_values(
                tables=len(file.spec.tables),
                columns=sum(len(table.columns) for table in file.spec.tables),
                parameters=len(file.spec.parameters),
                deadlines=len(file.spec.deadlines),
            )
            lines.append(f"{file.path}: {summary.in_language(language)}")
        elif file.faults:
            lines.append(f"{file.path}: {_FOUND.with_values(count=len(file.faults)).in_language(language)}")
    return "\n".join(lines) + "\n"


def _json(checked: Sequence[CheckedSpec], language: Language) -> str:
    files = [
        {
            "path": file.path,
            "status": "unreadable" if file.unreadable else "findings" if file.faults else "ok",
            "mistakes": [{"line": line, "message": said} for line, said in file.told(language)],
        }
        for file in checked
    ]
    summary = {"mistakes": sum(len(file.faults) for file in checked), "files": len(checked)}
    return json.dumps({"version": 1, "files": files, "summary": summary}, ensure_ascii=False, indent=2) + "\n"


def _github(checked: Sequence[CheckedSpec], language: Language) -> str:
    return "".join(
        workflow_command("error", file.path, said, {} if line is None else {"line": str(line)})
        for file in checked
        for line, said in file.told(language)
    )


def _junit(checked: Sequence[CheckedSpec], language: Language) -> str:
    suites = Element("testsuites", name="xl-addin spec")
    for file in checked:
        found = file.told(language)
        suite = SubElement(suites, "testsuite", name=xml_text(file.path), tests=str(len(found) or 1))
        suite.set("failures", str(len(file.faults)))
        suite.set("errors", str(int(file.unreadable is not None)))
        if not found:
            SubElement(suite, "testcase", classname=xml_text(file.path), name="spec")
        for line, said in found:
            case = SubElement(suite, "testcase", classname=xml_text(file.path), name=f"spec {line or ''}".strip())
            SubElement(case, "error" if file.unreadable else "failure", message=xml_text(said)).text = xml_text(said)
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _sarif(checked: Sequence[CheckedSpec], language: Language) -> str:
    results = []
    for file in checked:
        for line, said in file.told(language):
            place: dict[str, object] = {"artifactLocation": {"uri": uri_of(file.path)}}
            if line is not None:
                place["region"] = {"startLine": line}
            location = {"physicalLocation": place}
            results.append({"ruleId": "spec", "level": "error", "message": {"text": said}, "locations": [location]})
    rule = {"id": "spec", "shortDescription": {"text": _RULE.in_language(language)}}
    driver = {"name": "xl-addin", "version": __version__, "language": language, "rules": [rule]}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not any(file.unreadable for file in checked)}],
        "artifacts": [{"location": {"uri": uri_of(file.path)}} for file in checked],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"
