"""What the commands that edit a workbook share: where the result goes, what is shown first, the way back."""
