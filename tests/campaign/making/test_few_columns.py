"""A table may have only some columns of a longer one: its numbers need not follow one another."""

from collections.abc import Sequence

import pytest
from fixtures.random_specs import DOCUMENT, UNITS

from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.spec.model import Spec


@pytest.mark.parametrize("numbers", [("13", "14"), ("3", "7", "12"), ("5",), ("20", "19", "3")])
def test_what_is_written_is_found_again(numbers: Sequence[str]) -> None:
    columns = [
        {"number": "1", "role": "index", "heading": "STT"},
        {"number": "2", "role": "unit", "heading": "Đơn vị"},
        *({"number": number, "heading": f"Cột {number}"} for number in numbers),
    ]
    table = {"key": "part", "sheet": "Biểu", "columns": columns}
    spec = Spec.model_validate(
        {"spec_version": 2, "key": "made_up", "title": ["Kế hoạch"], "document": DOCUMENT, "tables": [table]}
    )
    figures = dict.fromkeys(numbers, (1, 2, 13))
    case = Case.open(campaign_workbook(spec, CampaignInputs(UNITS[:3], {"part": figures})), file="so.xlsx", spec=spec)
    assert [view.table.labels for view in case.views] == [("1", "2", *numbers)]
