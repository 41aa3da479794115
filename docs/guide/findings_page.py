"""`huong-dan/phat-hien.md`: what each finding of a verification means and how to mend it."""

from guide.texts import text
from xl_addin.reports.wording import SEVERITY
from xl_addin.verify.explanations import explanations
from xl_addin.verify.rule import all_rules


def findings_page() -> str:
    """The page, its codes by family in the order of the registry."""
    known = explanations()
    rules = [one.rule for one in all_rules()]
    lines = [text("phat-hien.md.j2")]
    for family, name in known.families.items():
        lines += [f"**{name}**", "", "| mã | phát hiện | mức |", "|---|---|---|"]
        lines += [
            f"| [{code}](#{code.lower()}) | {known.by_code[code].title} | {SEVERITY[severity].vi} |"
            for code, severity in ((rule.code, rule.severity) for rule in rules)
            if code.startswith(family)
        ]
        lines.append("")
    for rule in rules:
        entry = known.by_code[rule.code]
        lines += [
            f'<a id="{rule.code.lower()}"></a>\n',
            f"## {rule.code} – {entry.title}\n",
            f"{entry.meaning}\n",
            f"*Ví dụ:* {entry.example}\n",
            f"*Cách sửa:* {entry.mend}\n",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"
