"""What a command costs: for the scripts beside it."""

import os
import platform
import subprocess
import sys
import time
from typing import NamedTuple

HELPER = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
took = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1000, file=sys.stderr)
sys.exit(code)
"""


class Spent(NamedTuple):
    """Seconds of all processors, seconds by the clock, and the largest memory in MB."""

    processor: float
    clock: float
    memory: float


def spent(*command, codes=(0,), **options):
    """What one run of a command costs. It must end with one of the codes."""
    # Numeric libraries of Python start a thread a core, whatever they are asked to do.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    # A process between, whose children are this command alone.
    helper = [sys.executable, "-c", HELPER, *map(str, command)]
    done = subprocess.run(helper, stderr=subprocess.PIPE, text=True, env=environment, **options)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return Spent(*map(float, done.stderr.split()[-3:]))


def machine():
    """When and on what something was measured."""
    return f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
