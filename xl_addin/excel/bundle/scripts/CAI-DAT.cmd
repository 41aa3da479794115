@echo off
rem Pure ASCII: Vietnamese is written by Python, in UTF-8.
rem CAI-DAT.cmd /s waits for no key.
setlocal DisableDelayedExpansion
title Chi tieu - CAI-DAT
chcp 65001 >nul
set "SILENT="
if /i "%~1"=="/s" set "SILENT=1"
if not exist "%~dp0python\python.exe" (
  echo Hay giai nen toan bo tep .zip ra mot thu muc roi chay lai tep nay trong thu muc do.
  echo Unpack the whole .zip into a folder and run this file there.
  if not defined SILENT pause
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" install
set "RESULT=%ERRORLEVEL%"
echo.
if not defined SILENT pause
exit /b %RESULT%
