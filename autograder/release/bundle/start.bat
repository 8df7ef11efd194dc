@echo off
pushd "%~dp0"
if not exist start.py (
    echo start.py is not beside start.bat. Please unpack the whole zip file into a folder, and start the lab from there.
    pause
    exit /b 1
)
where py >nul 2>nul
if %errorlevel%==0 (py -3 start.py %*) else (python start.py %*)
if errorlevel 1 pause
