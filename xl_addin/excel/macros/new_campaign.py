"""Make a campaign's workbook from a file of the units' figures, save it and open it."""

from typing import TYPE_CHECKING

from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs, with_parameters_of
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.excel.acting import run_without_workbook
from xl_addin.excel.dialogs import agrees, ask, choose_file, choose_new_file
from xl_addin.excel.office.own_files import own_spec
from xl_addin.excel.progress import Say
from xl_addin.excel.showing.preview import named
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.spec.parameter_option import whole_parameters
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

_CAMPAIGN = Text(
    "Lập sổ theo chiến dịch nào? Ghi tên có sẵn ({names}) hoặc đường dẫn một tệp .yaml.",
    "Which campaign? Write the name of a shipped one ({names}) or the path of a .yaml file.",
)
_DATA = Text("Chọn tệp số liệu các đơn vị (.csv hoặc .xlsx)", "Choose the units' figures (.csv or .xlsx)")
_KINDS = "Số liệu (*.csv;*.xlsx),*.csv;*.xlsx"
_PARAMETER = Text("{label}:", "{label}:")
_SAVE = Text("Lưu sổ tính mới", "Save the new workbook")
_BUILDING = Text("đang lập sổ tính…", "making the workbook…")
_OPENING = Text("đang mở sổ tính mới…", "opening the new workbook…")
_WILL = Text(
    "Sẽ lập sổ mới {path} có {count} trang: {names}\n\nSổ đang mở không bị đụng đến. Không cần sổ mới nữa thì đóng lại "
    "và xóa tệp ấy; “Hoàn tác lần trước” không xóa.\n\nBấm OK để ghi, Cancel để thôi.",
    "A new workbook {path} with {count} sheets will be made: {names}\n\nThe open one is not touched. To be rid of the "
    "new one close it and delete the file; “Undo last action” does not.\n\nPress OK to write, Cancel to leave it.",
)
_DONE = Text("Đã lập sổ tính: {path}", "The workbook is made: {path}")


def main(book: "xlwings.Book | None" = None) -> None:
    """Ask for campaign, figures and wholes; make the workbook. The one in front is not touched."""
    run_without_workbook(book, _new)


def _new(app: "xlwings.App", say: Say) -> Text | None:
    names = shipped_specs()
    name = ask(app, _CAMPAIGN.with_values(names=names), own_spec() or names[0])
    if not name:
        return None
    spec = load_spec(name)
    data = choose_file(app, _DATA, _KINDS)
    if data is None:
        return None
    source = open_source(str(data))
    spec, _ = with_parameters_of(source, spec, ())
    parameters: dict[str, str] = {}
    for parameter in whole_parameters(spec):
        asked = spec.parameters[parameter]
        answer = ask(app, _PARAMETER.with_values(label=asked.label), str(asked.value))
        if answer is None:
            return None
        parameters[parameter] = answer
    say(_BUILDING)
    spec = load_spec(name, parameters)
    try:
        spec, _ = with_parameters_of(source, spec, parameters)
        built = campaign_workbook(spec, read_inputs(spec, source))
    except Problem as problem:
        raise problem.in_file(str(data)) from None
    path = choose_new_file(app, _SAVE, f"{spec.key}.xlsx")
    if path is None:
        return None
    sheets = [sheet.name for sheet in read_book(built).sheets]
    if not agrees(app, _WILL.with_values(path=path, count=len(sheets), names=named(sheets))):
        return None
    save_atomically(path, built, overwrite=False)
    say(_OPENING)
    app.books.open(str(path))
    return _DONE.with_values(path=path)
