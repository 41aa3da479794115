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
rem A 32-bit program on 64-bit Windows sees x86 too, and the second variable.
if /i "%PROCESSOR_ARCHITECTURE%"=="x86" if not defined PROCESSOR_ARCHITEW6432 (
  echo Tien ich can Windows 64-bit; may nay dung Windows 32-bit.
  echo The add-in needs 64-bit Windows; this PC has a 32-bit one.
  if not defined SILENT pause
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" install
set "RESULT=%ERRORLEVEL%"
echo.
if not defined SILENT pause
exit /b %RESULT%
