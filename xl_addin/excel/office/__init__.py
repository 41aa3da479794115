"""What an office works by: the campaign a workbook belongs to, and the files the office has chosen for itself."""
