"""CT_SONGAY, CT_LICHNGAY and CT_NGAYDAI: days of a period, quotas by day, dates in words."""

from datetime import date

from xl_addin.functions.arguments import SHEET_ROWS, CellRows, FunctionError, cells_of, day
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.quota.schedule import daily_quotas, number_of_days

_START = ArgumentSpec("tu_ngay", Text("Ngày bắt đầu", "The first day"), "date")
_END = ArgumentSpec("den_ngay", Text("Ngày kết thúc", "The last day"), "date")
_WORKING_DAYS = ArgumentSpec(
    "ngay_lam_viec",
    Text("TRUE: bỏ thứ Bảy và Chủ nhật; FALSE (mặc định): mọi ngày", "TRUE: without weekends; FALSE (default): all"),
    "flag",
    False,
)
_HOLIDAYS = ArgumentSpec(
    "ngay_nghi", Text("Vùng các ngày nghỉ không tính", "A range of holidays not counted"), "range", ()
)


@udf(
    "CT_SONGAY",
    summary=Text(
        "Đếm số ngày từ ngày bắt đầu đến ngày kết thúc, tính cả hai đầu hoặc không tính ngày đầu.",
        "Counts the days of a period, with both ends or without the first day.",
    ),
    arguments=(
        _START,
        _END,
        ArgumentSpec(
            "ca_hai_dau",
            Text(
                "TRUE (mặc định): tính cả ngày đầu và ngày cuối; FALSE: không tính ngày đầu",
                "TRUE (default): both ends count; FALSE: the first day does not",
            ),
            "flag",
            True,
        ),
        _WORKING_DAYS,
        _HOLIDAYS,
    ),
    examples=(
        Example("=CT_SONGAY(A1,B1)", 26, ((date(2024, 6, 20), date(2024, 7, 15)),)),
        Example("=CT_SONGAY(A1,B1,FALSE)", 25, ((date(2024, 6, 20), date(2024, 7, 15)),)),
        Example('=CT_SONGAY("20/6/2024","15/7/2024",,TRUE)', 18),
        Example(
            "=CT_SONGAY(A1:A2,B1:B2)",
            down(3, 31),
            ((date(2024, 1, 1), date(2024, 1, 3)), (date(2024, 7, 1), date(2024, 7, 31))),
        ),
    ),
)
def so_ngay(start: date, end: date, both_ends: bool, working_days: bool, holidays: CellRows) -> Returned:
    """The number of counted days; #NUM! if the end comes first, as DATEDIF."""
    free = _dates(holidays)
    if both_ends:
        return number_of_days(start, end, working_days=working_days, holidays=free)
    return number_of_days(start, end, working_days=working_days, holidays=[*free, start])


@udf(
    "CT_LICHNGAY",
    summary=Text(
        "Chia chỉ tiêu đều ra từng ngày, cộng lại đúng bằng chỉ tiêu. Có k: chỉ tiêu của ngày thứ k (chép xuống được); "
        "không có k: cả bảng hai cột ngày, chỉ tiêu.",
        "Spreads a quota evenly over days, adding up exactly. With k: the k-th day's quota (fills down); "
        "without: two columns, day and quota.",
    ),
    arguments=(
        ArgumentSpec("chi_tieu", Text("Chỉ tiêu cần chia, số nguyên từ 0", "The quota, a whole number"), "whole"),
        _START,
        _END,
        ArgumentSpec(
            "k",
            Text("Ngày thứ mấy; bỏ trống hoặc 0: tất cả các ngày", "Which day; left out or 0: all days"),
            "whole",
            0,
        ),
        ArgumentSpec(
            "cot",
            Text(
                "1: ngày; 2: chỉ tiêu; bỏ trống: chỉ tiêu nếu có k, cả hai cột nếu không",
                "1: the day; 2: the quota; left out: the quota with k, both without",
            ),
            "whole",
            0,
        ),
        _WORKING_DAYS,
        _HOLIDAYS,
    ),
    examples=(
        Example("=CT_LICHNGAY(10,B$1,C$1,A1)", 4, ((1, date(2024, 6, 20), date(2024, 6, 22)), (2,), (3,))),
        Example("=CT_LICHNGAY(10,A1,B1,3,1)", date(2024, 6, 22), ((date(2024, 6, 20), date(2024, 6, 22)),)),
        Example(
            "=CT_LICHNGAY(10,A1,B1)",
            ((date(2024, 6, 20), 4), (date(2024, 6, 21), 3), (date(2024, 6, 22), 3)),
            ((date(2024, 6, 20), date(2024, 6, 22)),),
        ),
        Example("=CT_LICHNGAY(10,A1,B1,,2,TRUE)", down(5, 5), ((date(2024, 6, 20), date(2024, 6, 23)),)),
    ),
)
def lich_ngay(
    quota: int, start: date, end: date, k: int, column: int, working_days: bool, holidays: CellRows
) -> Returned:
    """The schedule, a column of it, or one of its cells; #NUM! for a k beyond the last day, as LARGE."""
    if (end - start).days >= SHEET_ROWS or not 0 <= column <= 2:
        raise FunctionError("#NUM!")
    schedule = daily_quotas(quota, start, end, working_days=working_days, holidays=_dates(holidays))
    if not 0 <= k <= len(schedule):
        raise FunctionError("#NUM!")
    if k:
        return schedule[k - 1][(column or 2) - 1]
    return tuple(row if column == 0 else (row[column - 1],) for row in schedule)


@udf(
    "CT_NGAYDAI",
    summary=Text(
        "Viết ngày bằng chữ như trong văn bản: ngày 05 tháng 02 năm 2024 (Nghị định 30/2020/NĐ-CP).",
        "Writes a date in words as documents do: ngày 05 tháng 02 năm 2024 (Decree 30/2020/NĐ-CP).",
    ),
    arguments=(
        ArgumentSpec("ngay", Text("Ngày cần viết", "The date"), "date"),
        ArgumentSpec(
            "dia_danh", Text("Địa danh đứng trước; có thể bỏ trống", "The place before it; optional"), "text", ""
        ),
    ),
    examples=(
        Example("=CT_NGAYDAI(A1)", "ngày 05 tháng 02 năm 2024", ((date(2024, 2, 5),),)),
        Example('=CT_NGAYDAI(A1,"Đồng Xoài")', "Đồng Xoài, ngày 15 tháng 7 năm 2024", ((date(2024, 7, 15),),)),
        Example(
            "=CT_NGAYDAI(A1:A2)",
            down("ngày 20 tháng 6 năm 2024", "ngày 01 tháng 01 năm 2025"),
            down(date(2024, 6, 20), date(2025, 1, 1)),
        ),
    ),
)
def ngay_dai(written: date, place: str) -> Returned:
    """Days under 10 and months 1 and 2 take a leading zero, as Annex I of the decree asks."""
    words = f"ngày {written.day:02} tháng {written.month:0{2 if written.month < 3 else 1}} năm {written.year}"
    return f"{place}, {words}" if place else words


def _dates(rows: CellRows) -> list[date]:
    return [day(cell) for cell in cells_of(rows) if cell is not None]
