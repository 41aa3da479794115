"""What Excel leaves undone while a macro works: asking, drawing, calculating, telling other add-ins."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings


@contextmanager
def quiet(app: "xlwings.App", **settings: object) -> Iterator[None]:
    """Excel with these settings of `xlwings.App`; each is set back as it was, whatever happens meanwhile.

    xlwings' own `App.properties` sets nothing back when Excel refuses one of several, nor the others when it refuses
    to set one back.
    """
    with ExitStack() as before:
        for name, value in settings.items():
            before.callback(setattr, app, name, getattr(app, name))
            setattr(app, name, value)
        yield
