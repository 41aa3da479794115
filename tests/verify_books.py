"""Verify every workbook the repository ships or the demo writes: `python tests/verify_books.py out`.

The published workbook must show exactly its known mistakes, everything else must be clean; a shipped template is
checked as a template, and what it makes of its example data is verified. Ends CI.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from xl_addin.fault import exit_status

REPOSITORY = Path(__file__).parent.parent
KNOWN = REPOSITORY / "tests" / "golden" / "cong-bo.findings.json"


WITH_SPEC = ("cong-bo.xlsx", "phan-bo.xlsx", "so-don-vi-da-dien.xlsx")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A command as an office's CI would run it."""
    program = Path(sys.executable).with_name("xl-addin")
    return subprocess.run([program, *words], capture_output=True, text=True, check=False)


def findings(path: Path) -> list[list[str]]:
    """(code, sheet, cell) of every diagnostic of a file."""
    spec = ["--spec", "binh_phuoc"] if path.name in WITH_SPEC else []
    done = run("verify", *spec, "--format", "json", path)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{path}: no report, exit status {done.returncode}\n{done.stderr}")
    status = report["files"][0]["status"]
    if status == "unreadable":
        sys.exit(f"{path}: cannot be read\n{done.stderr}")
    if done.returncode != {"ok": 0, "findings": 1}[status]:
        sys.exit(f"{path}: {status}, exit status {done.returncode}")
    return [[found["code"], found["sheet"], found["cell"]] for found in report["files"][0]["diagnostics"]]


def rendered(template: Path, folder: Path) -> Path | None:
    """What a template makes of its example data; None for one that is cut from a workbook, as the demo does."""
    checked = run("template", "check", template)
    if checked.returncode != 0:
        sys.exit(f"{template}: {checked.stdout}{checked.stderr}")
    data = template.parent / "vi-du" / f"{template.stem}.json"
    if not data.exists():
        return None
    made = folder / template.name
    done = run("render", template, "--data", data, "-o", made)
    if done.returncode != 0:
        sys.exit(f"{template}: {done.stdout}{done.stderr}")
    return made


def main() -> None:
    """Exit with 1 at the first workbook that is not as it should be."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tests/verify_books.py FOLDER")
    out = Path(sys.argv[1])
    expected = {out / "cong-bo.xlsx": json.loads(KNOWN.read_text(encoding="utf-8"))}
    shipped = sorted(path for path in REPOSITORY.glob("workbook_templates/**/*.xlsx"))
    written = sorted(out.glob("*.xlsx"))
    if not written:
        sys.exit(f"{out}: the demo wrote no workbook")
    for path in written:
        found = findings(path)
        if found != expected.get(path, []):
            sys.exit(f"{path}: expected {expected.get(path, [])}, found {found}")
        print(f"{path.name}: {len(found)} findings, as expected")
    with tempfile.TemporaryDirectory() as folder:
        for template in shipped:
            made = rendered(template, Path(folder))
            # A letter or a list need not have a table with column numbers.
            found = [one for one in findings(made) if one[0] != "S702"] if made else []
            if found:
                sys.exit(f"{template}: its example has findings: {found}")
            print(f"{template.name}: no mistake in the template{', none in its example' if made else ''}")


if __name__ == "__main__":
    sys.exit(exit_status(main))
