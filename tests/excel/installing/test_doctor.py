"""Every check against a made-up PC that has just that fault, and a healthy PC that has none."""

import sys
from pathlib import Path

import pytest

from xl_addin.excel.installing.dialogue import doctor_lines
from xl_addin.excel.installing.doctor import all_checks, examine
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.web_mark import mark_of

RUNNING = "{}{}".format(*sys.version_info)
OFFICE = r"HKCU\Software\Microsoft\Office\16.0"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
ASR = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


@pytest.fixture
def installed(invented_pc, invented_bundle):
    pc = invented_pc("anh")
    install(invented_bundle(), pc.see(), lambda _: None)
    return pc


def python(pc) -> Path:
    return pc.local / "chi-tieu" / "python"


def codes(pc) -> list[str]:
    return [fault.code for fault in examine(pc.see())]


def test_a_healthy_pc_has_no_faults(installed) -> None:
    assert codes(installed) == []
    assert [line.vi for line in doctor_lines(())] == ["Không thấy gì cản trở tiện ích trên máy này."]


def test_nothing_installed_yet(invented_pc) -> None:
    assert codes(invented_pc("Nguyễn Văn Ánh")) == ["P101", "P401"]


def test_an_interpreter_taken_away(installed) -> None:
    (python(installed) / "pythonw.exe").unlink()
    (fault,) = examine(installed.see())
    assert fault.code == "P101"
    assert "pythonw.exe" in fault.wrong.vi


def test_an_old_interpreter(installed) -> None:
    (python(installed) / f"python{RUNNING}.dll").rename(python(installed) / "python38.dll")
    (fault,) = examine(installed.see())
    assert fault.code == "P102"
    assert "là bản 3.8, tiện ích cần từ bản 3.11" in fault.wrong.vi


def test_a_64_bit_interpreter_on_32_bit_windows(installed) -> None:
    installed.environment["PROCESSOR_ARCHITECTURE"] = "x86"
    assert codes(installed) == ["P103"]
    installed.environment["PROCESSOR_ARCHITEW6432"] = "AMD64"
    assert codes(installed) == []


def test_32_bit_excel_is_fine_with_its_library_and_not_without(installed) -> None:
    installed.has_excel(machine="x86")
    assert codes(installed) == []
    (python(installed) / "xlwings32-0.37.8.dll").unlink()
    (fault,) = examine(installed.see())
    assert fault.code == "P104"
    assert "32-bit" in fault.wrong.vi


def test_a_library_of_another_version_than_the_macros(installed) -> None:
    for path in python(installed).glob("xlwings*.dll"):
        path.rename(path.with_name(path.name.replace("0.37.8", "0.38.0")))
    assert codes(installed) == ["P105"]


def test_a_variable_that_is_missing_or_leads_elsewhere(installed) -> None:
    installed.registry.delete(USER_VARIABLES, HOME_VARIABLE)
    assert codes(installed) == ["P106"]
    installed.registry.write(USER_VARIABLES, HOME_VARIABLE, str(installed.root / "khac"))
    assert codes(installed) == ["P101", "P106"]


def test_no_office(installed) -> None:
    for key in list(installed.registry.keys):
        if "excel" in key:
            del installed.registry.keys[key]
    (fault,) = examine(installed.see())
    assert (fault.code, fault.weight) == ("P201", "warning")


def test_an_old_office(installed) -> None:
    installed.has_excel(version=15)
    (fault,) = examine(installed.see())
    assert fault.code == "P202"
    assert "Excel 2013 quá cũ" in fault.wrong.vi


@pytest.mark.parametrize("place", [OFFICE, POLICY, r"HKLM\Software\Policies\Microsoft\Office\16.0"])
def test_vba_switched_off(installed, place: str) -> None:
    installed.registry.write(rf"{place}\Common", "VBAOff", 1)
    assert codes(installed) == ["P301"]


@pytest.mark.parametrize("value", [3, 4])
def test_blocked_macros_matter_only_where_the_startup_folder_is_not_trusted(installed, value: int) -> None:
    installed.registry.write(rf"{POLICY}\Excel\Security", "VBAWarnings", value)
    assert codes(installed) == []
    installed.registry.write(rf"{POLICY}\Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
    assert codes(installed) == ["P302"]


def test_the_administrators_word_goes_before_the_users(installed) -> None:
    installed.registry.write(rf"{OFFICE}\Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
    installed.registry.write(rf"{OFFICE}\Excel\Security", "VBAWarnings", 4)
    installed.registry.write(rf"{POLICY}\Excel\Security", "VBAWarnings", 2)
    assert codes(installed) == []


@pytest.mark.parametrize("name", ["DisableAllAddins", "RequireAddinSig"])
def test_addins_blocked(installed, name: str) -> None:
    installed.registry.write(rf"{OFFICE}\Excel\Security", name, 1)
    assert codes(installed) == ["P303"]


def test_an_addin_disabled_after_a_crash(installed) -> None:
    block = b"\x01\0\0\0" * 3 + str(installed.addin).lower().encode("utf-16-le") + b"\0\0"
    key = rf"{OFFICE}\Excel\Resiliency\DisabledItems"
    installed.registry.write(key, "A1B2C3", b"\x01\0" + "other.xlam".encode("utf-16-le"))
    assert codes(installed) == []
    installed.registry.write(key, "D4E5F6", block)
    assert codes(installed) == ["P304"]


def test_an_addin_with_the_mark_of_the_web(installed) -> None:
    mark_of(installed.addin).write_text("[ZoneTransfer]\nZoneId=3\n")
    assert codes(installed) == ["P305"]


@pytest.mark.parametrize("value", [1, "1", "6"])
def test_defender_may_block_python(installed, value: int | str) -> None:
    installed.registry.write(ASR, "d4f940ab-401b-4efc-aadc-ad5f3c50688a", value)
    (fault,) = examine(installed.see())
    assert (fault.code, fault.weight) == ("P306", "warning")


@pytest.mark.parametrize("value", [0, 2])
def test_a_rule_that_only_watches_blocks_nothing(installed, value: int) -> None:
    installed.registry.write(ASR, "D4F940AB-401B-4EFC-AADC-AD5F3C50688A", value)
    assert codes(installed) == []


def test_an_addin_moved_away_or_replaced(installed) -> None:
    installed.addin.write_bytes(b"another version")
    assert codes(installed) == ["P402"]
    installed.addin.unlink()
    assert codes(installed) == ["P401"]


def test_a_startup_folder_redirected_since(installed) -> None:
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    installed.registry.write(key, "AppData", str(installed.root / "moved"))
    assert codes(installed) == ["P401"]


def test_a_startup_folder_on_a_share(installed) -> None:
    installed.remote = (installed.startup,)
    assert codes(installed) == ["P403"]
    installed.registry.write(rf"{OFFICE}\Excel\Security", "VBAWarnings", 4)
    assert codes(installed) == ["P302", "P403"]
    installed.registry.write(rf"{OFFICE}\Excel\Security\Trusted Locations", "AllowNetworkLocations", 1)
    assert codes(installed) == []


def test_a_home_on_a_share(installed) -> None:
    installed.remote = (installed.local,)
    assert codes(installed) == ["P404"]


def test_a_home_of_vietnamese_letters(installed) -> None:
    moved = installed.root / "Nguyễn Văn Ánh"
    moved.mkdir()
    python(installed).rename(moved / "python")
    installed.registry.write(USER_VARIABLES, HOME_VARIABLE, str(moved))
    assert codes(installed) == ["P106", "P405"]


def test_every_code_is_its_own_and_both_languages_say_how_to_mend_it() -> None:
    checks = all_checks()
    assert len({check.code for check in checks}) == len(checks)
    for check in checks:
        assert all((check.wrong.vi, check.wrong.en, check.mend.vi, check.mend.en))


def test_a_fault_is_said_with_its_remedy(installed) -> None:
    installed.addin.unlink()
    said = [line.vi for line in doctor_lines(examine(installed.see()))]
    assert said[0].startswith("LỖI P401: tiện ích không có trong thư mục khởi động")
    assert said[1] == "    Cách xử lý: chạy lại CAI-DAT.cmd"
