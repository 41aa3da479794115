"""POWER: the operator ^ by another name."""

from collections.abc import Callable

from xl_addin.engine.values.operators import power
from xl_addin.engine.values.scalars import Scalar

EACH: dict[str, Callable[..., Scalar]] = {"POWER": power}
