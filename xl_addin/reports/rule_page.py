"""A rule's page, made of its module's docstring under fixed headings and of its explanation in Vietnamese."""

import re
from collections.abc import Mapping

from xl_addin.language import Language
from xl_addin.reports.wording import SEVERITY
from xl_addin.verify.explanations import explanations
from xl_addin.verify.rule import RegisteredRule, all_rules

HEADINGS = ("What it does", "Why it is bad", "Example", "How to mend", "What is not detected")
# The explanations link within the officer's guide.
_LINK = re.compile(r"\[([^\]]+)\]\(([\w.#-]+)\)")
_FAMILIES = {
    "N": "Notation",
    "F": "Formulas",
    "V": "Values",
    "I": "Inputs",
    "U": "Units",
    "D": "Dates",
    "S": "Structure",
    "C": "Checking",
}


def summary_of(registered: RegisteredRule) -> str:
    """The docstring's first sentence, without code and name."""
    return registered.explanation.partition("\n")[0].partition(": ")[2]


def sections_of(registered: RegisteredRule) -> Mapping[str, str]:
    """The text under each heading, paragraphs as they are."""
    parts = re.split(r"^## (.+)$", registered.explanation, flags=re.MULTILINE)
    return {heading.strip(): text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def page(registered: RegisteredRule, language: Language) -> str:
    """The rule's page as Markdown, in one language, without links."""
    return _LINK.sub(r"\1", _page(registered, language))


def _page(registered: RegisteredRule, language: Language) -> str:
    rule = registered.rule
    severity = SEVERITY[rule.severity].in_language(language)
    if language == "en":
        lines = [f"# {rule.code} {rule.name}", "", f"{severity}: {summary_of(registered)}"]
        for heading, text in sections_of(registered).items():
            lines += ["", f"## {heading}", "", text]
    else:
        known = explanations().by_code[rule.code]
        lines = [f"# {rule.code} – {known.title}", "", f"{severity}. {known.meaning}"]
        lines += ["", "## Ví dụ", "", known.example, "", "## Cách sửa", "", known.mend]
    return "\n".join(lines) + "\n"


def page_in_both(registered: RegisteredRule) -> str:
    """`docs/rules/<code>.md`: English, then what the officer's guide says in Vietnamese."""
    vietnamese = (
        _LINK.sub(r"[\1](../huong-dan/\2)", _page(registered, "vi")).replace("\n## ", "\n### ").removeprefix("# ")
    )
    return f"{page(registered, 'en')}\n## Tiếng Việt: {vietnamese}"


def index() -> str:
    """`docs/rules/README.md`: every code by family, with its page."""
    lines = [
        "# Rules",
        "",
        "Every finding has a code that is never moved or reused; `xl-addin explain V304` prints a page.",
        "These pages are generated from the rules' modules (`python docs/generate.py`).",
    ]
    for letter, family in _FAMILIES.items():
        lines += ["", f"## {family} ({explanations().families[letter]})", "", "| code | name | severity | finds |"]
        lines.append("|---|---|---|---|")
        for registered in all_rules():
            rule = registered.rule
            if rule.code.startswith(letter):
                summary = summary_of(registered).replace("|", "\\|")
                severity = rule.severity.name.lower()
                lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {severity} | {summary} |")
    return "\n".join(lines) + "\n"
