"""The provinces and communes of Viet Nam, from the package `vietnam-provinces` where somebody has installed it.

It is GPL-3: an extra that nobody needs (`pip install "xl-addin[provinces]"`), never part of the bundle. Provinces and
communes have codes of their own, and 238 names of communes stand for several: a commune is its code and its province.
"""

import json
from importlib import import_module, resources

from xl_addin.campaign.cascade.unit_list import UnitInList
from xl_addin.language import Text
from xl_addin.problem import Problem

PACKAGE = "vietnam-provinces"
"""How the command line names it, in the place of a file."""

_MODULE = "vietnam_provinces"
_NOT_INSTALLED = Text(
    'chưa cài gói này; hãy chạy pip install "xl-addin[provinces]", hoặc đưa danh sách đơn vị bằng tệp',
    'the package is not installed; run pip install "xl-addin[provinces]", or give the units as a file',
)
_OTHER_FORM = Text(
    "phiên bản {version} của gói này ghi dữ liệu kiểu khác; hãy cài phiên bản 2025.10",
    "version {version} of the package keeps its data otherwise; install version 2025.10",
)
_WHICH = Text(
    "{package} {version}, dữ liệu ngày {day}: {provinces} tỉnh, {communes} xã",
    "{package} {version}, data of {day}: {provinces} provinces, {communes} communes",
)


def published_units() -> tuple[list[UnitInList], Text]:
    """All provinces and communes, and which version of what day they are of; Problem where it is not installed."""
    try:
        module = import_module(_MODULE)
        version, day = str(module.__version__), str(module.__data_version__)
    except ImportError:
        raise Problem(_NOT_INSTALLED, file=PACKAGE) from None
    try:
        text = (resources.files(module) / "data" / "nested-divisions.json").read_text(encoding="utf-8")
        provinces = json.loads(text)
        units = []
        for province in provinces:
            code = f"{province['code']:02}"
            units.append(UnitInList(PACKAGE, 0, code, province["name"], None, 0))
            units += [UnitInList(PACKAGE, 0, f"{ward['code']:05}", ward["name"], code, 1) for ward in province["wards"]]
    except (OSError, KeyError, TypeError, ValueError):
        raise Problem(_OTHER_FORM.with_values(version=version), file=PACKAGE) from None
    communes = len(units) - len(provinces)
    return units, _WHICH.with_values(
        package=PACKAGE, version=version, day=day, provinces=str(len(provinces)), communes=str(communes)
    )
