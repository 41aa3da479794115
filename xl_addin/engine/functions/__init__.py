"""Functions that the engine has itself because `formulas` differs from Excel, lacks them, or needs SciPy for them.

`ledger.yaml` says for each what differs and how we know. `EACH` take one value per argument and are applied cell by
cell to arrays; `WHOLE` take whole ranges. Names are upper case, without the `_xlfn.` of newer functions.
"""

from collections.abc import Callable, Mapping

from xl_addin.engine.functions import (
    aggregates,
    counting,
    criteria,
    dates,
    financial,
    logic,
    lookup,
    powers,
    predicates,
    rounding,
    texts,
)
from xl_addin.engine.values.scalars import Argument, Scalar

EACH: Mapping[str, Callable[..., Scalar]] = {
    **rounding.EACH,
    **powers.EACH,
    **predicates.EACH,
    **texts.EACH,
    **dates.EACH,
    **logic.EACH,
    **counting.EACH,
    **financial.EACH,
}
WHOLE: Mapping[str, Callable[..., Argument]] = {
    **aggregates.WHOLE,
    **criteria.WHOLE,
    **dates.WHOLE,
    **logic.WHOLE,
    **lookup.WHOLE,
    **texts.WHOLE,
}
