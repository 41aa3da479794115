"""Which tables are cut where a spec has several sets of units: the main set's, unless another is asked for."""

from collections.abc import Sequence

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.model import NumberedTable

_NO_SET = Text("không có bộ đơn vị “{key}” trong đặc tả", "the spec has no unit set {key}")
_NO_TABLE = Text(
    "không bảng nào của sổ thuộc bộ đơn vị “{key}” của đặc tả", "no table of the book is of the spec's unit set {key}"
)


def set_cut(spec: Spec | None, asked: str | None) -> str | None:
    """The key of the set whose units get sheets: `asked`, else the first table's; None where there are not several.

    Problem, with the sets there are, for one that the spec has not.
    """
    keys = [one.key for one in spec.unit_sets] if spec else []
    if asked is not None and asked not in keys:
        raise Problem(unknown(_NO_SET.with_values(key=asked), asked, keys))
    if spec is None or len(keys) < 2:
        return None
    return asked or spec.tables[0].units


def tables_of_set(
    tables: Sequence[NumberedTable], specs: Sequence[TableSpec | None], key: str | None, file: str
) -> tuple[tuple[NumberedTable, ...], tuple[TableSpec | None, ...]]:
    """The tables whose rows are units of a set, and their specs; all for None. Problem where there are none."""
    if key is None:
        return tuple(tables), tuple(specs)
    found = [(table, one) for table, one in zip(tables, specs, strict=True) if one is not None and one.units == key]
    if not found:
        raise Problem(_NO_TABLE.with_values(key=key), file=file)
    return tuple(table for table, _ in found), tuple(one for _, one in found)
