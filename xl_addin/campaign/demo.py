"""The demo: the Bình Phước campaign from its published figures to the sheets its districts receive."""

from collections.abc import Mapping
from dataclasses import dataclass

from xl_addin.campaign.counts import counts_of
from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.campaign.making.office_book import office_workbook
from xl_addin.campaign.making.publish import published_workbook
from xl_addin.case.case import Case
from xl_addin.language import Language, Text
from xl_addin.reports import render
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.reading.read import read_book

CAMPAIGN = "binh_phuoc"
PUBLISHED, RIGHT, UNIT_SHEETS = "cong-bo", "phan-bo", "phieu-don-vi"
OFFICE, FILLED = "so-don-vi", "so-don-vi-da-dien"


@dataclass(frozen=True)
class Demo:
    """What the demo writes (by file name) and says."""

    files: Mapping[str, bytes]
    summary: tuple[Text, ...]


def run_demo(language: Language) -> Demo:
    """Make the published workbook and its report, the campaign done right, its unit sheets, an office's book filled.

    Nothing is written; the files come back as bytes.
    """
    spec = load_spec(CAMPAIGN)
    published = published_workbook(spec)
    found = CheckedFile(f"{PUBLISHED}.xlsx", verify_book(read_book(published, file=f"{PUBLISHED}.xlsx"), spec))
    figures = shipped_folder("formulas_spec") / "published" / f"{CAMPAIGN}_phase1.csv"
    right = campaign_workbook(spec, read_inputs(spec, open_source(str(figures))))
    right_book = read_book(right, file=f"{RIGHT}.xlsx")
    clean = CheckedFile(f"{RIGHT}.xlsx", verify_book(right_book, spec))
    sheets = cut(right_book, template=UNIT_SHEETS, spec=spec)
    office = office_workbook(spec, spec.tables[0])
    filled = fill_book(Case.open(office, file=f"{OFFICE}.xlsx"), spec=spec)
    files = {
        f"{PUBLISHED}.xlsx": published,
        f"{PUBLISHED}.html": render([found], "html", language).encode(),
        f"{RIGHT}.xlsx": right,
        f"{UNIT_SHEETS}.xlsx": sheets.data(),
        f"{OFFICE}.xlsx": office,
        f"{FILLED}.xlsx": filled.data,
        f"{UNIT_SHEETS}.json": sheets.listed.as_file(),
    }
    return Demo(files, (*counts_of(found), *counts_of(clean), _units(sheets.manifest), _filled(len(filled.edits))))


def _units(manifest: Mapping[str, object]) -> Text:
    units = manifest["units"]
    assert isinstance(units, list)
    return Text("{file}: {count} phiếu đơn vị", "{file}: {count} unit sheets").with_values(
        file=f"{UNIT_SHEETS}.xlsx", count=len(units)
    )


def _filled(cells: int) -> Text:
    return Text(
        "{file}: đã điền {count} ô vào sổ của cơ quan, logo, biểu đồ và khung chữ giữ nguyên",
        "{file}: {count} cells filled in the office's own book; its logo, chart and text box stay",
    ).with_values(file=f"{FILLED}.xlsx", count=cells)
