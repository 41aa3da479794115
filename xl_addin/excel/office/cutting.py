"""By which spec and template an open workbook is cut into unit sheets, and what is said of that beforehand."""

from dataclasses import dataclass
from pathlib import Path

from xl_addin.campaign.cutting.named_template import template_asked_for
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.office.own_files import own_template
from xl_addin.excel.showing.wording import joined
from xl_addin.language import Text
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book

_NO_CAMPAIGN = Text(
    "Sổ không thuộc chiến dịch nào có sẵn nên phiếu không có phần đầu văn bản và lịch thực hiện. Chiến dịch của cơ "
    "quan chọn ở “Thiết lập”.",
    "The workbook belongs to no shipped campaign, so the unit sheets have no letterhead and no schedule. A campaign of "
    "your own is chosen in “Settings”.",
)
_TEMPLATE = Text("Theo mẫu phiếu đã chọn ở “Thiết lập”: {file}.", "By the template chosen in “Settings”: {file}.")


@dataclass(frozen=True)
class Cutting:
    """The spec, None without any; the template's path or shipped name; what the officer should know of both."""

    spec: Spec | None
    template: str
    said: Text


def cutting_of(book: Book) -> Cutting:
    """How the workbook is cut; Problem where a file the office has chosen is gone or wrong."""
    campaign = campaign_of(book)
    template = own_template()
    said = joined(
        campaign.said,
        None if campaign.spec else _NO_CAMPAIGN,
        _TEMPLATE.with_values(file=Path(template).name) if template else None,
    )
    return Cutting(campaign.spec, template_asked_for(template, campaign.spec), said)
