"""Which of a spec's sets of units is cut, where a book has tables of several: the wards', or the offices'."""

from collections.abc import Sequence

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.model import NumberedTable

_SEVERAL = Text(
    "sổ có bảng của nhiều bộ đơn vị: {sets}; mỗi lần cắt phiếu cho một bộ",
    "the book has tables of several sets of units: {sets}; sheets are cut for one of them at a time",
)
_SAY = OptionHint(
    "hãy ghi rõ bằng --unit-set, ví dụ --unit-set {key}", "say which with --unit-set, such as --unit-set {key}"
)
_NONE_SUCH = Text("sổ không có bảng nào của bộ đơn vị {key}", "the book has no table of the unit set {key}")


class UnitSetInDoubt(Problem):
    """Tables of several sets are there: `keys` are those sets, `levels` what the officer calls their units."""

    def __init__(self, keys: Sequence[str], levels: Sequence[str], file: str) -> None:
        named = [f"{key} ({level})" for key, level in zip(keys, levels, strict=True)]
        super().__init__(_SEVERAL.with_values(sets=named), file=file, by_option=_SAY.with_values(key=keys[0]))
        self.keys, self.levels = tuple(keys), tuple(levels)


def tables_of_set(
    tables: Sequence[NumberedTable],
    specs: Sequence[TableSpec | None],
    spec: Spec | None,
    asked: str | None,
    file: str,
) -> tuple[Sequence[NumberedTable], Spec | None]:
    """The tables whose rows are units of one set, and the spec as far as it speaks of these.

    `specs` are the spec's tables that these are. Raises UnitSetInDoubt where there are several sets and nobody says
    which, Problem for one that is not there.
    """
    sets = [spec.unit_set(known) if spec and known else None for known in specs]
    found = list(dict.fromkeys(one.key for one in sets if one is not None))
    if asked is not None and asked not in found:
        raise Problem(unknown(_NONE_SUCH.with_values(key=asked), asked, found), file=file)
    if spec is None or (asked is None and len(found) < 2):
        return tables, spec
    if asked is None:
        levels = {one.key: one.level for one in sets if one is not None}
        raise UnitSetInDoubt(found, [levels[key] for key in found], file)
    own = [table for table, one in zip(tables, sets, strict=True) if one is not None and one.key == asked]
    others = {known.key for known, one in zip(specs, sets, strict=True) if known and (one is None or one.key != asked)}
    # Their days go on being days of the campaign; only what is spread over them is others'.
    periods = tuple(
        period.model_copy(update={"table": None, "quota": None}) if period.table in others else period
        for period in spec.periods
    )
    return own, spec.model_copy(update={"periods": periods})
