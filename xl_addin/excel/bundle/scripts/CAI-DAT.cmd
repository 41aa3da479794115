@echo off
rem Pure ASCII: Vietnamese is written by Python, in UTF-8.
setlocal DisableDelayedExpansion
title Chi tieu - CAI-DAT
chcp 65001 >nul
if not exist "%~dp0python\python.exe" (
  echo Hay giai nen toan bo tep .zip ra mot thu muc roi chay lai tep nay trong thu muc do.
  echo Unpack the whole .zip into a folder and run this file there.
  pause
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" install
set "RESULT=%ERRORLEVEL%"
echo.
pause
exit /b %RESULT%
