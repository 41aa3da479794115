@echo off
rem Pure ASCII: Vietnamese is written by Python, in UTF-8.
setlocal DisableDelayedExpansion
title Chi tieu - GO-BO
chcp 65001 >nul
rem A folder that a console stands in cannot be removed.
cd /d "%TEMP%"
del /f /q "%TEMP%\chi-tieu-xoa-not.cmd" 2>nul
set "SILENT="
set "FAILED="
if /i "%~1"=="/s" set "SILENT=1"
if not exist "%~dp0python\python.exe" (
  echo Hay giai nen toan bo tep .zip ra mot thu muc roi chay lai tep nay trong thu muc do.
  echo Unpack the whole .zip into a folder and run this file there.
  if not defined SILENT pause
  exit /b 2
)
"%~dp0python\python.exe" -I -B "%~dp0start.py" uninstall
set "RESULT=%ERRORLEVEL%"
rem The script that Python leaves removes what Python could not, this file too: it has to be read to its end before.
(
  if exist "%TEMP%\chi-tieu-xoa-not.cmd" (
    call "%TEMP%\chi-tieu-xoa-not.cmd"
    if errorlevel 1 set "FAILED=1"
    del /f /q "%TEMP%\chi-tieu-xoa-not.cmd"
  )
  echo.
  if not defined SILENT pause
  if defined FAILED exit /b 2
  exit /b %RESULT%
)
