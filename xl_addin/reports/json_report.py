"""The report for programs: stable JSON, version 1."""

import json
from collections.abc import Sequence

from xl_addin.language import Language
from xl_addin.table.model import NumberedTable
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity

VERSION = 1


def to_json(files: Sequence[CheckedFile], language: Language) -> str:
    """The findings of all files as one JSON document; messages in one language, everything else the same."""
    found = [diagnostic for file in files for diagnostic in file.diagnostics]
    report = {
        "version": VERSION,
        "files": [_file(file, language) for file in files],
        "summary": {
            "errors": sum(one.severity == Severity.ERROR for one in found),
            "warnings": sum(one.severity == Severity.WARNING for one in found),
            "files": len(files),
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _file(file: CheckedFile, language: Language) -> dict[str, object]:
    return {
        "path": file.path,
        "status": file.status,
        "formulas_seen": file.formulas_seen,
        "tables": [_table(table) for table in (file.verification.tables if file.verification else ())],
        "diagnostics": [_diagnostic(one, language) for one in file.diagnostics],
    }


def _table(table: NumberedTable) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "range": str(table.area),
        "columns": [label for label in table.labels if label],
        "body_rows": list(table.body_rows),
        "total_row": table.total_row,
    }


def _diagnostic(one: Diagnostic, language: Language) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.name.lower(),
        "sheet": one.sheet,
        "cell": one.cell,
        "message": one.message.in_language(language),
        "expected": one.expected,
        "actual": one.actual,
        "fixable": one.fixable,
    }
