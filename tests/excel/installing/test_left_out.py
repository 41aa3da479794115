"""What the bundle leaves out is not needed: the same work is done with only the pinned packages in reach."""

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import xl_addin
from xl_addin.campaign.demo import run_demo
from xl_addin.excel.bundle.left_out_files import LEFT_OUT_FILES, is_left_out
from xl_addin.excel.bundle.lock import WINDOWS_ONLY
from xl_addin.excel.bundle.wheels import LEFT_OUT, lock_text, locked_hashes

LICENCE = re.compile(r"\.dist-info/.*(LICEN[CS]E|COPYING|NOTICE)", re.IGNORECASE)
OUT_OF_REACH = '''
import sys
from importlib.machinery import PathFinder
from importlib.metadata import packages_distributions
from xl_addin.excel.bundle.left_out_files import is_left_out

ALLOWED = {allowed!r}

class OutOfReach:
    """Refuses packages and modules that a bundle does not hold."""

    def __init__(self):
        names = packages_distributions().items()
        plain = lambda name: name.lower().replace("_", "-").replace(".", "-")
        self.refused = {{top for top, owners in names if not ALLOWED & set(map(plain, owners))}}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.refused:
            raise ModuleNotFoundError(f"not in the bundle: {{name}}")
        found = PathFinder.find_spec(name, path, target)
        if found and found.origin and is_left_out(found.origin.rpartition("site-packages/")[2]):
            raise ModuleNotFoundError(f"not in the bundle: {{found.origin}}")

finder = OutOfReach()
assert {{"scipy", "rich", "click", "tqdm"}} <= finder.refused
sys.meta_path.insert(0, finder)
try:
    import xlwings.cli
except ModuleNotFoundError:
    pass
else:
    raise AssertionError("what is left out is within reach")
'''
WORK = """
from pathlib import Path
from xl_addin.excel.dropped import write_report, write_unit_sheets

book = Path(sys.argv[1])
print(write_report([book], "vi").stat().st_size > 10_000)
print(write_unit_sheets(book).stat().st_size > 10_000)
"""
BUTTONS = """
import importlib
import pkgutil

sys.path.append(sys.argv[1])
import windows_stubs

windows_stubs.install()
import xl_addin.excel.wrappers
from xl_addin.excel import macros

for module in pkgutil.iter_modules(macros.__path__, macros.__name__ + "."):
    print(importlib.import_module(module.name).main.__name__)
"""
STATISTICS = """
import io
import openpyxl
from xl_addin.engine.recalculate import recalculate
from xl_addin.workbook.reading.read import read_book

book = openpyxl.Workbook()
for row, formula in enumerate(["=MEDIAN(1,2,9)", "=RANK(2,C1:C2)", "=CORREL(C1:C2,D1:D2)", "=NOSUCH(1)"], 1):
    book.active.cell(row, 1, formula)
book.active["C1"], book.active["C2"] = 1, 2
data = io.BytesIO()
book.save(data)
print([type(value).__name__ for value in recalculate(read_book(data.getvalue(), file="x")).values.values()])
"""


def run(program: str, *arguments: str) -> str:
    allowed = {*locked_hashes(lock_text()), "xl-addin"}
    text = OUT_OF_REACH.format(allowed=allowed) + program
    done = subprocess.run([sys.executable, "-c", text, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_reports_and_unit_sheets_do_without(tmp_path: Path) -> None:
    book = tmp_path / "phan-bo.xlsx"
    book.write_bytes(run_demo("vi").files["phan-bo.xlsx"])
    assert run(WORK, str(book)).split() == ["True", "True"]


def test_functions_and_buttons_do_without() -> None:
    assert set(run(BUTTONS, str(Path(__file__).parents[1])).split()) == {"main"}


def test_without_scipy_its_functions_are_said_to_be_unsupported_never_wrong() -> None:
    assert run(STATISTICS).strip() == "['int', 'int', 'Unsupported', 'Unsupported']"


def test_every_library_keeps_its_licence() -> None:
    """Of xlwings only that of its other half is left out, with that half."""
    left_out = set()
    # pywin32 is installed on Windows only.
    for name in set(locked_hashes(lock_text())) - set(WINDOWS_ONLY):
        licences = [str(file) for file in distribution(name).files or () if LICENCE.search(str(file))]
        kept = [file for file in licences if not is_left_out(file)]
        assert kept, name
        left_out |= set(licences) - set(kept)
    assert {name.rpartition("/")[2] for name in left_out} == {"LICENSE_PRO.txt"}


def test_of_our_own_only_what_building_reads_is_left_out() -> None:
    """None of it is a package: nobody can import it."""
    package = Path(xl_addin.__file__).parent
    names = [path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()]
    left_out = {name for name in names if is_left_out(name) and "__pycache__" not in name}
    folders = {name.rpartition("/")[0] for name in left_out - {"xl_addin/py.typed"}}
    assert folders == {"xl_addin/excel/addin_file/vba", "xl_addin/excel/bundle/scripts"}
    assert not any((package.parent / folder / "__init__.py").exists() for folder in folders)


def test_every_omission_has_its_reason() -> None:
    assert all((*LEFT_OUT.values(), *LEFT_OUT_FILES.values()))
