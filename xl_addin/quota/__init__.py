"""The arithmetic of campaigns: exact, pure, without any file or Excel library."""
