#!/usr/bin/env python3
"""Runs the programs of this folder on CPython and on Pyl in turns, and prints the medians.

    python3 bench/programs_io/run.py --cpython 'COMMAND' --pyl cli/bin/Release/net10.0/pyl [--rounds 5]

Wall and CPU seconds (user and system) of whole processes, the start included; the sizes below make runs of seconds.
"""
import argparse
import os
import shlex
import statistics
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = {'asyncio_echo': '500', 'asyncio_tree': '6', 'http_server': '2000', 'json_both_ways': '60', 're_log_file': '200000'}


def measure(command):
    """Wall and CPU seconds, and what it prints."""
    before = os.times()
    start = time.perf_counter()
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=120).stdout
    wall = time.perf_counter() - start
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu, output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--cpython', default='python3.14')
    parser.add_argument('--pyl', default=str(HERE.parent.parent / 'cli/bin/Release/net10.0/pyl'))
    parser.add_argument('--rounds', type=int, default=5)
    args = parser.parse_args()
    interpreters = {'CPython': shlex.split(args.cpython), 'Pyl': shlex.split(args.pyl)}
    print(f"{'program':14} {'CPython wall':>13} {'Pyl wall':>9} {'ratio':>6}   {'CPython CPU':>12} {'Pyl CPU':>8} {'ratio':>6}")
    for name, size in PROGRAMS.items():
        results = {key: [] for key in interpreters}
        outputs = set()
        for _ in range(args.rounds):
            for key, command in interpreters.items():
                wall, cpu, output = measure([*command, str(HERE / f'{name}.py'), size])
                results[key].append((wall, cpu))
                outputs.add(output)
        assert len(outputs) == 1, outputs
        wall, cpu = ({key: statistics.median(r[i] for r in rows) for key, rows in results.items()} for i in (0, 1))
        print(f"{name:14} {wall['CPython']:12.2f}s {wall['Pyl']:8.2f}s {wall['Pyl'] / wall['CPython']:6.2f}   "
              f"{cpu['CPython']:11.2f}s {cpu['Pyl']:7.2f}s {cpu['Pyl'] / cpu['CPython']:6.2f}", flush=True)


if __name__ == '__main__':
    main()
