"""What a unit has to report, when and to whom: the deadlines of the spec as a unit sheet states them."""

from collections.abc import Collection
from datetime import datetime, time
from pathlib import Path

from xl_addin.language import short_date
from xl_addin.spec.due import in_words, last_day, next_due
from xl_addin.spec.model import DeadlineSpec, Spec
from xl_addin.unit_names.comparing import same_name_key


def duties(spec: Spec) -> list[dict[str, object]]:
    """Every deadline of the campaign."""
    return [_values(deadline, spec) for deadline in spec.deadlines]


def duties_of(unit: str, tables: Collection[str], spec: Spec) -> list[dict[str, object]]:
    """The deadlines of a unit that stands in these tables of the spec, by their keys.

    What a unit set or a table owes is its units'; what a unit owes by name is its own alone. Where it is not said who
    owes it, or by a text that names no unit of the spec, everybody reads it.
    """
    keys = {table.key: table.units for table in spec.tables}
    sets = {spec_set.key for spec_set in spec.unit_sets}
    own = {*tables, *(keys[table] for table in tables if keys.get(table))}
    own_names = {same_name_key(unit)}
    names = {same_name_key(name) for table in spec.tables for name in spec.names_of(table)}
    for table in spec.tables:
        found = spec.unit_set(table)
        for each in spec.units_of(table):
            called = {same_name_key(name) for name in (found.names_of(each) if found else (each.name, *each.aliases))}
            own_names |= called if same_name_key(unit) in called else set()

    def owes(deadline: DeadlineSpec) -> bool:
        who = deadline.from_
        if who is None:
            return True
        if who in keys or who in sets:
            return who in own
        return same_name_key(who) in own_names or same_name_key(who) not in names

    return [_values(deadline, spec) for deadline in spec.deadlines if owes(deadline)]


def _values(deadline: DeadlineSpec, spec: Spec) -> dict[str, object]:
    """What a template can say of a deadline; `first` is the first day it is due after the document was issued."""
    last = last_day(deadline, spec)
    first = next_due(deadline, spec, datetime.combine(spec.document.day, time()))
    return {
        "name": deadline.name,
        "when": in_words(deadline, spec).vi,
        "text": _text(deadline, spec),
        "before": None if deadline.before is None else spec.day(deadline.before),
        "last_day": last,
        "first": None if first is None else first.day,
        "sender": deadline.from_,
        "receiver": deadline.to,
        "via": deadline.via,
        "form": deadline.form,
        "covers": deadline.covers,
    }


def _text(deadline: DeadlineSpec, spec: Spec) -> str:
    """`Báo cáo tổng kết: trước ngày 25/9/2023 (chậm nhất ngày 24/9/2023); gửi Công an tỉnh; nội dung: …`."""
    last = last_day(deadline, spec)
    named = {*(table.key for table in spec.tables), *(one.key for one in spec.unit_sets)}
    who = f" ({deadline.from_})" if deadline.from_ and deadline.from_ not in named else ""
    strictly = (
        f" (chậm nhất ngày {short_date(last)})" if last and deadline.before is not None and not deadline.at else ""
    )
    via = f" qua {deadline.via}" if deadline.via else ""
    parts = [
        f"{deadline.name}{who}: {in_words(deadline, spec).vi}{strictly}",
        f"gửi {deadline.to}{via}" if deadline.to else f"gửi{via}" if via else "",
        f"theo mẫu {_form(deadline.form, spec)}" if deadline.form else "",
        f"nội dung: {deadline.covers}" if deadline.covers else "",
    ]
    return "; ".join(part for part in parts if part)


def _form(form: str, spec: Spec) -> str:
    """What a form is called: as the report made on it, else its file without the folder and the ending."""
    made = (one for one in spec.reports if one.name and one.template and Path(one.template).stem == Path(form).stem)
    return next((f"“{one.name}”" for one in made), Path(form).stem)
