Attribute VB_Name = "ChiTieuErrors"
Option Explicit

' A failed function shows the Excel error its message ends with, else #VALUE!: text in a cell would be summed as nothing.
Public Function FailureValue(ByVal Details As String) As Variant
    Dim Message As String
    Message = LastLine(Details)
    If Right(Message, 7) = "#DIV/0!" Then
        FailureValue = CVErr(2007)
    ElseIf Right(Message, 5) = "#NUM!" Then
        FailureValue = CVErr(2036)
    ElseIf Right(Message, 4) = "#N/A" Then
        FailureValue = CVErr(2042)
    ElseIf Right(Message, 5) = "#REF!" Then
        FailureValue = CVErr(2023)
    ElseIf Right(Message, 6) = "#NAME?" Then
        FailureValue = CVErr(2029)
    ElseIf Right(Message, 6) = "#NULL!" Then
        FailureValue = CVErr(2000)
    Else
        FailureValue = CVErr(2015)
    End If
End Function
