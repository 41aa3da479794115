"""`make sweep DIR=…`: read, edit, mark, recalculate and verify every workbook of a folder, and count what comes of it.

DIR holds workbooks that nobody here made, such as the test files of public spreadsheet libraries; nothing of them
belongs into this repository. Each one is read; a value is written into a free and into a filled cell of its first
sheet; a mark, a comment and a sheet of findings are added and cleared; its formulas are recalculated and stored; it is
verified. Whatever an edit does not concern must stay: every other part byte for byte, every other cell as it is read.
LibreOffice is asked which of the refused files it opens: those that it opens, that no password protects and that are
not signed, are the ones we should have edited. With `--judge N` it also opens N of the edited files, taken at random,
and must show the same in every other cell.

`--structure` tries instead what moves everything: three rows and a column inserted, two rows deleted, a sheet copied
and renamed, each alone. An independent reader counts every element before and after; with `--judge N`, LibreOffice
inserts the same rows in N of the files by itself, and opens what we made of them.

What comes of a file is kept in `DIR.sweep/outcomes.jsonl` as it comes: a run that was interrupted goes on where it
ended, `--again` begins anew. The table is printed and written to `DIR.sweep/report.md` with the files of each kind.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sweeping.judging import judged, sample
from sweeping.office import opened
from sweeping.structural_judging import judged_in_structure
from sweeping.structural_trials import tried_in_structure
from sweeping.trials import tried
from sweeping.workers import outcomes

from xl_addin.package.foreign.telling import PASSWORD
from xl_addin.package.signatures import SIGNED

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
SECONDS = 300
_CLOSED = (PASSWORD.en, SIGNED.en)
_WORDS = ("crashed", "damaged", "refused")
_NOT_TRIALS = ("seconds",)
Outcomes = dict[str, dict[str, Any]]


def main() -> None:
    """Sweep, then print and write the report."""
    asked = _asked()
    root = Path(asked.folder)
    beside = root.with_name(f"{root.name}.sweep")
    beside.mkdir(exist_ok=True)
    work, named = (tried_in_structure, "structure") if asked.structure else (tried, "outcomes")
    found = _swept(root, beside / f"{named}.jsonl", work, processes=asked.processes, again=asked.again)
    kinds = {name: _kind(outcome) for name, outcome in found.items()}
    refused = {name: root / name for name, kind in kinds.items() if kind == "refused" and not _is_closed(found[name])}
    valid = opened(refused, beside / "refused").keys()
    judgement = {}
    if asked.judge:
        edited = [name for name, kind in kinds.items() if kind == "edited"]
        judge = judged_in_structure if asked.structure else judged
        judgement = judge(sample(edited, asked.judge), root, beside / "judged")
    report = _report(found, kinds, valid, judgement)
    written = beside / ("structure.md" if asked.structure else "report.md")
    written.write_text(report, encoding="utf-8")
    print(report.partition("\n## Files")[0])
    print(f"\nThe files of each kind: {written}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="forget what an earlier run found")
    parser.add_argument("--structure", action="store_true", help="rows, columns and sheets instead of cells")
    parser.add_argument("--judge", type=int, default=0, metavar="N", help="let LibreOffice judge N edited files")
    return parser.parse_args()


def _swept(root: Path, kept: Path, work: Callable[[str], dict[str, Any]], *, processes: int, again: bool) -> Outcomes:
    if again:
        kept.unlink(missing_ok=True)
    found: Outcomes = {}
    if kept.exists():
        with kept.open(encoding="utf-8") as lines:
            found = dict(json.loads(line) for line in lines)
    paths = (path for path in root.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS)
    names = sorted(str(path.relative_to(root)) for path in paths)
    waiting = [str(root / name) for name in names if name not in found]
    with kept.open("a", encoding="utf-8") as lines:
        for path, outcome in outcomes(waiting, work, processes=processes, seconds=SECONDS):
            name = str(Path(path).relative_to(root))
            found[name] = outcome
            lines.write(json.dumps([name, outcome], ensure_ascii=False) + "\n")
            lines.flush()
    return {name: found[name] for name in names}


def _kind(outcome: Mapping[str, Any]) -> str:
    """The worst that came of a file: `crashed`, `damaged`, `refused`, or `edited`."""
    if "ended" in outcome:
        return "crashed"
    words = {_word(said) for trial, said in outcome.items() if trial not in _NOT_TRIALS}
    return next((word for word in _WORDS if word in words), "edited")


def _word(said: str) -> str:
    return said.partition(":")[0]


def _is_closed(outcome: Mapping[str, Any]) -> bool:
    """Whether a password or a signature keeps a file from being edited."""
    return any(str(said) == f"refused: {reason}" for said in outcome.values() for reason in _CLOSED)


def _report(found: Outcomes, kinds: Mapping[str, str], valid: Iterable[str], judgement: Mapping[str, str]) -> str:
    valid = set(valid)
    counts = Counter(kinds.values())
    editable = counts["edited"] + counts["damaged"] + counts["crashed"] + len(valid)
    share = len(valid) / editable * 100 if editable else 0.0
    lines = [
        "# Sweep",
        "",
        "| files | edited | refused | of these valid | share of valid files | damaged | crashed |",
        "|---|---|---|---|---|---|---|",
        f"| {len(found)} | {counts['edited']} | {counts['refused']} | {len(valid)} | {share:.2f} % "
        f"| {counts['damaged']} | {counts['crashed']} |",
        "",
        "| trial | outcome | files | of these valid |",
        "|---|---|---|---|",
    ]
    by_kind: dict[tuple[str, str], list[str]] = {}
    for name, outcome in found.items():
        for trial, said in outcome.items():
            if trial not in _NOT_TRIALS:
                by_kind.setdefault((trial, str(said)), []).append(name)
    ordered = sorted(by_kind.items(), key=lambda each: (list(_order(each[0])), -len(each[1])))
    for (trial, said), names in ordered:
        allowed = sum(name in valid for name in names) if _word(said) == "refused" else len(names)
        lines.append(f"| {trial} | {said.replace('|', '¦')} | {len(names)} | {allowed} |")
    if judgement:
        lines += ["", "| LibreOffice on an edited file | files |", "|---|---|"]
        judged_as = Counter(said if said in ("same", "opens neither") else "other" for said in judgement.values())
        lines += [f"| {said} | {count} |" for said, count in judged_as.most_common()]
    slow = sorted(found, key=lambda name: -found[name].get("seconds", SECONDS))[:10]
    lines += ["", "Slowest: " + ", ".join(f"{name} ({found[name].get('seconds', SECONDS)} s)" for name in slow)]
    lines += ["", "## Files"]
    for (trial, said), names in ordered:
        if _word(said) not in ("done", "nothing to do"):
            lines += ["", f"### {trial}: {said}", "", *(f"- {name}{' (valid)' * (name in valid)}" for name in names)]
    lines += [f"- LibreOffice, {name}: {said}" for name, said in judgement.items() if said != "same"]
    return "\n".join(lines) + "\n"


def _order(kind: tuple[str, str]) -> Iterable[Any]:
    trial, said = kind
    return trial, ("done", "nothing to do", *reversed(_WORDS)).index(_word(said)) if _word(said) != "its" else 9


if __name__ == "__main__":
    main()
