"""What is in the wheels and not in the bundle: patterns of files, each with its reason.

A `*` stands for any number of folders too. That nothing of it is imported is a test: the Excel side works with all of
it out of reach.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

_TESTS = "tests of the library"
_HEADERS = "for compilers"
_TYPES = "for type checkers"
_OTHER_SYSTEMS = "for other systems than Windows"

LEFT_OUT_FILES: Mapping[str, str] = {
    # xl-addin itself
    "xl_addin/excel/addin_file/vba/*": "the VBA's source, which chi-tieu.xlam holds and only building it reads",
    "xl_addin/excel/bundle/scripts/*": "the scripts, which lie in the bundle's own folder",
    # xlwings
    "xlwings/pro/*": "licensed PRO (PolyForm Noncommercial or commercial): nothing of it may be shipped or is used",
    "xlwings-*.dist-info/*LICENSE_PRO.txt": "the licence of xlwings/pro",
    "xlwings/reports.py": "a part of xlwings/pro",
    "xlwings/server.py": "a part of xlwings/pro",
    "xlwings/xlwingslib*.pyd": "reads workbooks for xlwings/pro",
    "xlwings/addin/*": "an add-in of xlwings' own, with code that scanners flag",
    "xlwings/quickstart*": "workbooks with macros for new projects",
    "xlwings/*.bas": "VBA, of which chi-tieu.xlam uses nothing",
    "xlwings/cli.py": "its command line",
    "xlwings/js/*": "for Google Sheets and Excel on the web",
    "xlwings/rest/*": "a web server",
    "xlwings/ext/*": "SQL functions",
    "xlwings/html/*": "its window for a licence key",
    "xlwings/mac_dict.py": _OTHER_SYSTEMS,
    "xlwings/_xlmac.py": _OTHER_SYSTEMS,
    "xlwings/*.applescript": _OTHER_SYSTEMS,
    # pywin32
    "PyWin32.chm": "its manual",
    "pythonwin/*": "its editor",
    "adodbapi/*": "databases",
    "isapi/*": "extensions of a web server",
    "win32/Demos/*": "examples",
    "win32/test/*": _TESTS,
    "win32/scripts/*": "administrator's tools",
    "win32/libs/*": _HEADERS,
    "win32/include/*": _HEADERS,
    "win32/pythonservice.exe": "runs services",
    "win32/servicemanager.pyd": "runs services",
    "win32/perfmon*": "counters of the performance monitor",
    "win32/odbc.pyd": "databases",
    "win32com/test/*": _TESTS,
    "win32com/demos/*": "examples",
    "win32com/servers/*": "examples",
    "win32com/HTML/*": "its manual",
    "win32com/libs/*": _HEADERS,
    "win32com/include/*": _HEADERS,
    "win32com/makegw/*": "writes C++",
    "win32comext/*": "interfaces of the shell, of mail and of scripts",
    # numpy
    "numpy/*/tests/*": _TESTS,
    "numpy/tests/*": _TESTS,
    "numpy/conftest.py": _TESTS,
    "numpy/_core/*_tests.*.pyd": _TESTS,
    "numpy/_core/_simd.*.pyd": _TESTS,
    "numpy/f2py/*": "makes modules of Fortran",
    "numpy/distutils/*": "builds modules",
    "numpy/_pyinstaller/*": "packs programs",
    "numpy/_core/include/*": _HEADERS,
    "numpy/*/lib/*.lib": _HEADERS,
    "numpy/*/lib/pkgconfig/*": _HEADERS,
    "numpy/random/_examples/*": "examples",
    # lxml
    "lxml/includes/*": _HEADERS,
    "lxml/html/*": "reads web pages",
    "lxml/isoschematron/*": "another language of schemas",
    "lxml/objectify.*": "another way to read XML",
    # schedula, formulas, pydantic, regex
    "schedula/utils/form/*": "web forms",
    "schedula/utils/drw/viz/*": "drawings of a model in a web page",
    "schedula/utils/drw/index/*": "drawings of a model in a web page",
    "schedula/ext/*": "pages of a manual",
    "formulas/tests/*": _TESTS,
    "pydantic/v1/*": "the earlier version of the library",
    "pydantic/mypy.py": _TYPES,
    "regex/tests/*": _TESTS,
    # of every library
    "*.pyi": _TYPES,
    "*/py.typed": _TYPES,
    "*.pxd": _HEADERS,
    "*.pxi": _HEADERS,
    "*.pyx": _HEADERS,
    "*.h": _HEADERS,
    "*.c": _HEADERS,
    "*.lib": _HEADERS,
    "*.dist-info/RECORD": "says of the wheel what is no longer so; SHA256SUMS lists what is there",
    "*.dist-info/entry_points.txt": "names command lines",
}


def is_left_out(name: str) -> bool:
    """Whether a file of the libraries, named relative to `site-packages` with `/`, stays out of the bundle."""
    return any(fnmatchcase(name, pattern) for pattern in LEFT_OUT_FILES)
