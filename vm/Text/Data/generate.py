#!/usr/bin/env python3.14
"""Makes the four Unicode resources beside this file from CPython 3.14's unicodedata (Unicode 16.0, the version of .NET 10's
own tables; Debian's unicode-data package is 15.0 or 17.0). Run it with CPython 3.14:

    python3.14 generate.py [NameAliases.txt]

NameAliases.txt (Debian package unicode-data) adds the formal aliases that \\N{...} accepts.
Only what .NET does not know is written: general categories and simple case mappings come from .NET itself.
Each resource is a raw deflate stream of UTF-8 text, one record a line, its first field saying what it is.
"""
import sys
import unicodedata
import zlib
from pathlib import Path

assert sys.version_info[:2] == (3, 14) and unicodedata.unidata_version == "16.0.0", "run with CPython 3.14"

HERE = Path(__file__).parent
ALL = [chr(c) for c in range(0x110000)]
SCALARS = [c for c in ALL if not "\ud800" <= c <= "\udfff"]
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}


def category(c):
    return unicodedata.category(c)


def hexes(text):
    return " ".join(f"{ord(c):x}" for c in text)


def write(name, lines):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    data = packer.compress("\n".join(lines).encode()) + packer.flush()
    (HERE / name).write_bytes(data)
    print(name, len(lines), "records", len(data), "bytes")


def ranges(kind, chosen):
    out = []
    for c in map(ord, chosen):
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return [f"{kind} {a:x} {b:x}" for a, b in out]


def ignorable(c):
    """Whether str.lower looks past c when it decides on a final sigma."""
    return ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3"


def properties():
    lines = ranges("lower", [c for c in SCALARS if c.islower() != (category(c) == "Ll")])
    lines += ranges("upper", [c for c in SCALARS if c.isupper() != (category(c) == "Lu")])
    lines += ranges("start", [c for c in SCALARS[0x80:] if c.isidentifier() != (category(c) in LETTERS)])
    parts = LETTERS | {"Mn", "Mc", "Nd", "Pc"}
    lines += ranges("part", [c for c in SCALARS[0x80:] if ("a" + c).isidentifier() != (category(c) in parts)])
    natural = {"Mn", "Me", "Cf", "Lm", "Sk"}
    lines += ranges("ignorable", [c for c in SCALARS if ignorable(c) != (category(c) in natural)])
    for c in SCALARS:
        if category(c) == "Lo" and unicodedata.numeric(c, None) is not None:
            lines.append(f"number {ord(c):x} {unicodedata.numeric(c):.17g}")
    # The two single code points are those whose upper form is ASCII, which .NET's invariant mapping leaves alone.
    lines += [f"toupper {ord(c):x} {hexes(c.upper())}" for c in SCALARS if len(c.upper()) > 1 or c in "\u0131\u017f"]
    lines += [f"tolower {ord(c):x} {hexes(c.lower())}" for c in SCALARS if len(c.lower()) > 1]
    lines += [f"totitle {ord(c):x} {hexes(c.title())}" for c in SCALARS if c.title() != c.upper()]
    lines += [f"fold {ord(c):x} {hexes(c.casefold())}" for c in SCALARS if c.casefold() != c.lower()]
    write("properties.deflate", lines)


def normalization():
    lines = []
    for c in SCALARS:
        if unicodedata.combining(c):
            lines.append(f"class {ord(c):x} {unicodedata.combining(c)}")
    for c in SCALARS:
        if "\uac00" <= c <= "\ud7a3":
            continue
        mapping = unicodedata.decomposition(c).split()
        if not mapping:
            continue
        if mapping[0].startswith("<"):
            lines.append(f"compat {ord(c):x} " + " ".join(f"{int(m, 16):x}" for m in mapping[1:]))
        else:
            composes = len(mapping) == 2 and unicodedata.normalize("NFC", c) == c
            kind = "canon" if composes else "only"
            lines.append(f"{kind} {ord(c):x} " + " ".join(f"{int(m, 16):x}" for m in mapping))
    write("normalization.deflate", lines)


def names(aliases_file):
    lines, previous, run = [], 0, None
    for c in SCALARS:
        name = unicodedata.name(c, None)
        if name is None or "\uac00" <= c <= "\ud7a3":
            continue
        prefix, dash, suffix = name.rpartition("-")
        if dash and suffix == f"{ord(c):04X}":
            if run and run[0] == prefix and run[2] == ord(c) - 1:
                run[2] = ord(c)
            else:
                run = [prefix, ord(c), ord(c)]
                lines.append(run)
            continue
        lines.append(f"{ord(c) - previous:x} {name}")
        previous = ord(c)
    lines = [f"range {r[1]:x} {r[2]:x} {r[0]}" if isinstance(r, list) else r for r in lines]
    if aliases_file:
        for line in Path(aliases_file).read_text().splitlines():
            code, _, rest = line.partition("#")[0].strip().partition(";")
            alias = rest.partition(";")[0]
            try:
                known = eval(f'"\\N{{{alias}}}"') if alias else ""
            except SyntaxError:
                continue
            if known and ord(known) == int(code, 16):
                lines.append(f"alias {int(code, 16):x} {alias}")
    write("names.deflate", lines)


def runs(kind, value_of, absent):
    """Ranges of equal values, the absent one left out."""
    out = []
    for c in ALL:
        value = value_of(c)
        if out and out[-1][1] == ord(c) - 1 and out[-1][2] == value:
            out[-1][1] = ord(c)
        else:
            out.append([ord(c), ord(c), value])
    return [f"{kind} {a:x} {b:x} {value}" for a, b, value in out if value != absent]


def tag(c):
    mapping = unicodedata.decomposition(c)
    return mapping[1:mapping.index(">")] if mapping.startswith("<") else ""


def database():
    """What only the module unicodedata shows."""
    lines = runs("bidi", unicodedata.bidirectional, "")
    lines += runs("width", unicodedata.east_asian_width, "N")
    lines += runs("mirrored", unicodedata.mirrored, 0)
    lines += runs("tag", tag, "")
    write("database.deflate", lines)


properties()
normalization()
database()
names(sys.argv[1] if len(sys.argv) > 1 else None)
