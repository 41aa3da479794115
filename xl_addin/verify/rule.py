"""What a rule is, and the registry: every module of `verify/rules/` with a RULE.

A module's `check` finds; one without is a rule about the checking itself, reported where a file is read or a finding
suppressed.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from xl_addin.language import Text
from xl_addin.verify import rules as rules_package
from xl_addin.verify.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from xl_addin.case.case import Case

Evidence = float | int | str | None

# What is mended first may mend the rest: inputs and formulas, then totals, then shares, then sums.
Stage = Literal["inputs", "formulas", "totals", "shares", "sums", "rest"]
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True)
class Cause:
    """What a finding is the mere consequence of: one of these codes at its cell, in its row, or in its column.

    With `shown`, only a finding whose evidence is one of these: an empty divisor explains a division by it, not a
    reference to a deleted cell.
    """

    where: Literal["cell", "row", "column"]
    codes: frozenset[str]
    shown: frozenset[str] | None = None


@dataclass(frozen=True)
class Rule:
    """A code, its name and its usual severity; the module's docstring is the rule's page.

    `stage` is when its findings are mended, `causes` what explains them away. `judges_figures` says that it finds
    figures that do not agree with each other.
    """

    code: str
    name: str
    severity: Severity
    stage: Stage = "rest"
    causes: tuple[Cause, ...] = ()
    judges_figures: bool = False

    def found(
        self,
        sheet: str | None,
        row: int | None,
        column: int | None,
        message: Text,
        advice: Text | None = None,
        *,
        expected: Evidence = None,
        actual: Evidence = None,
        severity: Severity | None = None,
        fixable: bool = False,
    ) -> Diagnostic:
        """One finding of this rule at a cell, or about a whole sheet or book."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            sheet=sheet,
            row=row,
            column=column,
            message=message,
            advice=advice,
            expected=expected,
            actual=actual,
            fixable=fixable,
        )


Check = Callable[["Case"], Iterable[Diagnostic]]


@dataclass(frozen=True)
class RegisteredRule:
    """A rule with what it does and the text of its page."""

    rule: Rule
    check: Check
    explanation: str
    module: str


@cache
def all_rules() -> tuple[RegisteredRule, ...]:
    """Every rule, by code, found by walking the package."""
    found = []
    for module_info in pkgutil.iter_modules(rules_package.__path__, rules_package.__name__ + "."):
        module = importlib.import_module(module_info.name)
        check = getattr(module, "check", _finds_nothing)
        found.append(RegisteredRule(module.RULE, check, module.__doc__ or "", module_info.name.rpartition(".")[2]))
    return tuple(sorted(found, key=lambda registered: registered.rule.code))


def rule_of(finding: Diagnostic) -> Rule:
    """The rule that made a finding."""
    return _by_code()[finding.code]


@cache
def _by_code() -> dict[str, Rule]:
    return {registered.rule.code: registered.rule for registered in all_rules()}


def _finds_nothing(_context: "Case") -> Iterable[Diagnostic]:
    return ()
