Attribute VB_Name = "ChiTieuLibrary"
Option Explicit

' Stands for the three declared functions. Everything asked of Python is recorded; worksheet functions are really
' calculated, by the project's Python behind a bridge.
Public Const PythonProgram As String = "python/pythonw.exe"
Public Const PythonCore As String = "python/python31*.dll"
Public Const PythonPackage As String = "python/Lib/site-packages/xl_addin"
Public Const AddinVersion As String = "1.2.3"
Public Const PythonArguments As String = " -c serve"
Public Const PythonFunctions As String = "xl_addin.excel.wrappers"
Public Const LibraryFile As String = "python/xlwings.dll"

Public Asked As String
Public Starts As Long
Private Refusal As String
Private SecondsPassed As Long
Private Addin As String
Private Closed As Boolean

Public Function HomeVariable() As String
    HomeVariable = IIf(Refusal = "home", "NOT_SET", "CHI_TIEU_HOME")
End Function

Public Function XLPyDLLActivateAuto(Result, ServerLine, Mode)
    Starts = Starts + 1
    If Refusal = "error" Then Err.Raise 453, "Basic", "Entry point not found"
    If Refusal <> "" Then
        Result = Refusal
        XLPyDLLActivateAuto = -1
    Else
        Set Result = New StandInServer
        XLPyDLLActivateAuto = 0
    End If
End Function

Public Function LoadLibrary(Path)
    LoadLibrary = IIf(Refusal = "library", 0, 1)
End Function

Public Function StrPtr(Text)
    StrPtr = Text
End Function

Public Function Clock() As Date
    Clock = CDate(46023 + SecondsPassed / 86400)
End Function

Public Function LoadedAddins()
    If Addin = "" Then
        LoadedAddins = Array()
    Else
        LoadedAddins = Array(New StandInAddin)
    End If
End Function

' What a test does to the PC.
Public Sub Refuse(ByVal Reason As String)
    Refusal = Reason
End Sub

Public Sub PassSeconds(ByVal Seconds As String)
    SecondsPassed = SecondsPassed + CLng(Seconds)
End Sub

Public Sub LoadAddin(ByVal Name As String)
    Addin = Name
End Sub

Public Sub CloseWorkbooks()
    Closed = True
End Sub

Public Sub OpenWorkbook()
    Closed = False
End Sub

Public Function WorkbooksClosed() As Boolean
    WorkbooksClosed = Closed
End Function

Public Function AddinName() As String
    AddinName = Addin
End Function

Public Sub Rename(ByVal Before As String, ByVal After As String)
    Name Environ("CHI_TIEU_HOME") & "/" & Before As Environ("CHI_TIEU_HOME") & "/" & After
End Sub

' What a test asks afterwards.
Public Function RecordedAsked() As String
    RecordedAsked = Asked
    Asked = ""
End Function

Public Function RecordedStarts() As Long
    RecordedStarts = Starts
End Function

Public Function Cell(ByVal Name As String) As String
    Cell = CStr(Calculated(Name, Array()))
End Function

Public Function CellOfSeveralAreas(ByVal Name As String) As String
    CellOfSeveralAreas = CStr(Calculated(Name, Array(New StandInAreas)))
End Function

Public Function Started() As String
    Started = ServerLine()
End Function

Public Function WizardTexts() As String
    WizardTexts = Join(ArgumentTexts(ThisWorkbook.Worksheets("chi-tieu.functions"), 1), "|")
End Function

Public Function Bridged(ModuleName, FunctionName, Arguments)
    Const Bridge As String = "vnd.sun.star.script:bridge.py$call_udf?language=Python&location=user"
    Dim Factory, Script, Rows, Grid, Row As Long, Column As Long
    Factory = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
    Script = Factory.createScriptProvider("").getScript(Bridge)
    Rows = Script.invoke(Array(ModuleName, FunctionName, Arguments), Array(), Array())
    If Not IsArray(Rows) Then
        Bridged = Received(Rows)
        If VarType(Rows) = vbString And Left(Rows, 9) = "Traceback" Then Err.Raise 1000, "xlwings", Rows
        Exit Function
    End If
    If Not IsArray(Rows(0)) Then
        Bridged = Rows
        Exit Function
    End If
    ReDim Grid(0 To UBound(Rows), 0 To UBound(Rows(0)))
    For Row = 0 To UBound(Rows)
        For Column = 0 To UBound(Rows(0))
            Grid(Row, Column) = Received(Rows(Row)(Column))
        Next Column
    Next Row
    Bridged = Grid
End Function

Private Function Received(Value)
    Received = Value
    If VarType(Value) = vbString And Left(Value, 5) = "Long " Then Received = CLng(Mid(Value, 6))
End Function
