"""The add-in as it is released, from the real ribbon and the real functions: nothing it calls is missing."""

import importlib
import inspect
import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from xl_addin.excel.addin_file.build import FILE_NAME, build_addin
from xl_addin.excel.addin_file.python_server import FUNCTIONS_MODULE
from xl_addin.excel.ribbon import buttons
from xl_addin.functions.registry import user_functions


@pytest.fixture(scope="module")
def released() -> bytes:
    return build_addin()


@pytest.fixture(scope="module")
def sources(released: bytes, olevba: Any) -> dict[str, str]:
    """The modules as oletools reads them out of the file."""
    found = olevba.VBA_Parser(FILE_NAME, data=released).extract_macros()
    return {name.rpartition(".")[0]: source for _, _, name, source in found}


@pytest.mark.parametrize("part", ["customUI/customUI.xml", "customUI/customUI14.xml"])
def test_every_button_leads_to_a_macro_that_takes_a_book(released: bytes, sources: dict[str, str], part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(released)) as package:
        ribbon = etree.fromstring(package.read(part))
    actions = [str(action) for action in ribbon.xpath("//@onAction")]
    assert len(actions) == len(buttons())
    for action in actions:
        module, _, callback = action.partition(".")
        body = re.search(rf"^Public Sub {callback}\(.*?^End Sub", sources[module], re.DOTALL | re.MULTILINE)
        assert body, action
        target = re.search(r'RunMacro "([\w.]+)", (?:True|False)', body[0])
        assert target, action
        main = importlib.import_module(target[1]).main
        assert [(each.name, each.default) for each in inspect.signature(main).parameters.values()] == [("book", None)]


def test_every_wrapper_leads_to_its_function(sources: dict[str, str]) -> None:
    called = re.findall(r'Calculated\("(\w+)", Array\(([\w, ]*)\)\)', sources["ChiTieuWrappers"])
    arguments = {name: given.split(", ") for name, given in called}
    assert arguments == {each.name: [one.name for one in each.arguments] for each in user_functions()}
    wrappers = importlib.import_module(FUNCTIONS_MODULE)
    assert wrappers.FUNCTIONS.keys() == arguments.keys()


def test_the_bytes_are_the_same_again(released: bytes) -> None:
    assert build_addin() == released
