r"""How Excel reaches Python: which program is started, with which words, and through which library.

The library `xlwings64-<version>.dll` (xlwings32 for a 32-bit Office) comes with the Python package xlwings and lies
beside `pythonw.exe`. It starts the command line, puts a number of its own for `$(CLSID)`, waits until Python has
registered its COM server under that number, and hands the server's object over. What VBA declares is tied to the
library of the installed xlwings, so the module is written from its version.

No `cmd.exe` stands between them: behind it the library cannot see that Python has died, and waits two minutes.
"""

from importlib.metadata import distribution

from xl_addin import __version__
from xl_addin.excel.installing.bundle_folder import SITE_PACKAGES
from xl_addin.excel.installing.home import PYTHON
from xl_addin.excel.installing.places import HOME_VARIABLE

LIBRARY_MODULE = "ChiTieuLibrary"
FUNCTIONS_MODULE = "xl_addin.excel.wrappers"
SERVER_MODULE = "xl_addin.excel.serving"
PROGRAM = rf"{PYTHON}\pythonw.exe"
# Without it Windows asks the user in a box, and the library waits for the answer. The star stands for its version.
CORE = rf"{PYTHON}\python31*.dll"
PACKAGE = "\\".join([PYTHON, *SITE_PACKAGES.parts, "xl_addin"])

# -I: nothing is taken from Excel's current folder or from the user's own Python settings; -B: nothing is written
# beside the modules.
ARGUMENTS = f" -B -I -m {SERVER_MODULE} $(CLSID)"


def xlwings_version() -> str:
    """The version of the installed xlwings, which the add-in is tied to."""
    return distribution("xlwings").version


def server_command(home: str) -> str:
    """The command line that the add-in gives the library, for the folder that the user's variable names."""
    return f'"{home}\\{PROGRAM}"{ARGUMENTS}'


def library_module() -> str:
    """The VBA module with all that comes from outside VBA: the declared functions and the names of files."""
    return f"""Attribute VB_Name = "{LIBRARY_MODULE}"
Option Explicit

' Generated. All that this add-in uses from outside VBA: three functions of libraries, a variable, names of files.

' The user's variable that names the folder of the installation.
Public Const HomeVariable As String = "{HOME_VARIABLE}"

' Files and folders below it: the interpreter, its core, and what tells its version of this add-in.
Public Const PythonProgram As String = "{PROGRAM}"
Public Const PythonCore As String = "{CORE}"
Public Const PythonPackage As String = "{PACKAGE}"
Public Const AddinVersion As String = "{__version__}"

' What the interpreter is told: serve this add-in, under the number that the library puts here for itself.
Public Const PythonArguments As String = {_vba_text(ARGUMENTS)}

' The module of the worksheet functions in that interpreter.
Public Const PythonFunctions As String = "{FUNCTIONS_MODULE}"

' The library of xlwings that starts the interpreter and ends it together with Excel. It lies beside the interpreter.
#If Win64 Then
{_declared(64)}
#Else
{_declared(32)}
#End If

' Loads that library from its full path: Excel would look for it in its own folders only.
Public Declare PtrSafe Function LoadLibrary Lib "kernel32" Alias "LoadLibraryW" (ByVal Path As LongPtr) As LongPtr

' VBA's own box shows question marks for Vietnamese letters on most PCs; this one takes Unicode.
Public Declare PtrSafe Function MessageBox Lib "user32" Alias "MessageBoxW" (ByVal Owner As LongPtr, \
ByVal Message As LongPtr, ByVal Title As LongPtr, ByVal Style As Long) As Long
"""


def _declared(bits: int) -> str:
    name = f"xlwings{bits}-{xlwings_version()}.dll"
    return (
        f'    Public Const LibraryFile As String = "{PYTHON}\\{name}"\n'
        f'    Public Declare PtrSafe Function XLPyDLLActivateAuto Lib "{name}" (ByRef Result As Variant, '
        "ByVal ServerLine As String, ByVal Mode As Long) As Long"
    )


def _vba_text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
