import ast
import re
from importlib.util import find_spec
from pathlib import Path

from xl_addin.excel.addin_file.python_server import library_module, server_command, xlwings_version
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.serving import Server


def test_python_is_started_directly_and_looks_for_modules_only_in_its_own_folders() -> None:
    started = '"C:\\chi tieu\\python\\pythonw.exe" -B -I -m xl_addin.excel.serving $(CLSID)'
    assert server_command("C:\\chi tieu") == started


def test_the_vba_puts_the_same_line_together(project: Project) -> None:
    sources = {module.name: module.source for module in project.modules}
    texts = dict(re.findall(r'^Public Const (\w+) As String = "(.*)"\r$', sources["ChiTieuLibrary"], re.MULTILINE))
    assert 'ServerLine = """" & Installed(PythonProgram) & """" & PythonArguments\r\n' in sources["ChiTieuPython"]
    assert 'Installed = Environ(HomeVariable) & "\\" & Name\r\n' in sources["ChiTieuPython"]
    program, arguments = (texts[name].replace('""', '"') for name in ("PythonProgram", "PythonArguments"))
    assert server_command("H:") == f'"H:\\{program}"{arguments}'
    assert texts["HomeVariable"] == "CHI_TIEU_HOME"


def test_nothing_the_active_workbook_holds_reaches_the_command_line(project: Project) -> None:
    """A received workbook cannot choose what is run: it is asked for its values only, after Python has started."""
    naming = {module.name for module in project.modules if "ActiveWorkbook" in module.source}
    assert naming == {"ChiTieuCommands", "ChiTieuFunctions"}


def test_the_library_is_of_the_installed_xlwings_for_both_kinds_of_office() -> None:
    module = library_module()
    assert set(re.findall(r"xlwings\d\d-[\d.]+\.dll", module)) == {
        f"xlwings{bits}-{xlwings_version()}.dll" for bits in (32, 64)
    }


def test_what_the_vba_asks_of_python_is_there(project: Project) -> None:
    """The names that only a Windows PC would miss: methods of xlwings' server, attributes that the VBA sets."""
    sources = "".join(module.source for module in project.modules)
    asked = set(re.findall(r"(?:\bPython|PythonServer\(\))\.(\w+)", sources))
    (public,) = (
        ast.literal_eval(node.value)
        for statement in ast.parse(_source_of("xlwings.com_server")).body
        if isinstance(statement, ast.ClassDef) and statement.name == "XLPython"
        for node in statement.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if node.targets[0].id == "_public_methods_"
    )
    assert asked == {"CallUDF", "Exec", "Module", "SetAttr"}
    assert asked <= set(Server._public_methods_) <= set(public)
    for module, attribute in re.findall(r'SetAttr Python\.Module\("([\w.]+)"\), "(\w+)"', sources):
        assert re.search(rf"^{attribute}\b.* = None$", _source_of(module), re.MULTILINE)


def _source_of(module: str) -> str:
    # `xlwings._xlwindows` cannot be imported here.
    package, _, name = module.rpartition(".")
    found = find_spec(package)
    assert found and found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / f"{name}.py").read_text(encoding="utf-8")
