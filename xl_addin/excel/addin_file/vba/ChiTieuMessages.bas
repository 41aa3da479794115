Attribute VB_Name = "ChiTieuMessages"
Option Explicit

' Vietnamese stands on a hidden sheet of the add-in: VBA source knows only the letters of one code page.
Public Function MessageText(ByVal Key As String) As String
    Dim Texts As Worksheet
    Dim Place As Long
    Set Texts = ThisWorkbook.Worksheets("chi-tieu.messages")
    Place = 1
    Do While Len(Texts.Cells(Place, 1).Value) > 0
        If Texts.Cells(Place, 1).Value = Key Then MessageText = Texts.Cells(Place, 2).Value
        Place = Place + 1
    Loop
End Function

' The last line of a Python traceback is the only one an officer can use.
Public Function LastLine(ByVal Details As String) As String
    Dim Lines As Variant
    Dim Place As Long
    Lines = Split(Replace(Details, vbCr, ""), vbLf)
    For Place = LBound(Lines) To UBound(Lines)
        If Len(Trim(Lines(Place))) > 0 Then LastLine = Trim(Lines(Place))
    Next Place
End Function
