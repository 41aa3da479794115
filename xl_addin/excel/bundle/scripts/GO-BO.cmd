@echo off
rem Pure ASCII: Vietnamese is written by Python, in UTF-8.
setlocal DisableDelayedExpansion
title Chi tieu - GO-BO
chcp 65001 >nul
del /f /q "%TEMP%\chi-tieu-xoa-not.cmd" 2>nul
if not exist "%~dp0python\python.exe" (
  echo Hay giai nen toan bo tep .zip ra mot thu muc roi chay lai tep nay trong thu muc do.
  echo Unpack the whole .zip into a folder and run this file there.
  pause
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" uninstall
set "RESULT=%ERRORLEVEL%"
echo.
pause
rem Without "call" control does not come back: the script removes what this Python could not, this file too.
if exist "%TEMP%\chi-tieu-xoa-not.cmd" "%TEMP%\chi-tieu-xoa-not.cmd"
exit /b %RESULT%
