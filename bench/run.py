#!/usr/bin/env python3
"""Compares interpreters on the programs of bench/programs, side by side in one run.

    python3 bench/run.py [--rounds N] [--only GLOB ...] [--interp NAME=COMMAND ...] [--json FILE] [--median] [--markdown]
    python3 bench/run.py --micro [--only GLOB ...] [--interp NAME=COMMAND ...]

Without --interp the interpreters are CPython 3.14 (`cpython314`), PyPy (`pypy`) and Pyl (`pyl`), as far as they
are found: python3.14 and pypy3 on the PATH or in the peers' root that ../shared/tools/peers.sh installed, and
cli/bin/Release/net10.0/pyl. Rounds are interleaved, so that a slow moment of the machine strikes all alike, and
the fastest round counts (with --median the middle one). Times are wall times of the whole process; the time of
an empty script is shown apart. What the programs print must agree, or the program is marked and left out of the mean.
The ratio is the first interpreter's time divided by the other's: above 1 is faster than CPython.

A comparison is worth something only on an otherwise idle machine. Python 3.11 or newer, standard library only.
"""

import argparse
import fnmatch
import json
import math
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def peers_root():
    """The root that peers.sh installed, with this project made visible in it, or None."""
    for up in (ROOT.parent, ROOT.parent.parent):
        script = up / "shared" / "tools" / "peers.sh"
        if script.exists():
            found = subprocess.run(["bash", str(script), "root"], capture_output=True, text=True).stdout.strip()
            if found and (Path(found) / ".ready").exists():
                probe = HERE / "programs" / "calls_fib.py"
                # `run` mounts the project into the root; starting through it each time would be measured too.
                subprocess.run(["bash", str(script), "run", "true", str(probe)], capture_output=True)
                return found
    return None


def default_interpreters():
    found = {}
    root = peers_root()
    for name, program in (("cpython314", "python3.14"), ("pypy", "pypy3")):
        if shutil.which(program):
            found[name] = [program]
        elif root and (Path(root) / "usr/bin" / program).exists():
            found[name] = ["chroot", root, program]
    pyl = ROOT / "cli/bin/Release/net10.0/pyl"
    if pyl.exists():
        found["pyl"] = [str(pyl)]
    return found


def run_once(command, script, timeout):
    """Runs a script; gives wall seconds, greatest resident set in MiB, exit code, output and errors."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen([*command, str(script)], stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=script.parent)
        deadline = start + timeout
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return timeout, 0.0, -9, b"", b"timeout"
            time.sleep(0.0005)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return elapsed, usage.ru_maxrss / 1024, process.returncode, out.read(), err.read()


def geometric_mean(values):
    return math.exp(statistics.fmean(map(math.log, values))) if values else float("nan")


def select(folder, patterns):
    return [p for p in sorted((HERE / folder).glob("*.py")) if p.stem != "common"
            and (not patterns or any(fnmatch.fnmatch(p.stem, g) or g in p.stem for g in patterns))]


def compare(interpreters, programs, args):
    pick = statistics.median if args.median else min
    with tempfile.TemporaryDirectory(dir=HERE, prefix=".empty-") as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text("")
        every = [empty, *programs]
        seconds = {(name, p.stem): [] for name in interpreters for p in every}
        memory, outputs, failures = {}, {}, {}
        for number in range(args.rounds):
            for program in every:
                for name, command in interpreters.items():
                    if (name, program.stem) in failures:
                        continue
                    elapsed, mib, code, out, err = run_once(command, program, args.timeout)
                    if code:
                        last = err.decode("utf-8", "replace").strip().splitlines()[-1:]
                        failures[name, program.stem] = f"exit {code} {''.join(last)}"[:100]
                        continue
                    seconds[name, program.stem].append(elapsed)
                    memory[name, program.stem] = max(mib, memory.get((name, program.stem), 0))
                    outputs[name, program.stem] = out
            print(f"round {number + 1} of {args.rounds} done", file=sys.stderr)

    first = next(iter(interpreters))
    rows, ratios = [], {name: [] for name in interpreters}
    for program in every:
        stem = program.stem
        row = {"program": stem, "seconds": {}, "ratio": {}, "memory_mib": {}, "problem": {}}
        for name in interpreters:
            if (name, stem) in failures:
                row["problem"][name] = failures[name, stem]
                continue
            row["seconds"][name] = round(pick(seconds[name, stem]), 4)
            row["memory_mib"][name] = round(memory[name, stem], 1)
            if outputs[name, stem] != outputs.get((first, stem), outputs[name, stem]):
                row["problem"][name] = "output differs"
            elif first in row["seconds"]:
                row["ratio"][name] = round(row["seconds"][first] / row["seconds"][name], 3)
                if program is not empty:
                    ratios[name].append(row["ratio"][name])
        rows.append(row)
    means = {name: round(geometric_mean(r), 3) for name, r in ratios.items() if r}
    return {"rounds": args.rounds, "statistic": "median" if args.median else "min", "baseline": first,
            "interpreters": {n: shlex.join(c) for n, c in interpreters.items()}, "rows": rows, "geometric_mean": means,
            "load_average": os.getloadavg()}


def cell(row, name, first):
    if name in row["problem"]:
        return row["problem"][name][:18]
    text = f"{row['seconds'][name] * 1000:.0f}"
    return text if name == first or name not in row["ratio"] else f"{text} ({row['ratio'][name]:.2f})"


def print_table(result, markdown):
    names = list(result["interpreters"])
    first = result["baseline"]
    lines = [["program (ms)", *names]]
    lines += [["empty script" if r["program"] == "empty" else r["program"], *(cell(r, n, first) for n in names)] for r in result["rows"]]
    lines.append(["geometric mean", *(f"{result['geometric_mean'].get(n, float('nan')):.2f}" for n in names)])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for number, line in enumerate(lines):
        cells = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))]
        print("| " + " | ".join(cells) + " |" if markdown else "  ".join(cells))
        if number == 0:
            rule = ["-" * w for w in widths]
            print("| " + " | ".join(r if i == 0 else r[:-1] + ":" for i, r in enumerate(rule)) + " |" if markdown else "  ".join(rule))
    for row in result["rows"]:
        for name, problem in row["problem"].items():
            print(f"{row['program']} on {name}: {problem}")


def micro(interpreters, scripts):
    """Runs the micro-benchmarks on each interpreter and sets their figures side by side."""
    table = {}
    for script in scripts:
        for name, command in interpreters.items():
            _, _, code, out, err = run_once(command, script, 600)
            if code:
                print(f"{script.stem} on {name}: exit {code} {err.decode('utf-8', 'replace').strip().splitlines()[-1:]}")
            for line in out.decode().splitlines():
                label, value, _ = line.rsplit(None, 2)  # a label may be longer than its column
                table.setdefault((script.stem, label), {})[name] = float(value)
    print(f"{'nanoseconds':<42}" + "".join(f"{n:>14}" for n in interpreters))
    for (group, label), values in table.items():
        print(f"{group + ': ' + label:<42}" + "".join(f"{values[n]:14.2f}" if n in values else f"{'-':>14}" for n in interpreters))
    return [{"group": g, "operation": o, "nanoseconds": v} for (g, o), v in table.items()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="globs or parts of program names")
    parser.add_argument("--interp", action="append", default=[], metavar="NAME=COMMAND", help="the first one is the baseline")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--median", action="store_true", help="the median of the rounds instead of the fastest")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--micro", action="store_true", help="the operations of bench/micro instead of the programs")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--list", action="store_true", help="name programs and interpreters and stop")
    args = parser.parse_args()

    interpreters = {}
    for pair in args.interp:
        name, _, command = pair.partition("=")
        interpreters[name] = shlex.split(command or name)
    interpreters = interpreters or default_interpreters()
    programs = select("micro" if args.micro else "programs", args.only)
    if args.list:
        print("\n".join([*(f"{n}: {shlex.join(c)}" for n, c in interpreters.items()), *(p.stem for p in programs)]))
        return
    if not interpreters or not programs:
        sys.exit("nothing to run: see --list and --interp")
    result = {"micro": micro(interpreters, programs)} if args.micro else compare(interpreters, programs, args)
    if not args.micro:
        print_table(result, args.markdown)
    if args.json:
        Path(args.json).write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
