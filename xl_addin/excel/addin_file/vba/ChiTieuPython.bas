Attribute VB_Name = "ChiTieuPython"
Option Explicit

' The number of the error that says Python cannot be had; its text is meant for the officer.
Public Const NoPython As Long = 1001

' After a failure nobody tries again for so many seconds: ten thousand cells would each wait for it.
Private Const SecondsUntilRetry As Long = 30

Private Ready As Boolean
Private Problem As String
Private ProblemSince As Date
Private ToldProblem As String

' The object that does all the work, in a Python process that is started when it does not exist or has died.
Public Function PythonServer() As Object
    Dim Answer As Variant
    If Len(Problem) > 0 Then
        If DateDiff("s", ProblemSince, Now) < SecondsUntilRetry Then Err.Raise NoPython, "ChiTieu", Problem
    End If
    Problem = ""
    If Not Ready Then Problem = InstallationProblem()
    If Len(Problem) = 0 Then Problem = StartProblem(Answer)
    Ready = Len(Problem) = 0
    If Not Ready Then
        ProblemSince = Now
        Err.Raise NoPython, "ChiTieu", Problem
    End If
    Set PythonServer = Answer
End Function

' Has the library give the object as Answer: that of the process that runs, else (mode 1) of one it starts. What is said
' if that fails goes behind our message.
Private Function StartProblem(ByRef Answer As Variant) As String
    On Error GoTo Failed
    If XLPyDLLActivateAuto(Answer, ServerLine(), 1) <> 0 Then Err.Raise NoPython, "ChiTieu", CStr(Answer)
    Exit Function
Failed:
    StartProblem = MessageText("not_started") & " " & Replace(Replace(Err.Description, vbCr, ""), vbLf, " ")
End Function

' The program is named by its full path, in quotation marks for the blanks of folder names.
Public Function ServerLine() As String
    ServerLine = """" & Installed(PythonProgram) & """" & PythonArguments
End Function

' What is wrong with the installation, in words for the officer; empty if nothing is. Loads the library.
Private Function InstallationProblem() As String
    If Len(OtherAddin()) > 0 Then
        InstallationProblem = Replace(MessageText("two_addins"), "{addin}", OtherAddin())
    ElseIf Len(Environ(HomeVariable)) = 0 Then
        InstallationProblem = MessageText("no_home")
    ElseIf Not IsThere(Installed(PythonProgram)) Then
        InstallationProblem = Replace(MessageText("no_file"), "{file}", Installed(PythonProgram))
    ElseIf Len(Dir(Installed(PythonCore))) = 0 Then
        InstallationProblem = Replace(MessageText("no_file"), "{file}", Installed(PythonCore))
    ElseIf Not IsThere(Installed(PythonPackage & "-" & AddinVersion & ".dist-info")) Then
        InstallationProblem = Replace(MessageText("other_version"), "{version}", AddinVersion)
    ElseIf Not IsThere(Installed(LibraryFile)) Then
        InstallationProblem = Replace(MessageText("no_file"), "{file}", Installed(LibraryFile))
    ElseIf Not IsLoaded(Installed(LibraryFile)) Then
        InstallationProblem = Replace(MessageText("library_refused"), "{file}", Installed(LibraryFile))
    End If
End Function

Private Function Installed(ByVal Name As String) As String
    Installed = Environ(HomeVariable) & "\" & Name
End Function

Private Function IsLoaded(ByVal Path As String) As Boolean
    IsLoaded = LoadLibrary(StrPtr(Path)) <> 0
End Function

Private Function IsThere(ByVal Path As String) As Boolean
    On Error GoTo Missing
    IsThere = GetAttr(Path) >= 0
Missing:
End Function

' Another file of this add-in that Excel has loaded: both would answer for the same functions.
Private Function OtherAddin() As String
    Dim Loaded As Object
    On Error GoTo NotKnown
    For Each Loaded In Application.AddIns2
        If Loaded.IsOpen Then
            If LCase(Loaded.Name) Like "chi-tieu*.xla*" And LCase(Loaded.Name) <> LCase(ThisWorkbook.Name) Then OtherAddin = Loaded.FullName
        End If
    Next Loaded
NotKnown:
End Function

' The cells show only #N/A, and keep it until they are calculated anew: the status bar says why and how, once. It is
' given back when Python answers again.
Public Sub TellProblem()
    If Problem = ToldProblem Then Exit Sub
    ToldProblem = Problem
    If Len(Problem) > 0 Then
        ShowProgress Problem & " " & MessageText("recalculate")
    Else
        EndProgress
    End If
End Sub
