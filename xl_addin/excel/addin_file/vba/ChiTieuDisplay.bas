Attribute VB_Name = "ChiTieuDisplay"
Option Explicit

' MsgBox shows question marks for Vietnamese letters on most PCs; the script host's box is Unicode.
Public Sub ShowMessage(ByVal Message As String)
    WScript.Popup Message, 0, MessageText("title"), vbExclamation
End Sub

Public Sub ShowProgress(ByVal Message As String)
    Application.StatusBar = Message
End Sub

Public Sub EndProgress()
    Application.StatusBar = False
End Sub
