#!/usr/bin/env python3
"""Writes a page for each example: its claim, its real output in each mode, and what `pyl compare` says of it.

    python3 docs/lessons/make.py [NUMBER ...]

What stands on a page comes from the example's docstring and from runs on this machine; nothing else is to be edited by hand.
Python 3.11 or newer, standard library only.
"""

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYL = ROOT / "cli/bin/Release/net10.0/pyl"
MODES = ("gil", "subinterp", "free")
PARTS = (("Look ", "What to look for"), ("Run it", "What to look for"), ("Change", "What to try next"))


def run(*arguments):
    done = subprocess.run([PYL, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments} ends with {done.returncode}: {done.stderr}")
    return done.stdout.rstrip().replace(str(ROOT) + "/", "")


def paragraphs(doc):
    """The docstring's sentences by where they belong."""
    lines = doc.strip().split("\n")
    title, rest = lines[0], "\n".join(lines[1:]).strip()
    parts = {"The claim": ""}
    current = "The claim"
    for line in rest.split("\n"):
        for start, name in PARTS:
            if line.startswith(start):
                current = name
        parts[current] = parts.get(current, "") + line + "\n"
    return title, {name: text.strip() for name, text in parts.items() if text.strip()}


def page(path, previous, following):
    title, parts = paragraphs(ast.get_docstring(ast.parse(path.read_text())))
    number, name = path.stem.split("_", 1)
    text = [f"# {int(number)}. {title}", "", f"`examples/{path.name}`", ""]
    if "The claim" in parts:
        text += [parts["The claim"], ""]
    if "What to look for" in parts:
        text += ["## What to look for", "", parts["What to look for"], ""]
    with tempfile.TemporaryDirectory() as folder:
        report = run("compare", "--rounds", "1", "--workers", "2", "--outputs", folder, f"examples/{path.name}")
        text += ["## What it prints", ""]
        for mode in MODES:
            printed = (Path(folder) / f"{mode}-2.txt").read_text().rstrip()
            text += [f"    $ pyl --mode {mode} examples/{path.name}", "", "```text", printed, "```", ""]
    # Scripts that print times print other ones each time: that is no difference to speak of here.
    report = re.sub(r"OUTPUTS DIFFER[^\n]*(\n  [^\n]*)*\n", "", report)
    text += ["## What compare says", "", f"    $ pyl compare --rounds 1 --workers 2 examples/{path.name}", "", "```text", report, "```", ""]
    change = re.sub("^Change: ", "", parts.get("What to try next", "The sizes at the top of the script."))
    text += ["## What to try next", "", change[0].upper() + change[1:], ""]
    links = ["[the course](README.md)"]
    if previous:
        links.insert(0, f"[before: {previous.stem[:2]}]({previous.stem}.md)")
    if following:
        links.append(f"[next: {following.stem[:2]}]({following.stem}.md)")
    text += [" · ".join(links), ""]
    return "\n".join(text)


def main():
    examples = sorted((ROOT / "examples").glob("[0-9][0-9]_*.pyl"))
    for index, path in enumerate(examples):
        if sys.argv[1:] and path.stem[:2] not in sys.argv[1:]:
            continue
        before = examples[index - 1] if index else None
        after = examples[index + 1] if index + 1 < len(examples) else None
        (ROOT / "docs/lessons" / f"{path.stem}.md").write_text(page(path, before, after))
        print(path.stem)
    rows = ["# Lessons", "", "A course on parallelism in Python: nineteen scripts, each with one claim and its evidence. Start at the top; every page shows",
            "what the script prints in each mode on a machine with two cores, and what `pyl compare` says of it. The pages are written by",
            "`docs/lessons/make.py`. When you know them, [choosing.md](../choosing.md) has the decisions on one page.", ""]
    for path in examples:
        title, _ = paragraphs(ast.get_docstring(ast.parse(path.read_text())))
        rows.append(f"{int(path.stem[:2])}. [{title.rstrip('.')}]({path.stem}.md)")
    (ROOT / "docs/lessons/README.md").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
