"""Run a command and print its duration, peak memory, exit status and output as JSON; used by processes.py.

A process of its own, and a small one: Linux counts the memory of whoever starts a process as that process's peak.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from time import perf_counter


def main() -> None:
    """`watch.py SECONDS COMMAND …`: kill it after so many seconds."""
    most_seconds, *command = sys.argv[1:]
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    timer = threading.Timer(float(most_seconds), os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    assert process.stdout is not None
    printed = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = usage.ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "printed": printed if status == 0 else None}))


if __name__ == "__main__":
    main()
