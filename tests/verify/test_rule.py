import re

from xl_addin.verify.rule import all_rules

# Codes, once released, are never moved or reused.
NAMES = {
    "N101": "notation-unreadable",
    "N102": "notation-unknown-column",
    "N103": "notation-cycle",
    "N104": "notation-ambiguous",
    "F201": "formula-contradicts-notation",
    "F202": "hard-coded-value-in-formula-column",
    "F203": "formula-differs-from-its-column",
    "F204": "total-range-wrong",
    "F205": "error-value",
    "F206": "stale-cached-value",
    "F207": "circular-reference",
    "F208": "external-link",
    "F209": "unsupported-formula",
    "V301": "value-contradicts-notation",
    "V302": "total-does-not-add-up",
    "V303": "displayed-values-do-not-add-up",
    "V304": "ratio-column-summed",
    "V305": "allocation-misses-target",
    "V306": "part-exceeds-whole",
    "V307": "live-check-not-zero",
    "V308": "explanation-contradicts-table",
    "I401": "number-stored-as-text",
    "I402": "thousands-separator-misread",
    "I403": "negative-count",
    "I404": "fractional-count",
    "I405": "missing-value",
    "U501": "unit-name-mismatch",
    "U502": "duplicate-unit",
    "U503": "unknown-unit",
    "U504": "name-not-normalised",
    "U505": "legacy-encoding",
    "D601": "day-count-mismatch",
    "D602": "deadline-out-of-order",
    "D603": "period-starts-before-issue",
    "D604": "period-outside-parent",
    "D605": "day-off-schedule",
    "S701": "hidden-row-in-total",
    "S702": "no-numbered-table",
    "C801": "file-unreadable",
    "C802": "suppression-unused",
}


def test_every_module_of_the_folder_is_a_rule_under_its_own_code() -> None:
    assert {found.rule.code: found.rule.name for found in all_rules()} == NAMES


def test_a_rule_is_explained_under_its_code_and_lives_under_its_name() -> None:
    for found in all_rules():
        assert re.match(rf"{found.rule.code} {found.rule.name}: .+", found.explanation)
        assert found.module == found.rule.name.replace("-", "_")
