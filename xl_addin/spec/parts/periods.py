"""Stretches of days of a campaign, and which of them are worked on."""

from pydantic import Field

from xl_addin.spec.parts.part import DayOrName, DaysOrName, FormulaText, Key, Part, since_2


class PeriodSpec(Part):
    """A stretch of days, and how many the document says it has."""

    key: Key = Field(description="The period's name in this file.")
    name: str = Field(description="As the document calls it.")
    start: DayOrName = Field(description="The first day, or the parameter that holds it.")
    end: DayOrName = Field(description="The last day, or the parameter that holds it.")
    stated_days: Key | None = Field(None, description="The parameter holding the number of days as stated.")
    working_days: bool = since_2("Whether Saturdays and Sundays do not count.", default=False)
    skip: DaysOrName = since_2(
        "Days that do not count: holidays, a day of elections; a list, or the parameter that holds it.", ()
    )
    table: Key | None = Field(None, description="The table whose quota is spread over these days.")
    quota: FormulaText | None = Field(None, description="The column of that table that is spread over these days.")
    parent: Key | None = Field(None, description="The period these days must lie in.")
