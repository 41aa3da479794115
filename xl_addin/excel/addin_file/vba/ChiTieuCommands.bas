Attribute VB_Name = "ChiTieuCommands"
Option Explicit

' Every button of the ribbon comes through here.
Public Sub RunCommand(ByVal PythonCommand As String)
    If ActiveWorkbook Is Nothing Then
        ShowMessage MessageText("no_workbook")
        Exit Sub
    End If
    ShowProgress MessageText("starting")
    On Error GoTo Failed
    RunPython PythonCommand
    EndProgress
    Exit Sub
Failed:
    ReportFailure Err.Description
End Sub

' What the macro itself could not say: Python did not start, or the library is not where it should be.
Public Sub ReportFailure(ByVal Details As String)
    EndProgress
    ShowMessage MessageText("failed") & vbCrLf & vbCrLf & LastLine(Details)
End Sub
