"""What a result of Python is when it reaches VBA, as our server and pywin32 hand it over.

After PyCom_VariantFromPyObject and MakeObjToVariant of pywin32's `oleargs.cpp`: a whole number is a Long, every
VARIANT(VT_ERROR, …) a missing argument, whatever number it was given.
"""

from typing import Any

VT_ERROR = 10
MISSING = {"missing": True}


class Variant:
    """Stands for win32com.client.VARIANT."""

    def __init__(self, varianttype: int, value: object) -> None:
        self.varianttype, self.value = varianttype, value


def install() -> None:
    """The stand-ins for Windows, with this VARIANT; before anything imports xlwings."""
    import windows_stubs

    windows_stubs.install()
    import win32com.client

    win32com.client.VARIANT = Variant


def call_udf(module: str, name: str, arguments: tuple[object, ...]) -> Any:
    """What VBA gets of `CallUDF`, as JSON can tell it: lists for arrays, {"raised": …} for an error raised."""
    from xl_addin.excel.serving import Server

    try:
        return as_variant(Server().CallUDF(module, name, arguments, None, None))
    except Exception as error:
        return {"raised": str(error)}


def as_variant(value: object) -> Any:
    """A value of Python as a Variant; TypeError for what pywin32 does not take."""
    if isinstance(value, Variant):
        assert value.varianttype == VT_ERROR
        return MISSING
    if isinstance(value, list | tuple):
        return list(map(as_variant, value))
    if type(value) is int:
        assert -(2**31) <= value < 2**31
        return {"long": value}
    if isinstance(value, bool | float | str):
        return value
    raise TypeError(f"Objects of type {type(value)} can not be converted to a COM VARIANT")
