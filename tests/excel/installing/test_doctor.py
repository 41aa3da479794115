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


DEFENDER = [("P306", "d4f940ab-401b-4efc-aadc-ad5f3c50688a"), ("P307", "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b")]


@pytest.mark.parametrize(("code", "rule"), DEFENDER)
@pytest.mark.parametrize("value", [1, "1", "6"])
def test_defender_may_block_python_or_macros(installed, code: str, rule: str, value: int | str) -> None:
    installed.registry.write(ASR, rule, value)
    (fault,) = examine(installed.see())
    assert (fault.code, fault.weight) == (code, "warning")


@pytest.mark.parametrize("value", [0, 2])
def test_a_rule_that_only_watches_blocks_nothing(installed, value: int) -> None:
    installed.registry.write(ASR, "D4F940AB-401B-4EFC-AADC-AD5F3C50688A", value)
    assert codes(installed) == []


def test_defenders_rules_come_from_intune_in_one_text(installed) -> None:
    key = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
    installed.registry.write(key, "ASRRules", f"{DEFENDER[0][1]}=2|{{{DEFENDER[1][1]}}}=1")
    assert codes(installed) == ["P307"]


@pytest.mark.parametrize(("value", "found"), [(1, ["P501"]), (2, [])])
def test_a_command_prompt_forbidden_with_or_without_its_scripts(installed, value: int, found: list[str]) -> None:
    installed.registry.write(r"HKCU\Software\Policies\Microsoft\Windows\System", "DisableCMD", value)
    assert codes(installed) == found


APPLOCKER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2"


def test_applocker_in_force(installed) -> None:
    installed.registry.write(rf"{APPLOCKER}\Exe", "EnforcementMode", 0)
    assert codes(installed) == []
    installed.registry.write(rf"{APPLOCKER}\Dll", "EnforcementMode", 1)
    # Rules without a mode are in force.
    installed.registry.write(rf"{APPLOCKER}\Script\921cc481-6e17-4653-8f75-050b80acca20", "Value", "<FilePathRule/>")
    (fault,) = examine(installed.see())
    assert fault.code == "P502"
    assert "(Dll, Script)" in fault.wrong.vi
    assert str(installed.local / "chi-tieu") in fault.wrong.vi


@pytest.mark.parametrize("root", ["HKLM", "HKCU"])
@pytest.mark.parametrize(("level", "found"), [(0, ["P503"]), (0x20000, ["P503"]), (0x40000, [])])
def test_software_restriction_policies(installed, root: str, level: int, found: list[str]) -> None:
    key = rf"{root}\SOFTWARE\Policies\Microsoft\Windows\Safer\CodeIdentifiers"
    installed.registry.write(key, "DefaultLevel", level)
    assert codes(installed) == found


@pytest.mark.parametrize(("state", "found"), [(0, []), (1, ["P504"]), (2, [])])
def test_smart_app_control(installed, state: int, found: list[str]) -> None:
    key = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy"
    installed.registry.write(key, "VerifiedAndReputablePolicyState", state)
    assert codes(installed) == found


def test_a_code_integrity_policy_of_the_office(installed) -> None:
    key = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\DeviceGuard"
    installed.registry.write(key, "DeployConfigCIPolicy", 1)
    installed.registry.write(key, "ConfigCIPolicyFilePath", r"\\may-chu\ci\policy.p7b")
    (fault,) = examine(installed.see())
    assert fault.code == "P505"
    assert r"\\may-chu\ci\policy.p7b" in fault.wrong.vi


def test_files_an_antivirus_took_away(installed) -> None:
    (python(installed) / "Lib" / "site-packages" / "xlwings" / "__init__.py").unlink()
    (fault,) = examine(installed.see())
    assert fault.code == "P107"
    assert "thiếu 1 tệp, như" in fault.wrong.vi


@pytest.mark.parametrize("name", ["python.new", "python.old"])
def test_an_installation_cut_off(installed, name: str) -> None:
    (installed.local / "chi-tieu" / name).mkdir()
    assert codes(installed) == ["P108"]


OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (r'/R "D:\cu\Chi-Tieu.xlam"', r"D:\cu\Chi-Tieu.xlam"),
        (r'"D:\cu\chi-tieu (1).xlam"', r"D:\cu\chi-tieu (1).xlam"),
        ("chi-tieu.xlam", "AddIns/chi-tieu.xlam"),
    ],
)
def test_another_copy_that_is_ticked_in_excel(installed, value: str, path: str) -> None:
    installed.registry.write(OPTIONS, "OPEN", r'/R "C:\khac\SOLVER.XLAM"')
    installed.registry.write(OPTIONS, "OPEN1", value)
    (fault,) = examine(installed.see())
    assert fault.code == "P406"
    assert path in fault.wrong.vi


@pytest.mark.parametrize("where", ["of the user", "alternative", "of the program"])
def test_another_copy_in_a_startup_folder(installed, tmp_path: Path, where: str) -> None:
    folders = {
        "of the user": installed.startup,
        "alternative": tmp_path / "khởi động",
        "of the program": installed.root / "Program Files" / "XLSTART",
    }
    installed.registry.write(OPTIONS, "AltStartup", str(folders["alternative"]))
    folders[where].mkdir(exist_ok=True)
    (folders[where] / "chi-tieu - Copy.xlam").write_bytes(b"")
    (fault,) = examine(installed.see())
    assert fault.code == "P406"
    assert "chi-tieu - Copy.xlam" in fault.mend.vi


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
