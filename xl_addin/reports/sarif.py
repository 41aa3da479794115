"""The report for code scanning: SARIF 2.1.0, with the rules' pages and what was passed over and why.

A workbook has no lines; a region's line and column are the cell's row and column, and a logical location names the
sheet and the cell.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from xl_addin import __version__
from xl_addin.language import Language
from xl_addin.reports.rule_page import summary_of
from xl_addin.reports.wording import ADVICE, place_of
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.explanations import explanations
from xl_addin.verify.rule import RegisteredRule, all_rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(files: Sequence[CheckedFile], language: Language) -> str:
    """One run with every finding of all files."""
    rules = all_rules()
    index = {registered.rule.code: place for place, registered in enumerate(rules)}
    results = [_result(file, one, index, language) for file in files for one in file.diagnostics]
    for file in files:
        for passed in file.verification.suppressed if file.verification else ():
            result = _result(file, passed.finding, index, language)
            kind = "inSource" if passed.by == "comment" else "external"
            results.append({**result, "suppressions": [{"kind": kind, "justification": passed.reason}]})
    run = {
        "tool": {
            "driver": {
                "name": "xl-addin",
                "version": __version__,
                "language": language,
                "rules": [_rule(registered, language) for registered in rules],
            }
        },
        "invocations": [{"executionSuccessful": not any(file.problem for file in files)}],
        "artifacts": [{"location": {"uri": uri_of(file.path)}} for file in files],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(registered: RegisteredRule, language: Language) -> dict[str, Any]:
    rule, explained = registered.rule, explanations().by_code[registered.rule.code]
    summary = explained.title if language == "vi" else summary_of(registered)
    page = f"{explained.meaning}\n\n{explained.mend}" if language == "vi" else registered.explanation
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": explained.meaning if language == "vi" else summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(file: CheckedFile, one: Diagnostic, index: dict[str, int], language: Language) -> dict[str, Any]:
    message = one.message.in_language(language)
    if one.advice:
        message += f"\n{ADVICE.in_language(language)}: {one.advice.in_language(language)}"
    place = place_of(one)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri_of(file.path)}}}
    if one.row and one.column:
        location["physicalLocation"]["region"] = {"startLine": one.row, "startColumn": one.column}
    if place:
        kind = "cell" if one.cell else "sheet"
        location["logicalLocations"] = [{"fullyQualifiedName": place, "name": one.cell or one.sheet, "kind": kind}]
    return {
        "ruleId": one.code,
        "ruleIndex": index[one.code],
        "level": _LEVEL[one.severity],
        "message": {"text": f"{place}: {message}" if place else message},
        "locations": [location],
        "partialFingerprints": {"xlAddinPlace/v1": _fingerprint(file.path, one)},
        "properties": {"expected": one.expected, "actual": one.actual, "fixable": one.fixable},
    }


def _fingerprint(path: str, one: Diagnostic) -> str:
    """The same for the same finding at the same place, whatever its figures are."""
    return hashlib.sha256(f"{uri_of(path)}\n{one.code}\n{place_of(one)}".encode()).hexdigest()[:32]


def uri_of(path: str) -> str:
    """A relative reference as it was given, an absolute path as a file address."""
    known = PurePath(path)
    return known.as_uri() if known.is_absolute() else quote(known.as_posix())
