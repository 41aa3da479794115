Attribute VB_Name = "ChiTieuFunctions"
Option Explicit

' Gives the Function Wizard the texts of the hidden sheet: name, group, help, number of arguments, their help.
' False while Excel refuses them, because no workbook is in sight yet.
Public Function RegisterFunctions() As Boolean
    Dim Texts As Worksheet
    Dim Place As Long
    If ActiveWorkbook Is Nothing Then Exit Function
    On Error GoTo Refused
    Set Texts = ThisWorkbook.Worksheets("chi-tieu.functions")
    Place = 1
    Do While Len(Texts.Cells(Place, 1).Value) > 0
        RegisterFunction Texts, Place
        Place = Place + 1
    Loop
    ThisWorkbook.Saved = True
    RegisterFunctions = True
Refused:
End Function

Private Sub RegisterFunction(ByVal Texts As Worksheet, ByVal Place As Long)
    Dim Macro As String
    Macro = "'" & ThisWorkbook.Name & "'!" & Texts.Cells(Place, 1).Value
    If Texts.Cells(Place, 4).Value = 0 Then
        Application.MacroOptions Macro:=Macro, Category:=Texts.Cells(Place, 2).Value, Description:=Texts.Cells(Place, 3).Value
    Else
        Application.MacroOptions Macro:=Macro, Category:=Texts.Cells(Place, 2).Value, Description:=Texts.Cells(Place, 3).Value, ArgumentDescriptions:=ArgumentTexts(Texts, Place)
    End If
End Sub

Public Function ArgumentTexts(ByVal Texts As Worksheet, ByVal Place As Long) As Variant
    Dim Found() As String
    Dim Number As Long
    ReDim Found(1 To Texts.Cells(Place, 4).Value)
    For Number = 1 To UBound(Found)
        Found(Number) = Texts.Cells(Place, 4 + Number).Value
    Next Number
    ArgumentTexts = Found
End Function
