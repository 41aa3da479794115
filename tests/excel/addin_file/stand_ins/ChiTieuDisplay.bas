Attribute VB_Name = "ChiTieuDisplay"
Option Explicit

' Records what the officer would see: boxes, the status bar, and "-" where the status bar is given back.
Private Shown As String

Public Sub ShowMessage(ByVal Message As String)
    Shown = Shown & "box: " & Message & vbLf
End Sub

Public Sub ShowProgress(ByVal Message As String)
    Shown = Shown & Message & vbLf
End Sub

Public Sub EndProgress()
    Shown = Shown & "-" & vbLf
End Sub

' What was shown since it was asked last.
Public Function RecordedMessages() As String
    RecordedMessages = Shown
    Shown = ""
End Function
