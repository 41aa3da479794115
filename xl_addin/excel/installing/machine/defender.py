"""Microsoft Defender's rules that reduce the attack surface (ASR): which of them act on this PC.

The rules' numbers are Microsoft's (attack surface reduction rules reference); 1 blocks, 6 warns and can be passed by,
2 only watches. Group policy and Defender's own settings keep a value per rule, Intune one text of them all.
"""

from xl_addin.excel.installing.machine.pc import Pc

BLOCKS, WARNS = 1, 6
RULE_KEYS = (
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
INTUNE_KEY, INTUNE_VALUE = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager", "ASRRules"


def acts(pc: Pc, rule: str) -> bool:
    """Whether this rule blocks or warns here."""
    values = [pc.value(key, rule) for key in RULE_KEYS]
    for each in str(pc.value(INTUNE_KEY, INTUNE_VALUE) or "").split("|"):
        number, _, value = each.partition("=")
        if number.strip(" {}").lower() == rule.lower():
            values.append(value.strip())
    # A policy writes the number as text.
    return any(str(value) in (str(BLOCKS), str(WARNS)) for value in values)
