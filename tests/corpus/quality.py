"""`docs/quality.md`: what the corpus says about the verifier, rule by rule."""

import re
from collections.abc import Mapping
from pathlib import Path

from corpus.score import Score

from xl_addin.verify.rule import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
_ROW = re.compile(
    r"\| (?P<code>[A-Z]\d{3}) \| [^|]* \| (?P<seeded>\d+) \| (?P<precision>[^|]*) \| (?P<recall>[^|]*) \|"
)
_HEAD = """# How well the verifier finds mistakes

Measured over a corpus of invented tables built by code (`tests/corpus`), in the layouts offices use: column numbers
with and without brackets, letters and Roman numbers, formulas in a row of their own, totals first or last, groups with
sub-totals, filtered lists, several tables on a sheet, letterheads, notes and signatures around. `make corpus` measures
again and writes this page; a test fails if a rule becomes worse than it says.

"""


def page(score: Score) -> str:
    """The page for these figures."""
    names = {registered.rule.code: registered.rule.name for registered in all_rules()}
    clean_alarms = sum(":" not in name for name, _ in score.alarms)
    lines = [
        _HEAD,
        f"- Tables without mistakes: {score.clean}, findings in them: {clean_alarms}\n",
        f"- Tables with one seeded mistake each: {score.seeded}, found at their cell: {sum(score.right.values())}\n",
        "\n*Precision*: the share of a rule's findings in the corpus that are right. *Recall*: the share of the "
        "mistakes seeded for it that it reports at the right cell.\n\n",
        "| rule | name | seeded | precision | recall |\n| --- | --- | ---: | ---: | ---: |\n",
    ]
    for code in sorted(score.expected | score.found):
        figures = (_percent(score.precision(code)), _percent(score.recall(code)))
        lines.append(f"| {code} | {names[code]} | {score.expected[code]} | {figures[0]} | {figures[1]} |\n")
    lines.append("\nThe other rules are tested by examples of their own (`tests/verify/rules`).\n")
    return "".join(lines)


def committed() -> Mapping[str, tuple[float, float]]:
    """Precision and recall of every rule as the page says."""
    text = PAGE.read_text(encoding="utf-8")
    return {match["code"]: (_share(match["precision"]), _share(match["recall"])) for match in _ROW.finditer(text)}


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _share(text: str) -> float:
    return 0.0 if text == "–" else int(text.removesuffix(" %")) / 100
