Attribute VB_Name = "ChiTieuCells"
Option Explicit

' Every worksheet function comes through here: its name and what stands in its brackets.
' Cells go over as their values, all at once: Python then need not ask Excel, which is busy, for them one by one.
' A reference of several areas, (A1:A5,C1:C5), is refused: as a value Excel gives only the first of them.
' The brackets around Arguments hand over a copy, which Python need not send back.
' Without Python the result is #N/A, "not available": nothing is wrong with what was asked, and no sum counts it as 0.
' Anything else that fails is #VALUE!; a text in the cell would be summed as nothing.
Public Function Calculated(ByVal Name As String, ByVal Arguments As Variant) As Variant
    Dim Place As Long
    On Error GoTo Failed
    For Place = LBound(Arguments) To UBound(Arguments)
        If IsObject(Arguments(Place)) Then
            If Arguments(Place).Areas.Count > 1 Then GoTo Failed
            Arguments(Place) = Arguments(Place).Value
        End If
    Next Place
    Calculated = ShownResult(PythonServer().CallUDF(PythonFunctions, Name, (Arguments), Nothing, Nothing))
    Exit Function
Failed:
    If Err.Number = NoPython Then Calculated = CVErr(2042) Else Calculated = CVErr(2015)
End Function
