#!/usr/bin/env python3
"""Runs programs of pyperformance, which are not ours and not here, on CPython and on Pyl.

    git clone --depth 1 https://github.com/python/pyperformance /tmp/pyperformance
    python3 bench/public/run.py /tmp/pyperformance --cpython 'COMMAND' [--pyl PATH] [--only nbody 'scimark*'] [--seconds 3]

For each of its functions: milliseconds of the first round and of the best one in one process, CPython's and Pyl's, and how many times as fast Pyl is.
Programs that need packages, or arguments, are left out.
"""
import argparse
import fnmatch
import math
import os
import re
import shlex
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = '''async_generators barnes_hut base64 bpe_tokeniser btree chaos comprehensions coroutines decimal_factorial decimal_pi deepcopy deltablue fannkuch float
gc_traversal generators go hexiom json_dumps json_loads logging mdp meteor_contest nbody nqueens pathlib pidigits pprint pyflate raytrace regex_compile regex_dna
regex_effbot regex_v8 richards richards_super scimark spectral_norm telco typing_runtime_protocols unpack_sequence xml_etree'''.split()


def results(command, script, seconds):
    """First and best seconds of each function of a program; empty when it fails."""
    environment = {**os.environ, 'PYTHONPATH': str(HERE), 'SECONDS_EACH': str(seconds)}
    environment.pop('PYTHONDONTWRITEBYTECODE', None)
    try:
        run = subprocess.run([*command, str(script)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', timeout=300, env=environment)
    except subprocess.TimeoutExpired:
        return {}
    return {name: (float(first), float(best)) for name, first, best in re.findall(r'^RESULT (.+) ([\d.]+) ([\d.]+)$', run.stdout, re.M)}


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else math.nan


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('pyperformance', type=Path)
    parser.add_argument('--cpython', default='python3.14')
    parser.add_argument('--pyl', default=str(HERE.parent.parent / 'cli/bin/Release/net10.0/pyl'))
    parser.add_argument('--only', nargs='*', default=['*'])
    parser.add_argument('--seconds', type=float, default=3)
    args = parser.parse_args()
    folder = args.pyperformance.resolve() / 'pyperformance/data-files/benchmarks'
    firsts, bests = [], []
    print(f"{'program':28} {'CPython first':>14} {'best':>9}   {'Pyl first':>10} {'best':>9}   {'first':>6} {'best':>6}")
    for program in PROGRAMS:
        if not any(fnmatch.fnmatch(program, pattern) for pattern in args.only):
            continue
        script = folder / f'bm_{program}' / 'run_benchmark.py'
        theirs, ours = (results(shlex.split(command), script, args.seconds) for command in (args.cpython, args.pyl))
        if not theirs:
            print(f'{program:28} does not run on CPython')
        for name, (first, best) in theirs.items():
            if name not in ours:
                print(f'{name:28} fails on Pyl')
                continue
            own_first, own_best = ours[name]
            firsts.append(first / own_first)
            bests.append(best / own_best)
            print(f'{name:28} {first * 1e3:14.3f} {best * 1e3:9.3f}   {own_first * 1e3:10.3f} {own_best * 1e3:9.3f}   {firsts[-1]:6.2f} {bests[-1]:6.2f}', flush=True)
    print(f"{'geometric mean':28} {'':14} {'':9}   {'':10} {'':9}   {mean(firsts):6.2f} {mean(bests):6.2f}")


if __name__ == '__main__':
    main()
