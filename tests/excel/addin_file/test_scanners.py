"""What the programs say that look for malicious macros; mail gateways use the same rules."""

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

from xl_addin.excel.addin_file.vba_project import Project

DOCS = Path(__file__).parents[3] / "docs"

# Long words of letters and digits count as "strings in hexadecimal or base 64" whatever they are.
ANY_LONG_WORD = {"Hex Strings", "Base64 Strings"}


def test_olevba_finds_what_is_explained_and_nothing_else(project: Project, olevba: Any) -> None:
    listed = (DOCS / "guide" / "texts" / "olevba_findings.toml").read_text(encoding="utf-8")
    explained = {module: set(findings) for module, findings in tomllib.loads(listed).items()}
    found = {module.name: _findings(olevba, module.source) for module in project.modules}
    assert {name: findings for name, findings in found.items() if findings} == explained


def test_mraptor_says_macro_ok(addin: bytes, olevba: Any) -> None:
    parser = olevba.VBA_Parser("chi-tieu.xlam", data=addin)
    raptor = importlib.import_module("oletools.mraptor").MacroRaptor(parser.get_vba_code_all_modules())
    raptor.scan()
    assert not raptor.suspicious
    # It never runs by itself: nothing starts on opening, only Excel's ribbon and cells call it.
    assert not raptor.autoexec


def test_the_scanner_would_notice(olevba: Any) -> None:
    assert "Shell" in _findings(olevba, 'Sub A()\r\n    Shell "calc.exe"\r\nEnd Sub\r\n')


def _findings(olevba: Any, source: str) -> set[str]:
    return {
        re.sub(r"[\r\n]", " ", keyword)
        for _, keyword, _ in olevba.VBA_Scanner(source).scan()
        if keyword not in ANY_LONG_WORD
    }
