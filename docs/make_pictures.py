"""Draw the guide's pictures: `python docs/make_pictures.py`. Needs LibreOffice, pdftoppm, Chromium and Pillow.

Run by hand when the ribbon, the demo's workbooks or the report look different. Everything is drawn from what the
program writes: the ribbon from its XML, the sheets by LibreOffice, the report by a browser.
"""

import io
import subprocess
import sys
import tempfile
from math import ceil
from pathlib import Path

import openpyxl
from guide.ribbon_picture import ribbon_page
from guide.template_examples import GALLERY
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageChops

from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.demo import run_demo
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.fault import exit_status
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.reports.annotation import findings_edits
from xl_addin.reports.findings_sheet import SHEET
from xl_addin.shipped import SIDE_BY_SIDE_TEMPLATE, UNIT_SHEET_TEMPLATE, shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.template.data.context import DataFile, context_of
from xl_addin.template.render import render_workbook
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.reading.read import read_book

PICTURES = Path(__file__).parent / "huong-dan" / "hinh"
TEMPLATES = Path(__file__).parent / "images"
WIDTH = 1400
# So that figures are written 48.692, as on the officers' own PCs.
_VIETNAMESE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item></oor:items>
"""
_BROWSER = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)


def main() -> None:
    """Draw them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, data in run_demo("vi").files.items():
            (work / name).write_bytes(data)
        page = work / "ribbon.html"
        page.write_text(ribbon_page(), encoding="utf-8")
        _save(_in_browser(page, 1180, 180, 1.5), "dai-lenh", 1700)
        _save(_in_browser(work / "cong-bo.html", 1280, 1330), "bao-cao", 1100)
        _save(_sheet(work / "phan-bo.xlsx", "Giai đoạn 1"), "so-chien-dich")
        _save(_top(_sheet(work / "phieu-don-vi.xlsx", "Phước Long"), 0.72), "phieu", 1000)
        verified = work / "da-kiem-tra.xlsx"
        verified.write_bytes(_verified((work / "cong-bo.xlsx").read_bytes()))
        _save(_sheet(verified, "Giai đoạn 1"), "o-danh-dau")
        _save(_top(_sheet(verified, SHEET), 0.7), "ket-qua-kiem-tra")
        _gallery(work)


def _gallery(work: Path) -> None:
    """Each shipped template and its result, first page."""
    folder = shipped_folder("workbook_templates")
    for name in GALLERY:
        template = work / f"{name}-mau.xlsx"
        template.write_bytes((folder / f"{name}.xlsx").read_bytes())
        result = work / f"{name}-ket-qua.xlsx"
        if name == UNIT_SHEET_TEMPLATE:
            result.write_bytes((work / f"{name}.xlsx").read_bytes())
            sheets = ("{{ unit.sheet }}", "Phước Long")
        elif name == SIDE_BY_SIDE_TEMPLATE:
            result.write_bytes(_side_by_side())
            sheets = ("{{ unit.sheet }}", "Ấp 1")
        else:
            context = context_of([DataFile(str(folder / "vi-du" / f"{name}.json"))], {})
            result.write_bytes(render_workbook(template.read_bytes(), context).draft.data())
            sheets = (openpyxl.load_workbook(template).sheetnames[0],) * 2
        for path, sheet in zip((template, result), sheets, strict=True):
            _save(_sheet(path, sheet), path.stem, 700, TEMPLATES)


def _side_by_side() -> bytes:
    """A campaign with several indicators, cut by the template its spec asks for."""
    spec = load_spec("minh_thang")
    example = shipped_folder("formulas_spec") / "examples" / "minh_thang.csv"
    book = campaign_workbook(spec, read_inputs(spec, open_source(str(example))))
    return cut(read_book(book), template=SIDE_BY_SIDE_TEMPLATE, spec=spec).data()


def _verified(data: bytes) -> bytes:
    """The workbook as the button "Kiểm tra bảng" leaves it."""
    book = read_book(data)
    found = verify_book(book, campaign_of(book).spec).diagnostics
    draft = Draft(open_package(data, file="cong-bo.xlsx"))
    apply_edits(draft, findings_edits(found, book), book=book)
    return draft.data()


def _in_browser(page: Path, width: int, height: int, scale: float = 1) -> Image.Image:
    picture = page.with_suffix(".png")
    size = (f"--window-size={width},{height}", f"--force-device-scale-factor={scale}")
    subprocess.run([*_BROWSER, *size, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)
    return Image.open(picture).convert("RGB")


def _sheet(path: Path, name: str) -> Image.Image:
    """The first printed page of one sheet, without its margins; a sheet without print setup is fitted to the width."""
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    book.move_sheet(sheet, -book.index(sheet))
    for line in (sheet.oddHeader, sheet.oddFooter):
        if line is not None and line.center is not None:
            line.center.text = ""
    if not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        sheet.page_setup.orientation = "landscape"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.gridLines = True
        _fit_rows(sheet)
    alone = path.with_name(f"{path.stem}-mot-trang.xlsx")
    book.save(alone)
    _convert(alone)
    pages = alone.with_suffix("")
    subprocess.run(
        ["pdftoppm", "-png", "-r", "150", "-f", "1", "-l", "1", alone.with_suffix(".pdf"), pages], check=True
    )
    (first,) = alone.parent.glob(f"{pages.name}-*.png")
    picture = Image.open(first).convert("RGB")
    first.unlink()
    return _without_margins(picture)


def _fit_rows(sheet: Worksheet) -> None:
    """Rows as high as their wrapped texts, as Excel makes them by itself."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        wrapped = [cell for cell in row if cell.value and cell.alignment.wrap_text]
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in wrapped]
        lines = [ceil(len(str(cell.value)) * 0.95 / width) for cell, width in zip(wrapped, widths, strict=True)]
        sheet.row_dimensions[number].height = 15 * max(lines, default=1)


def _convert(path: Path) -> None:
    profile = path.parent / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_VIETNAMESE, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True, timeout=180)


def _without_margins(picture: Image.Image, keep: int = 12) -> Image.Image:
    blank = Image.new("RGB", picture.size, "white")
    box = ImageChops.difference(picture, blank).getbbox()
    assert box is not None, "an empty page"
    left, top, right, bottom = box
    return picture.crop((left - keep, top - keep, right + keep, bottom + keep))


def _top(picture: Image.Image, share: float) -> Image.Image:
    return picture.crop((0, 0, picture.width, int(picture.height * share)))


def _save(picture: Image.Image, name: str, width: int = WIDTH, folder: Path = PICTURES) -> None:
    """In few colours, which sheets have: small files for slow shares."""
    if picture.width > width:
        picture = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    few = picture.quantize(128, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(data, "PNG", optimize=True)
    (folder / f"{name}.png").write_bytes(data.getvalue())
    print(f"{name}.png {picture.size} {len(data.getvalue()) // 1000} kB")


if __name__ == "__main__":
    sys.exit(exit_status(main))
