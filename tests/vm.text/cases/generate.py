#!/usr/bin/env python3.14
"""Makes the case tables beside this file: what CPython 3.14 answers. Each line is an operation, its arguments and the
answer, separated by tabs; OperationTable.cs runs the same operation in C#.

    python3.14 generate.py [SIZE] [SEED] [FOLDER]

SIZE scales the randomised part (1 for the checked-in tables; 50 for a long comparison into another folder).
"""
import random
import struct
import sys
from pathlib import Path

assert sys.version_info[:2] == (3, 14)
SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 314
FOLDER = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).parent
rng = random.Random(SEED)
lines = []


def escape(text):
    if isinstance(text, (bytes, bytearray)):
        text = text.decode("latin-1")
    out = []
    for c in text:
        if " " <= c <= "~" and c != "\\":
            out.append(c)
        else:
            out.append(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")
    return "".join(out)


def arg(value):
    """Floats travel as their bits, so that reading them back is not what is being tested."""
    match value:
        case bool():
            return str(value)
        case float():
            return struct.pack(">d", value).hex()
        case complex():
            return arg(value.real) + " " + arg(value.imag)
        case tuple() | list():
            return ";".join(map(arg, value))
        case str() | bytes() | bytearray():
            return escape(value)
        case _:
            return str(value)


def answer(value):
    """NaNs are all alike, as far as Python tells them apart."""
    if isinstance(value, float) and value != value:
        return "nan"
    if isinstance(value, complex):
        return answer(value.real) + " " + answer(value.imag)
    if isinstance(value, tuple):
        return ";".join(map(answer, value))
    return arg(value)


def case(op, function, *args, shown=None):
    try:
        result = answer(function(*args))
    except Exception as e:
        kind = type(e).__name__
        result = "!" + kind + ": " + escape(str(e) if kind != "KeyError" else e.args[0])
    lines.append("\t".join([op, *map(arg, args if shown is None else shown), result]))


def save(name):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / (name + ".tsv")).write_text("\n".join(lines) + "\n")
    print(name, len(lines))
    lines.clear()


def random_double():
    kind = rng.randrange(6)
    if kind == 0:
        return struct.unpack(">d", rng.randbytes(8))[0]
    if kind == 1:
        return rng.uniform(-1000, 1000)
    if kind == 2:
        return rng.randrange(-10**rng.randrange(1, 20), 10**18) / 10 ** rng.randrange(0, 20)
    if kind == 3:
        return rng.randrange(1, 2000) / 2 ** rng.randrange(0, 12)
    if kind == 4:
        return float(2 ** rng.randrange(0, 1023)) * rng.choice([1, 0.5, -1])
    return float("%de%d" % (rng.randrange(1, 100), rng.randrange(-320, 308)))


FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 1e-4, 9.9999e-5, 1e-5, 1e15, 1e16, 9999999999999998.0, 1e17, 1e22,
          1e23, 5e-324, -5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 9007199254740993.0,
          123456789012345.6, 1e100, float("inf"), float("-inf"), float("nan"), 0.3, 2 / 3, 1e21, 4.35, 2.675, 1.005]


def float_cases():
    values = FLOATS + [random_double() for _ in range(600 * SIZE)]
    for v in values:
        case("float.repr", repr, v)
    for v in values[:34 + 100 * SIZE]:
        case("float.hex", float.hex, v)
        case("float.fromhex", float.fromhex, v.hex())
        case("float.ratio", lambda x: "/".join(map(str, x.as_integer_ratio())), v)
        case("float.int", int, v)
    for v in FLOATS + [random_double() for _ in range(400 * SIZE)]:
        n = rng.choice([0, 1, 2, 3, 4, 6, 10, 15, 17, 20, 22, 50, 323, 324, -1, -2, -3, -5, -10, -17, -200, -308, -309, 10**20])
        case("float.round", round, v, n)
    for v in FLOATS + [random_double() for _ in range(800 * SIZE)]:
        p = rng.choice([0, 1, 2, 3, 5, 6, 10, 16, 17, 18, 25, 40, 120])
        spec = "%" + rng.choice(["", "+", "#", "+#"]) + "." + str(p) + rng.choice("eEfFgG")
        case("float.printf", lambda s, x: s % x, spec, v)
    texts = ["", " ", "0x", "0x1.", "0x.8", ".8", "0x1p", "0x1p1024", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "inf",
             "-Infinity", "+nan", " 0x1 ", "0x1 2", "1p-1080", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x.", "0xg",
             "0x1p99999999999999999999", "0x0p99999999999999999999", "1_0", "-0x0", "0x1P+3", "0X1p3", "infx", "1.8p-1074", "0x1p-+3",
             "0x1p-99999999999999999999", "\u0663", "0x1.00000000000008p0", "0x1.000000000000081p0", "0x1.00000000000018p0", "-", "+",
             "0x1.0000000000000800000000000000000000000000001p0", "0x10000000000000000000000000000000000001p-200", "1..2"]
    for t in texts:
        case("float.fromhex", float.fromhex, t)
    texts = ["1__0", "_1", "1_", "1_.5", "1_0.2_5", "1e1_0", "infinity", "INF", "-iNf", "+ 1", "1e", "1e+", ".", "1.", ".5", "-.5e-3", "0x1",
             "\u0661\u0662.\u0663", "\u2003 1", " 1\n", "\t\v\f1\r", "1\x00", "nan", "-nan", "1e400", "-1e400", "1e-400", "1 2", "\U0001d7cf",
             "\xe9", "\x1c1", "a'b", "\ud800", "1e99999999999999999999", "0e99999999999999999999", "1e-99999999999999999999", "",
             "infin", "nan(1)", "1" * 400, "0." + "0" * 400 + "1", "9007199254740993", "2.2250738585072011e-308", "5e-324", "2e-324",
             "1.7976931348623158e308", "1.7976931348623159e308", "0.1e1", "++1", "1j", "\u3000\U0001d7ce\xa0", "1\U0001f600"]
    texts += [repr(random_double()) for _ in range(100 * SIZE)]
    texts += ["%.*e" % (rng.randrange(15, 40), random_double()) for _ in range(100 * SIZE)]
    for t in texts:
        case("float.parse", float, t)
    for t in [b"1_0", b"\xff", b" 1\x1f", b" 1.5\n", b"1\0", b"", b"inf"]:
        case("float.parsebytes", float, t)
    texts = ["1+2j", "(1+2j)", " ( 1+2j ) ", "1 +2j", "j", "-j", "1+j", "1-J", "()", "(", ")", "", "inf+nanj", "infj", "1j+2", "1_0+2_0j",
             "1+2", "1e5j", "(1)", "--j", "nan-infj", "1e1+", "((1))", "+", "1jj", "\u0661j", "1+-2j", "1++2j", "1e-5-1e+5j", "j1", "(1+2j"]
    for t in texts:
        case("complex.parse", complex, t)
    for _ in range(150 * SIZE):
        case("complex.repr", repr, complex(rng.choice(FLOATS), rng.choice(FLOATS)))
    save("float")


if __name__ == "__main__":
    wanted = sys.argv[4:]
    for name, make in [(n[:-6], f) for n, f in list(globals().items()) if n.endswith("_cases")]:
        if not wanted or name in wanted:
            make()
