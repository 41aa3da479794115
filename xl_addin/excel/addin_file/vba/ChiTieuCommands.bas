Attribute VB_Name = "ChiTieuCommands"
Option Explicit

' Every button of the ribbon comes through here, with the Python module that does its work.
' Python is told which Excel this is and which workbook is in front, if any.
Public Sub RunMacro(ByVal Macro As String, ByVal NeedsWorkbook As Boolean)
    Dim Python As Object
    If NeedsWorkbook And ActiveWorkbook Is Nothing Then
        ShowMessage MessageText("no_workbook")
        Exit Sub
    End If
    ShowProgress MessageText("starting")
    On Error GoTo Failed
    Set Python = PythonServer()
    Python.SetAttr Python.Module("xl_addin.excel.calling"), "EXCEL", Application
    Python.SetAttr Python.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    Python.Exec "import " & Macro & " as macro; macro.main()"
    EndProgress
    Exit Sub
Failed:
    ReportFailure Err.Number, Err.Description
End Sub

' What the macro itself could not say: Python did not start, or it broke down.
Private Sub ReportFailure(ByVal Number As Long, ByVal Details As String)
    EndProgress
    If Number = NoPython Then
        ShowMessage Details
    Else
        ShowMessage MessageText("failed") & vbCrLf & vbCrLf & LastLine(Details)
    End If
End Sub
