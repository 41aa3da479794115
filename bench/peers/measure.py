"""What engines for templates make of the same templates, for the comparison in docs/templates.md.

    pip install xltpl==0.21 XlsxWriter; npm install xlsx-template@1.4.7 (its folder in NODE_PATH)
    JXLS 3.0.0: its two source folders compiled with POI 5.2.2 and JEXL 3.3 (classes and jars in JXLS_CLASSPATH)
    python bench/peers/measure.py --write

`--write` keeps what was found in `docs/guide/texts/templates_measured.yaml`, of the engines that run here; what was
measured of others stays there. Then `docs/generate.py`.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

REPOSITORY = Path(__file__).parents[2]
sys.path[:0] = [str(REPOSITORY / "bench"), str(REPOSITORY)]

from peers import facts, templates  # noqa: E402
from peers.engines import ENGINES, NotHere, Refused  # noqa: E402

KEPT = REPOSITORY / "docs" / "guide" / "texts" / "templates_measured.yaml"
NO_WAY = "–"
"""Where an engine's documents know no way to write it."""
HOSTILE = {
    "xl-addin": "''.__class__.__mro__[1].__subclasses__() | length",
    "xltpl": "''.__class__.__mro__[1].__subclasses__() | length",
    "JXLS": "''.getClass().forName('java.lang.System').getProperty('user.home')",
}
"""How a template reaches for what its engine runs in; xlsx-template has no expressions."""


STRICT = {"JXLS, strict": "JXLS"}
"""An engine as its documents advise to set it, where that is not how it comes; the language of its templates."""


class Question(NamedTuple):
    """A template, what is read from what becomes of it, and what it means that an engine refuses it."""

    template: Callable[[str], bytes | None]
    answer: Callable[[facts.Result], str]
    refused: str | None = None


QUESTIONS: Mapping[str, Question] = {
    "formulas": Question(templates.report, facts.formulas),
    "total": Question(templates.report, facts.total),
    "total elsewhere": Question(templates.report, facts.total_elsewhere),
    "two rows": Question(templates.two_rows, facts.total_of_some),
    "groups": Question(templates.groups, facts.total_of_some),
    "empty": Question(templates.empty, facts.total_of_nothing),
    "side by side": Question(templates.side_by_side, facts.totals_side_by_side),
    "conditional formats": Question(templates.report, facts.conditional_formats),
    "validations": Question(templates.report, facts.validations),
    "chart": Question(templates.report, facts.chart),
    "chart title": Question(templates.report, facts.chart_title),
    "name": Question(templates.report, facts.name),
    "print area": Question(templates.report, facts.print_area),
    "header": Question(templates.report, facts.header),
    "stored values": Question(templates.report, facts.stored_values),
    "text like a formula": Question(templates.report, facts.text_like_a_formula),
    "missing": Question(lambda engine: templates.single(engine, "missing"), facts.missing, "told"),
    "interpreter": Question(
        lambda engine: templates.single(engine, HOSTILE[engine]) if engine in HOSTILE else None,
        lambda result: f"{facts.WRONG}reached" if result.sheet["A1"].value else "refused",
        "refused",
    ),
}


def measured(engine: str) -> dict[str, str]:
    """What an engine makes of every template. Raises NotHere."""
    asked = {name: question for name, question in QUESTIONS.items() if question.refused or engine not in STRICT}
    # Several questions are asked of one result.
    results = {
        template: _result(engine, question)
        for template, question in {question.template: question for question in asked.values()}.items()
    }
    return {name: _answer(question, results[question.template]) for name, question in asked.items()}


def _result(engine: str, question: Question) -> facts.Result | Refused | None:
    """What comes out of a question's template; None where it cannot be written."""
    template = question.template(STRICT.get(engine, engine))
    if template is None:
        return None
    try:
        return facts.Result(ENGINES[engine](template, templates.DATA))
    except Refused as refused:
        return refused


def _answer(question: Question, result: facts.Result | Refused | None) -> str:
    if result is None:
        return NO_WAY
    if isinstance(result, Refused):
        return question.refused or f"{facts.WRONG}refused: {result}"
    return question.answer(result)


def main() -> None:
    """Measure every engine that is here."""
    yaml = YAML()
    yaml.width = 4096
    kept = yaml.load(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    for engine in ENGINES:
        try:
            kept[engine] = measured(engine)
        except NotHere as reason:
            print(f"{engine}: not here: {reason}")
            continue
        print(engine)
        for name, answer in kept[engine].items():
            print(f"  {name}: {answer}")
    if "--write" in sys.argv:
        with KEPT.open("w", encoding="utf-8", newline="\n") as file:
            yaml.dump(kept, file)


if __name__ == "__main__":
    main()
