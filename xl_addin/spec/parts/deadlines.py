"""What is due, when, from whom and to whom."""

from typing import Literal, Self

from pydantic import Field, model_validator

from xl_addin.language import Text
from xl_addin.spec.error import SpecError
from xl_addin.spec.parts.part import DayOrName, Key, Part, TimeOfDay, since_2

Recurrence = Literal["day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "month"]


class DeadlineSpec(Part):
    """A report that is due once (`before`, `until`) or again and again (`every`).

    The documents write “trước ngày X”: the last accepted day is the day before.
    """

    name: str = Field(description="What is due.")
    before: DayOrName | None = Field(
        None, description="The day of “trước ngày X”, or the parameter that holds it: the day before is the last."
    )
    until: DayOrName | None = since_2("The last day itself, or the parameter that holds it.")
    every: Recurrence | None = since_2(
        "How often it is due: `day`, a weekday such as `monday`, or `month` (its last day)."
    )
    at: TimeOfDay | None = since_2('The time by which it is due that day: `"07:30"`.')
    offset_days: int | None = since_2(
        "How many days after the day it reports on a recurring report is due: 1 for “the next morning”.", ge=0, le=366
    )
    interim: bool = since_2("Whether it falls within the period it reports on.", default=False)
    from_: str | None = since_2("Who owes it: a unit set, a table, or a text.", alias="from")
    to: str | None = since_2("Who receives it.")
    via: str | None = since_2("The way it goes: through whom, by which system.")
    form: str | None = since_2("The template of the form it is made on.")
    covers: str | None = since_2("What it has to say.")
    period: Key | None = Field(None, description="The period it reports on.")

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> Self:
        stated = [name for name in ("before", "until", "every") if getattr(self, name) is not None]
        if len(stated) != 1:
            raise SpecError(
                Text(
                    "hạn “{name}”: cần đúng một trong `before` (trước ngày), `until` (chậm nhất là ngày), `every` "
                    "(định kỳ); đang có: {stated}",
                    "deadline {name}: needs exactly one of `before`, `until` and `every`; it has: {stated}",
                ).with_values(name=self.name, stated=stated or Text("không có", "none"))
            )
        if self.offset_days is not None and self.every is None:
            raise SpecError(
                Text(
                    "`offset_days` chỉ đi với `every`; hạn một lần thì ghi thẳng ngày",
                    "`offset_days` goes with `every`; state the day itself of what is due once",
                )
            )
        return self
