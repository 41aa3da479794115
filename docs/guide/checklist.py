"""`windows-checklist.md`: what only a real Excel can show, step by step, ten minutes.

Buttons, functions and messages come from the ribbon, the registry and the code that says them; what one should see
when a button is pressed stands in `texts/buttons.yaml`, one entry for every button.
"""

from guide.function_book import RIGHT, SUMMARY
from guide.texts import data, filled
from xl_addin.excel.addin_file.build import FILE_NAME
from xl_addin.excel.installing import bundle_folder
from xl_addin.excel.installing.dialogue import doctor_lines
from xl_addin.excel.keeping import FOLDER
from xl_addin.excel.ribbon import TAB_LABEL, buttons, groups
from xl_addin.functions.registry import user_functions


def checklist_page() -> str:
    """The page."""
    (nothing,) = doctor_lines(())
    functions = user_functions()
    return filled(
        "windows-checklist.md.j2",
        tab=TAB_LABEL.vi,
        groups=", ".join(f"*{group.label.vi}* ({len(group.buttons)})" for group in groups()),
        buttons=[button.id for button in buttons()],
        labels={button.id: button.label.vi for button in buttons()},
        steps=data("buttons.yaml"),
        without_workbook=", ".join(f"**{button.label.vi}**" for button in buttons() if not button.needs_workbook),
        functions=functions,
        names=", ".join(f"`{function.name}`" for function in functions),
        dates=" or ".join(f"`{function.name}`" for function in functions if function.takes_dates),
        examples=sum(len(function.examples) for function in functions),
        percent_typed=_typed("CT_PHANTRAM", ","),
        summary=SUMMARY,
        right=RIGHT,
        nothing=nothing.vi,
        file_name=FILE_NAME,
        folder=FOLDER,
        install_script=bundle_folder.INSTALL_SCRIPT,
        uninstall_script=bundle_folder.UNINSTALL_SCRIPT,
        check_script=bundle_folder.CHECK_SCRIPT,
        cut_script=bundle_folder.CUT_SCRIPT,
    )


def _typed(name: str, containing: str) -> str:
    """The first example of a function that has such a sign when typed with Vietnamese settings."""
    (function,) = (one for one in user_functions() if one.name == name)
    return next(typed for each in function.examples if containing in (typed := each.as_typed()))
