"""The report for test runners (GitLab, Jenkins, Azure): JUnit XML, a suite for each file, a case for each finding."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from xl_addin.language import Language
from xl_addin.reports.wording import ADVICE, SEVERITY, place_of
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity

# What XML 1.0 cannot hold, though a cell may.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(files: Sequence[CheckedFile], language: Language) -> str:
    """Errors and warnings are failures, a file that could not be read an error, notes pass and say their message."""
    suites = Element("testsuites", name="xl-addin")
    for file in files:
        _suite(suites, file, language)
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _suite(suites: Element, file: CheckedFile, language: Language) -> None:
    failing = [one for one in file.diagnostics if one.severity > Severity.NOTE]
    suite = SubElement(
        suites,
        "testsuite",
        name=xml_text(file.path),
        tests=str(len(file.diagnostics) or 1),
        failures=str(0 if file.problem else len(failing)),
        errors=str(int(file.problem is not None)),
    )
    if not file.diagnostics:
        SubElement(suite, "testcase", classname=xml_text(file.path), name="xl-addin")
    for one in file.diagnostics:
        title = " ".join(part for part in (one.code, one.name, place_of(one)) if part)
        case = SubElement(suite, "testcase", classname=xml_text(file.path), name=xml_text(title))
        message, text = xml_text(one.message.in_language(language)), xml_text(_whole(one, language))
        if one.severity == Severity.NOTE:
            SubElement(case, "system-out").text = text
        else:
            kind = "error" if file.problem else "failure"
            SubElement(case, kind, type=one.severity.name.lower(), message=message).text = text


def _whole(one: Diagnostic, language: Language) -> str:
    lines = [f"{SEVERITY[one.severity].in_language(language)} {one.code}: {one.message.in_language(language)}"]
    if one.advice:
        lines.append(f"{ADVICE.in_language(language)}: {one.advice.in_language(language)}")
    return "\n".join(lines)


def xml_text(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
