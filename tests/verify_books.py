"""Verify every workbook the repository ships or the demo writes: `python tests/verify_books.py out`.

The published workbook must show exactly its known mistakes, everything else must be clean. Ends CI.
"""

import json
import subprocess
import sys
from pathlib import Path

from xl_addin.fault import exit_status

REPOSITORY = Path(__file__).parent.parent
KNOWN = REPOSITORY / "tests" / "golden" / "cong-bo.findings.json"


WITH_SPEC = ("cong-bo.xlsx", "phan-bo.xlsx", "so-don-vi-da-dien.xlsx")


def findings(path: Path) -> list[list[str]]:
    """(code, sheet, cell) of every diagnostic of a file, by the command an office's CI would run."""
    program = Path(sys.executable).with_name("xl-addin")
    spec = ["--spec", "binh_phuoc"] if path.name in WITH_SPEC else []
    command = [program, "verify", *spec, "--format", "json", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
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
    for path in (*written, *shipped):
        found = findings(path)
        if found != expected.get(path, []):
            sys.exit(f"{path}: expected {expected.get(path, [])}, found {found}")
        print(f"{path.name}: {len(found)} findings, as expected")


if __name__ == "__main__":
    sys.exit(exit_status(main))
