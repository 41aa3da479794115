"""The stretches of days of a campaign: what is wrong with them is said once, however many quotas are spread there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xl_addin.spec.model import PeriodSpec, Spec


def stretches(spec: "Spec") -> "list[PeriodSpec]":
    """The periods of a spec; those of one table, the same days and the same parent are one, called by all their names.

    Five indicators over the same 90 days are five periods and one stretch.
    """
    found: dict[object, PeriodSpec] = {}
    for period in spec.periods:
        key = spec.day(period.start), spec.day(period.end), period.stated_days, period.table, period.parent
        first = found.setdefault(key, period)
        if first.name != period.name:
            found[key] = first.model_copy(update={"name": f"{first.name}; {period.name}"})
    return list(found.values())
