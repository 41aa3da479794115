"""`xl-addin explain`: what a code means, why it is bad, how to mend it; without a code, all of them."""

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument
from xl_addin.known_names import nearest, unknown
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

_NO_SUCH_CODE = Text("không có mã này", "there is no such code")


@command(help=Text("Giải thích một mã phát hiện; không ghi mã thì liệt kê.", "Explain a code, or list them all."))
@argument("code", metavar=Text("MÃ", "CODE"), required=False)
@language_option
def explain(code: str | None, language: Language) -> None:
    """Print a rule's page, or the list of rules."""
    from xl_addin.reports.rule_page import page, summary_of
    from xl_addin.reports.wording import SEVERITY
    from xl_addin.verify.explanations import explanations
    from xl_addin.verify.rule import all_rules

    if code is None:
        for registered in all_rules():
            rule = registered.rule
            title = explanations().by_code[rule.code].title if language == "vi" else summary_of(registered)
            click.echo(f"{rule.code}  {SEVERITY[rule.severity].in_language(language):<9}  {title}")
        return
    for registered in all_rules():
        if code.casefold() in (registered.rule.code.casefold(), registered.rule.name):
            click.echo(page(registered, language), nl=False)
            return
    codes = [registered.rule.code for registered in all_rules()]
    names = {registered.rule.name: registered.rule.code for registered in all_rules()}
    meant = nearest(code, names)
    raise Problem(unknown(_NO_SUCH_CODE, code if meant is None else names[meant], codes), place=code)
