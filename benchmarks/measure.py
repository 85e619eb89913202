"""Runs commands alternately and computes medians and ratios."""

import os
import statistics
import subprocess
import time


def run(command, **options):
    """Runs a command. Returns its elapsed seconds, processor seconds and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{command} failed with status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def turns(runs, *makers):
    """Runs the commands of all makers alternately, `runs` times each, after a warm-up run. A maker prepares a run and returns (command, options)."""
    results = [[] for _ in makers]
    for turn in range(runs + 1):
        for place, maker in enumerate(makers):
            command, options = maker()
            result = run(command, **options)
            if turn:
                results[place].append(result)
    return results


def median(results, figure=0):
    return statistics.median(result[figure] for result in results)


def ratio(a, b, figure=0):
    """Returns the median of the ratios of corresponding runs."""
    return statistics.median(x[figure] / y[figure] for x, y in zip(a, b))
