Attribute VB_Name = "ChiTieuDisplay"
Option Explicit

Public Sub ShowMessage(ByVal Message As String)
    Dim Title As String
    Title = MessageText("title")
    MessageBox Application.Hwnd, StrPtr(Message), StrPtr(Title), vbExclamation
End Sub

' Excel's status bar takes no more than 255 letters.
Public Sub ShowProgress(ByVal Message As String)
    Application.StatusBar = Left(Message, 255)
End Sub

Public Sub EndProgress()
    Application.StatusBar = False
End Sub
