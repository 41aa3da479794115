Attribute VB_Name = "ChiTieuErrors"
Option Explicit

' Python cannot hand over an Excel error. It gives the error's number, the only whole numbers it gives, and begins an
' array that holds any with a row of its own, so that the others need not be searched.
Public Function ShownResult(ByRef Result As Variant) As Variant
    Dim First As Variant
    If IsArray(Result) Then
        For Each First In Result
            Exit For
        Next First
    Else
        First = Result
    End If
    If VarType(First) <> vbLong Then
        ShownResult = Result
    ElseIf IsArray(Result) Then
        ShownResult = WithErrors(Result)
    Else
        ShownResult = CVErr(Result)
    End If
End Function

Private Function WithErrors(ByRef Result As Variant) As Variant
    Dim Shown() As Variant
    Dim Row As Long
    Dim Column As Long
    ReDim Shown(LBound(Result, 1) To UBound(Result, 1) - 1, LBound(Result, 2) To UBound(Result, 2))
    For Row = LBound(Shown, 1) To UBound(Shown, 1)
        For Column = LBound(Shown, 2) To UBound(Shown, 2)
            Shown(Row, Column) = Result(Row + 1, Column)
            If VarType(Shown(Row, Column)) = vbLong Then Shown(Row, Column) = CVErr(Shown(Row, Column))
        Next Column
    Next Row
    WithErrors = Shown
End Function
