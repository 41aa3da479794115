"""Where a workbook keeps the changes of its quotas: a list with a day, a unit, an indicator, a change and a reason."""

SHEET = "Điều chỉnh chỉ tiêu"
HEADINGS = ("STT", "Từ ngày", "Đơn vị", "Chỉ tiêu", "Thay đổi", "Lý do")
