"""What a sheet's notation of a column means, once the spec has said which of its figures are parameters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xl_addin.notation import Expression, Notation

if TYPE_CHECKING:  # Whoever verifies without a spec asks here, too, and need not load the model.
    from xl_addin.spec.model import ColumnSpec, Spec


def readings_by_spec(
    notation: Notation, labels: Sequence[str], column: "ColumnSpec | None", campaign: "Spec | None"
) -> tuple[Expression, ...]:
    """The readings of a notation in a table with these columns, rounded and ranked as the column's spec asks.

    A figure that the spec writes as `{days}` is no column, whatever its digits: `5=4/3` is then one reading.
    """
    readings = notation.readings(labels)
    if column is None or campaign is None:
        return readings
    cell = campaign.number_cell(column)
    forms = cell[1].readings(labels) if cell and cell[1] else ()
    meant = dict.fromkeys(one for form in forms if (one := notation.reading_of_form(form)) is not None)
    return tuple(map(column.as_asked, meant if len(meant) == 1 else readings))
