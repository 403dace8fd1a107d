#!/usr/bin/env python3
"""Measures what Pyl's ways of being parallel cost and gain, and prints the tables of docs/performance.md.

    python3 bench/scaling/run.py [--pyl PATH] [--point modes|kernels|single|counts|interpreters ...] [--quick] [--json FILE]

modes         the same work on one worker and on two, threads and interpreters, in each mode (modes.pyl)
kernels       single kinds of work on one thread and on two in free (threads.pyl)
single        the programs of bench/programs, one thread, in gil and in free: CPU time, by turns
counts        biased counts against atomic ones (counts.pyl)
interpreters  creation, memory, messages, processes (interpreters.pyl)

Ratios come from one run each; what other programs on the machine disturbed is measured again (measuring.pyl). Python 3.11, Linux.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def run(pyl, mode, script, *arguments):
    process = subprocess.run([pyl, "--mode", mode, str(HERE / script), *arguments, "--json"], capture_output=True, text=True)
    if process.returncode:
        sys.exit(f"{script} in {mode}: {process.stderr}")
    return json.loads(process.stdout)


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|" + "|".join(["---"] + ["---:"] * (len(header) - 1)) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def number(value, digits=2):
    return "-" if value is None else f"{value:.{digits}f}"


def modes(pyl, quick):
    results = {mode: run(pyl, mode, "modes.pyl", "--rounds", "3" if quick else "9") for mode in ("gil", "subinterp", "free")}
    table(["two workers over one", "threads", "interpreters"],
          [[mode, *(f"{number(row[kind]['best'])} (median {number(row[kind]['median'])})" for kind in ("threads", "interpreters"))]
           for mode, row in results.items()])
    return results


def kernels(pyl, quick):
    results = run(pyl, "free", "threads.pyl", "--rounds", "3" if quick else "15")
    table(["two threads over one, free", "ns a step on one", "scaling", "median"],
          [[name, number(row["ns"], 1), number(row["best"]), number(row["median"])] for name, row in results.items()])
    return results


def cpu_seconds(command):
    """User and system time of a run, as the kernel counts it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT / "bench/programs")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        sys.exit(f"{command}: {status}")
    return usage.ru_utime + usage.ru_stime


def compare(first, second, rounds):
    """CPU seconds of two commands by turns: the least of each, and the median of the rounds' ratios."""
    ones, twos = [], []
    for _ in range(rounds):
        ones.append(cpu_seconds(first))
        twos.append(cpu_seconds(second))
    return min(ones), min(twos), statistics.median(two / one for one, two in zip(ones, twos))


def single(pyl, quick):
    rows, results = [], {}
    for program in sorted((ROOT / "bench/programs").glob("*.py")):
        if quick and program.stem not in ("calls_fib", "instances", "list_sieve_matrix", "dict_ints"):
            continue
        gil, free, ratio = compare([pyl, "--mode", "gil", program.name], [pyl, "--mode", "free", program.name], 2 if quick else 3)
        results[program.stem] = {"gil": gil, "free": free, "best": free / gil, "median": ratio}
        rows.append([program.stem, number(gil), number(free), number(free / gil), number(ratio)])
        print(f"{program.stem} {free / gil:.3f}", file=sys.stderr)
    means = {key: math.exp(statistics.fmean(math.log(row[key]) for row in results.values())) for key in ("best", "median")}
    rows.append(["geometric mean", "", "", number(means["best"], 3), number(means["median"], 3)])
    table(["one thread, CPU seconds", "gil", "free", "free / gil", "median"], rows)
    return results | {"mean": means}


def counts(pyl, quick):
    def once(scheme):
        done = subprocess.run([pyl, "--mode", "free", "--refcount", scheme, str(HERE / "counts.pyl")], capture_output=True, text=True, check=True)
        return float(done.stdout)

    pairs = [(once("biased"), once("atomic")) for _ in range(2 if quick else 7)]
    best = min(atomic for _, atomic in pairs) / min(biased for biased, _ in pairs)
    middle = statistics.median(atomic / biased for biased, atomic in pairs)
    table(["a program that counts", "atomic / biased", "median"], [["counts.pyl", number(best), number(middle)]])
    return {"best": best, "median": middle}


def interpreters(pyl, quick):
    results = run(pyl, "subinterp", "interpreters.pyl", "--many", "400" if quick else "10000")
    table(["interpreters and processes, subinterp", "least", "median"],
          [[name.replace("_", " "), number(figures[0], 3), number(figures[1], 3)] for name, figures in results.items() if len(figures) == 2])
    marks = results["memory_after_quarters_mb"]
    print(f"Resident set after each quarter of so many created and closed: {', '.join(map(str, marks))} MB.\n")
    return results


def main():
    points = {"modes": modes, "kernels": kernels, "single": single, "counts": counts, "interpreters": interpreters}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pyl", default=str(ROOT / "cli/bin/Release/net10.0/pyl"))
    parser.add_argument("--point", nargs="*", choices=list(points), default=list(points))
    parser.add_argument("--quick", action="store_true", help="few rounds, to see that all works")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    args = parser.parse_args()
    results = {}
    for point in args.point:
        results[point] = points[point](args.pyl, args.quick)
    if args.json:
        Path(args.json).write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
