#!/usr/bin/env python3
"""Records and checks the cases of the command: see README.md beside this file.

    python3 tests/cli/cases.py check [--interp COMMAND] [--only GLOB ...] [--diff]
    python3 tests/cli/cases.py record [--only GLOB ...] [--interp COMMAND]

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
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NO_NEWLINE = " (no newline at the end)"
EXPECTED = ("stdout", "stderr", "exit")


class Case:
    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.about, self.sections = "", []
        text = path.read_text()
        parts = re.split(r"^--- (.+)\n", text, flags=re.M)
        self.about = parts[0]
        for header, body in zip(parts[1::2], parts[2::2]):
            if header.endswith(NO_NEWLINE):
                header, body = header[: -len(NO_NEWLINE)], body.removesuffix("\n")
            self.sections.append((header, body))

    def get(self, name, default=None):
        return next((body for header, body in self.sections if header == name), default)

    def lines(self, name):
        return [line for line in (self.get(name) or "").split("\n") if line]

    def options(self):
        return dict((line.split(" ", 1) + [""])[:2] for line in self.lines("options"))

    def write(self):
        text = self.about
        for header, body in self.sections:
            whole = body == "" or body.endswith("\n")
            text += f"--- {header}{'' if whole else NO_NEWLINE}\n{body}{'' if whole else chr(10)}"
        self.path.write_text(text)

    def expect(self, **values):
        kept = [(h, b) for h, b in self.sections if h not in EXPECTED]
        for name in ("stdout", "stderr"):
            if values[name] and self.get(name + "-contains") is None:
                kept.append((name, values[name]))
        if (self.get("exit") or "").strip() == "any":
            kept.append(("exit", "any\n"))
        elif values["code"]:
            kept.append(("exit", f"{values['code']}\n"))
        self.sections = kept


def build(case, folder, twins):
    for header, body in case.sections:
        kind, _, name = header.partition(" ")
        if kind not in ("file", "file-hex"):
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes.fromhex(body) if kind == "file-hex" else body.encode())
        if twins and target.suffix == ".pyl" and name != "main.pyl":
            shutil.copy(target, target.with_suffix(".py"))


def run(case, command, folder):
    options = case.options()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYL"))}
    env.update({"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "TERM": "dumb"})
    env.update(line.replace("{dir}", str(folder)).split("=", 1) for line in case.lines("env"))
    args = [a.replace("{dir}", str(folder)) for a in (case.get("args") or "").split("\n")[:-1]]

    def close_streams():
        for number, name in enumerate(("no-stdin", "no-stdout", "no-stderr")):
            if name in options:
                os.close(number)

    process = subprocess.Popen([*command, *args], cwd=folder / options.get("cwd", ""), env=env, preexec_fn=close_streams,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    timeout = float(options.get("timeout", 30))
    try:
        if "close-stdout-after" in options:
            process.stdin.close()
            out = process.stdout.read(int(options["close-stdout-after"]))
            process.stdout.close()
            err = process.stderr.read()
            process.wait(timeout)
        elif "interrupt-after" in options:
            try:
                out, err = process.communicate(timeout=float(options["interrupt-after"]))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=timeout)
        else:
            out, err = process.communicate((case.get("stdin") or "").encode(), timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "timeout", "", "(timeout)"
    return process.returncode, out.decode("utf-8", "backslashreplace"), err.decode("utf-8", "backslashreplace")


def normalise(text, folder, program):
    text = text.replace(str(folder / "main.pyl"), "{file}").replace(str(folder), "{dir}")
    return re.sub(rf"^(?:\S*/)?{re.escape(program)}(?=: )", "{program}", text, flags=re.M)


def in_folder(case, command, program, twins):
    with tempfile.TemporaryDirectory(dir=HERE, prefix=".work-") as name:
        folder = Path(name)
        build(case, folder, twins)
        code, out, err = run(case, command, folder)
        result = {"code": code, "stdout": normalise(out, folder, program), "stderr": normalise(err, folder, program)}
    if twins:
        modules = [Path(h.split(" ", 1)[1]).name for h, _ in case.sections if h.startswith("file ") and h.endswith(".pyl")]
        for module in modules:
            for stream in ("stdout", "stderr"):
                result[stream] = re.sub(rf"(?<![\w.]){re.escape(module[:-1])}(?!\w)", module, result[stream])
    return result


def check(case, command, program):
    result = in_folder(case, command, program, False)
    problems, diff = [], ""
    want_code = (case.get("exit") or "0").strip()
    if want_code != "any" and result["code"] != int(want_code) and (result["code"], want_code) != (130, "-2"):
        problems.append(f"exit {result['code']}, not {want_code}")
    for stream in ("stdout", "stderr"):
        pieces = case.get(stream + "-contains")
        if pieces is not None:
            problems += [f"{stream} lacks {p!r}" for p in pieces.split("\n") if p and p not in result[stream]]
        elif result[stream] != (case.get(stream) or ""):
            problems.append(stream + " differs")
            diff += "".join(difflib.unified_diff((case.get(stream) or "").splitlines(True), result[stream].splitlines(True),
                                                 "expected " + stream, "printed " + stream, n=1))
    return case.name, problems, diff


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("check", "record"))
    parser.add_argument("--interp")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--diff", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    cases = [Case(p) for p in sorted((HERE / "cases").glob("*.case"))
             if not args.only or any(fnmatch.fnmatch(p.stem, g) or g in p.stem for g in args.only)]
    if args.action == "record":
        command = shlex.split(args.interp or "python3.14")
        for case in cases:
            if "by-hand" in case.options():
                continue
            case.expect(**in_folder(case, command, Path(command[-1]).name, True))
            case.write()
        print(f"{len(cases)} recorded")
        return
    command = shlex.split(args.interp) if args.interp else [str(ROOT / "cli/bin/Release/net10.0/pyl")]
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for name, problems, diff in pool.map(lambda c: check(c, command, Path(command[-1]).name), cases):
            if problems:
                bad += 1
                print(f"FAIL {name}: {'; '.join(problems)}")
                if args.diff and diff:
                    print(diff)
    print(f"{len(cases) - bad} of {len(cases)} pass")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
