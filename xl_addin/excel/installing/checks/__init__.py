"""One module per check: code, what is wrong, how to mend it, how it is found.

Codes: P1 Python, P2 Office, P3 macros, P4 places, P5 what an administrator
may forbid. The registry locations are Microsoft's, as the administrative
templates of Office 2016 and of Defender name them.
"""
