@echo off
rem Pure ASCII: Vietnamese is written by Python, in UTF-8.
setlocal DisableDelayedExpansion
title Chi tieu - CAT-PHIEU
chcp 65001 >nul
rem A dropped name may hold characters that would be commands here: Python reads it from the line as it is.
setlocal EnableDelayedExpansion
set "CHI_TIEU_DROPPED=!cmdcmdline!"
if /i "!cmdcmdline:%~nx0=!"=="!cmdcmdline!" set "CHI_TIEU_DROPPED="
setlocal DisableDelayedExpansion
rem Below, "exit" without /b: what follows an ampersand in a dropped name must not be run.
if not exist "%~dp0python\python.exe" (
  echo Hay giai nen toan bo tep .zip ra mot thu muc roi chay lai tep nay trong thu muc do.
  echo Unpack the whole .zip into a folder and run this file there.
  pause
  if defined CHI_TIEU_DROPPED exit 2
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" unit-sheets %*
set "RESULT=%ERRORLEVEL%"
echo.
pause
if defined CHI_TIEU_DROPPED exit %RESULT%
exit /b %RESULT%
