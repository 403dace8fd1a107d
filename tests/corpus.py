#!/usr/bin/env python3
"""Records and checks the scripts of tests/lang and tests/limit.

    python3 tests/corpus.py check [--interp COMMAND] [--only GLOB ...] [--jobs N] [--diff]
    python3 tests/corpus.py record [--only GLOB ...]

A script's expectation stands beside it: NAME.pyl and NAME.expected hold the program and the exact
standard output. A folder with a main.pyl is one case of several files, its expectation main.expected.

`record` writes the expectations with CPython 3.14 and refuses what would not be the same tomorrow:
a second run under another hash seed must agree, the exit code must be 0, standard error empty, and no
address or absolute path may be printed. Read what it wrote: an expectation is what the language says,
not what one interpreter happened to print. CPython is found as `python3.14` on the PATH, or through
../shared/tools/peers.sh, or given by --interp.

`check` runs a Pyl program (default cli/bin/Release/net10.0/pyl) and compares.

Python 3.11 or newer, standard library only.
"""

import argparse
import concurrent.futures
import difflib
import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SUITES = ("lang", "limit", "own")
# CPython lacks what these are about: their expectations are written by hand.
BY_HAND = "own/"
UNSTABLE = re.compile(r" at 0x[0-9a-fA-F]{4,}|(?<![\w.])/(?:work|home|tmp|usr|root)/")


def find_cases(patterns):
    """Every case as (name, script): the name is the path below tests without its ending."""
    cases = []
    for suite in SUITES:
        for script in sorted((HERE / suite).rglob("*.pyl")):
            folder = script.parent
            while folder != HERE / suite and not (folder / "main.pyl").exists():
                folder = folder.parent
            if folder != HERE / suite and script != folder / "main.pyl":
                continue  # a module that belongs to a case of several files
            name = script.relative_to(HERE).with_suffix("").as_posix()
            if not patterns or any(fnmatch.fnmatch(name, p) or p in name for p in patterns):
                cases.append((name, script))
    return cases


def run(command, script, timeout, extra_env=None):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update({"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}, **(extra_env or {}))
    try:
        done = subprocess.run(
            [*command, str(script)], cwd=script.parent, env=env, timeout=timeout,
            stdin=subprocess.DEVNULL, capture_output=True)
    except subprocess.TimeoutExpired as e:
        return None, e.stdout or b"", b"(timeout)"
    return done.returncode, done.stdout, done.stderr


def peer():
    found = shutil.which("python3.14")
    if found:
        return [found]
    for up in (ROOT.parent, ROOT.parent.parent):
        script = up / "shared" / "tools" / "peers.sh"
        if script.exists():
            return ["bash", str(script), "run", "python3.14"]
    sys.exit("no python3.14: install it, or give --interp")


def as_python(folder, target):
    """A copy of a case of several files under names that CPython imports."""
    for source in folder.rglob("*"):
        if source.is_file() and source.suffix != ".expected":
            name = source.relative_to(folder)
            name = name.with_suffix(".py") if name.suffix == ".pyl" else name
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)


def record(case, command, timeout):
    name, script = case
    program, scratch = script, None
    if script.name == "main.pyl":
        scratch = tempfile.TemporaryDirectory(dir=ROOT / "tests", prefix=".record-")
        as_python(script.parent, Path(scratch.name))
        program = Path(scratch.name) / "main.py"
    try:
        code, out, err = run(command, program, timeout, {"PYTHONHASHSEED": "1"})
        again = run(command, program, timeout, {"PYTHONHASHSEED": "4711"})[1]
    finally:
        if scratch:
            scratch.cleanup()
    problems = []
    if code != 0:
        problems.append(f"exit code {code}")
    if err:
        problems.append("standard error:\n" + err.decode("utf-8", "replace"))
    if out != again:
        problems.append("a second run differs")
    if not out:
        problems.append("prints nothing")
    match = UNSTABLE.search(out.decode("utf-8", "replace"))
    if match:
        problems.append(f"prints an address or a path: {match.group()!r}")
    if not problems:
        script.with_suffix(".expected").write_bytes(out)
    return name, problems


def check(case, command, timeout):
    name, script = case
    expected = script.with_suffix(".expected")
    if not expected.exists():
        return name, ["no expectation recorded"], ""
    code, out, err = run(command, script, timeout)
    want = expected.read_bytes()
    if out == want and code == 0:
        return name, [], ""
    first = "\n".join(err.decode("utf-8", "replace").strip().splitlines()[-1:])
    reason = "timeout" if code is None else f"exit {code}" if code else "output differs"
    diff = "".join(difflib.unified_diff(
        want.decode("utf-8", "replace").splitlines(True), out.decode("utf-8", "replace").splitlines(True),
        "expected", "printed", n=1))
    return name, [f"{reason}  {first}".rstrip()], diff


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("check", "record"))
    parser.add_argument("--interp", help="command of the interpreter")
    parser.add_argument("--only", nargs="*", default=[], help="globs or parts of case names")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--diff", action="store_true", help="show what differs")
    args = parser.parse_args()
    cases = find_cases(args.only)
    if not cases:
        sys.exit("no case matches")
    if args.action == "record":
        cases = [case for case in cases if not case[0].startswith(BY_HAND)]
        command = shlex.split(args.interp) if args.interp else peer()
        work = lambda case: (*record(case, command, args.timeout), "")
    else:
        command = shlex.split(args.interp) if args.interp else [str(ROOT / "cli/bin/Release/net10.0/pyl")]
        work = lambda case: check(case, command, args.timeout)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for name, problems, diff in pool.map(work, cases):
            if problems:
                bad += 1
                print(f"FAIL {name}: {'; '.join(problems)}")
                if args.diff and diff:
                    print(diff)
    print(f"{len(cases) - bad} of {len(cases)} pass" if args.action == "check"
          else f"{len(cases) - bad} of {len(cases)} recorded")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
