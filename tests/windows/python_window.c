#include <windows.h>
#include <shellapi.h>

int Py_Main(int argc, wchar_t **argv);

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    return Py_Main(argc, argv);
}
