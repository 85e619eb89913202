"""Runs commands turn by turn and gives medians and ratios."""

import os
import statistics
import subprocess
import time


def run(command, **options):
    """Seconds by the clock, seconds of processor, and peak megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{command} ended with {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def turns(runs, *makers):
    """Runs each maker `runs` times in turn after one run that does not count; a maker prepares and gives (command, options)."""
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
    """The median of the ratios of runs that stood beside each other."""
    return statistics.median(x[figure] / y[figure] for x, y in zip(a, b))
