"""Write the generated pages of docs/. `python docs/generate.py` writes them; a test fails when one has drifted."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import distribution, requires
from pathlib import Path

from guide.api_page import api_page
from guide.campaigns_page import campaigns_page
from guide.checklist import checklist_page
from guide.commands_page import commands_page
from guide.decree_30 import decree_page
from guide.doctor_page import doctor_page
from guide.edits_page import edits_page
from guide.edits_schema import edits_schema
from guide.findings_page import findings_page
from guide.functions_page import functions_page as officers_functions_page
from guide.limits_page import limits_page
from guide.lossless_page import lossless_page
from guide.manifest_page import manifest_page
from guide.template_examples import own_templates_page, pictures
from guide.templates_page import templates_page
from guide.vba_page import vba_page
from guide.web_page import web_page

from xl_addin.excel.bundle.lock import WINDOWS_ONLY
from xl_addin.excel.bundle.wheels import lock_text, locked_hashes
from xl_addin.fault import exit_status
from xl_addin.functions.reference import functions_page
from xl_addin.reports.rule_page import index, page_in_both
from xl_addin.spec.reference import spec_reference
from xl_addin.verify.rule import all_rules

DOCS = Path(__file__).parent
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCES = {
    # What the package's metadata does not say in one word, read from its licence file.
    "formulas": "EUPL-1.1-or-later",
    "schedula": "EUPL-1.1-or-later",
    "numpy-financial": "BSD-3-Clause",
    "numpy": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "regex": "Apache-2.0 AND CNRI-Python",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "tqdm": "MPL-2.0 AND MIT",
    # Its pro/ folder (PolyForm Noncommercial or commercial) is not used.
    "xlwings": "BSD-3-Clause",
    # Installed on Windows only; its parts have licences of their own, all kept with it.
    "pywin32": "PSF-2.0",
}


def licences() -> str:
    """The page listing what the product needs at run time, directly and through others, with licences."""
    lines = [
        "# Licences",
        "",
        "xl-addin itself is licensed under the EUPL-1.2. At run time it needs these packages; nothing of them is",
        "copied into this repository. The page is generated from the installed packages' own metadata.",
        "",
        "The bundle for officers' PCs holds those marked so, each with its licence files in its `.dist-info` folder.",
        "Of xlwings it holds nothing under another licence than this one: `xlwings/pro` is left out. It also holds the",
        "Python for Windows it was made with, and its `LICENSE.txt` (PSF-2.0; it names what Python contains).",
        "",
        "| package | licence | needed by | in the bundle |",
        "|---|---|---|---|",
    ]
    bundled = locked_hashes(lock_text()).keys()
    needed_by: dict[str, set[str]] = {}
    queue = [("xl-addin", name) for name in _runtime_requirements("xl-addin")]
    needed_by |= {name: {"xlwings"} for name in WINDOWS_ONLY}
    while queue:
        parent, name = queue.pop()
        if name not in needed_by:
            queue += [(name, child) for child in _runtime_requirements(name)]
        needed_by.setdefault(name, set()).add(parent)
    lines += [
        f"| {name} | {_licence(name)} | {', '.join(sorted(parents))} | {'yes' if name in bundled else ''} |"
        for name, parents in sorted(needed_by.items())
    ]
    lines += ["", *_EXTRA]
    return "\n".join(lines) + "\n"


_EXTRA = (
    "`xl-addin cascade --units vietnam-provinces` reads the provinces and communes of Viet Nam from the package",
    '`vietnam-provinces` (GPL-3) where somebody has installed it: `pip install "xl-addin[provinces]"`. It is',
    "not needed, not imported otherwise, never part of the bundle; the command says its version and its data's day.",
)


def _runtime_requirements(name: str) -> Iterator[str]:
    """Names of the packages one needs on this platform, extras left out."""
    for requirement in requires(name) or ():
        text, _, marker = requirement.partition(";")
        match = _NAME.match(text)
        if match and not re.search(r"extra|platform|sys_|python_", marker):
            yield match[0].lower().replace("_", "-")


def _licence(name: str) -> str:
    if name in _LICENCES:
        return _LICENCES[name]
    package = distribution(name)
    expression = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    if expression and len(expression) < 40 and "\n" not in expression:
        return expression
    classifiers = package.metadata.get_all("Classifier") or []
    names = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    return ", ".join(names) or "see the package"


def guide() -> str:
    """The officer's guide as one page for a browser."""
    return web_page([(name, (DOCS / "huong-dan" / f"{name}.md").read_text(encoding="utf-8")) for name in GUIDE])


GUIDE = (
    "README",
    "cai-dat",
    "chien-dich",
    "dac-ta",
    "mau-rieng",
    "tu-lam-mau",
    "ham",
    "phat-hien",
    "khong-co-excel",
    "su-co",
    "quan-tri",
)

RULE_PAGES: dict[str, Callable[[], str]] = {
    f"rules/{one.rule.code}.md": partial(page_in_both, one) for one in all_rules()
}

PAGES: dict[str, Callable[[], str]] = {
    "rules/README.md": index,
    **RULE_PAGES,
    "api.md": api_page,
    "campaigns.md": campaigns_page,
    "commands.md": commands_page,
    "decree-30.md": decree_page,
    "edits.md": edits_page,
    "edits.schema.json": edits_schema,
    "licences.md": licences,
    "spec.md": spec_reference,
    "manifest.md": manifest_page,
    "functions.md": functions_page,
    "limits.md": limits_page,
    "lossless.md": lossless_page,
    **pictures(),
    "templates.md": templates_page,
    "vba.md": vba_page,
    "windows-checklist.md": checklist_page,
    "huong-dan/ham.md": officers_functions_page,
    "huong-dan/phat-hien.md": findings_page,
    "huong-dan/su-co.md": doctor_page,
    "huong-dan/tu-lam-mau.md": own_templates_page,
    # The last: made of the pages above as they are written.
    "huong-dan/index.html": guide,
}


def main() -> None:
    """Write every page."""
    for page, write in PAGES.items():
        (DOCS / page).parent.mkdir(exist_ok=True)
        (DOCS / page).write_text(write(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(exit_status(main))
