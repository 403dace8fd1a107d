#!/usr/bin/env python3.14
"""Makes the case tables beside this file: what CPython 3.14 answers. Each line is an operation, its arguments and the
answer, separated by tabs; OperationTable.cs runs the same operation in C#.

    python3.14 generate.py [SIZE] [SEED] [FOLDER]

SIZE scales the randomised part (1 for the checked-in tables; 50 for a long comparison into another folder).
"""
import _string
import cmath
import codecs
import math
import random
import struct
import sys
import unicodedata
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
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


def random_int():
    size = rng.choice([3, 8, 16, 31, 32, 33, 53, 54, 62, 63, 64, 65, 100, 128, 500, 1030])
    n = rng.getrandbits(size)
    if rng.random() < 0.2:
        n = 1 << size
    if rng.random() < 0.2:
        n += rng.randrange(-3, 4)
    return rng.choice([1, -1]) * n


def no_limit(f):
    def wrapped(*args):
        sys.set_int_max_str_digits(0)
        try:
            return f(*args)
        finally:
            sys.set_int_max_str_digits(4300)
    return wrapped


def digest(text):
    return f"{len(text)} {text[:20]} {text[-20:]} {sum((i % 97 + 1) * ord(c) for i, c in enumerate(text))}"


def int_cases():
    texts = [("abc", 10), ("", 10), (" ", 10), ("0x", 0), ("0x1", 16), ("0X_1", 16), ("0b1", 16), ("0b1", 2), ("0o7", 8), ("010", 0), ("000", 0),
             ("0_0", 0), ("0_", 0), ("_0", 0), ("1__0", 10), ("-0x10", 0), ("- 1", 10), ("+1", 10), ("z", 36), ("z", 35), ("1", 1), ("1", 37), ("1", -1),
             ("0x_", 16), ("0x__1", 16), ("\u0663", 10), ("\xe9", 10), ("a" * 300, 10), ("1\x00", 10), ("a'b", 10), ("\xe9" * 300, 10), ("0x1", 10),
             ("0x1", 36), ("0b", 3), ("1" * 4301, 10), ("0" * 5000, 10), ("-" + "1" * 4301, 10), ("1_" * 4300 + "1", 10), ("1" * 5000, 16),
             ("1" * 4301, 3), ("1" * 4301 + "x", 10), ("00", 0), ("01", 0), ("0x0_1", 0), ("\x1f1", 10), (" \n1\t", 10), ("\u2003-\U0001d7d9\U0001d7da\xa0", 10),
             ("+-1", 10), ("0o8", 0), ("\ud800", 10), ("1 2", 10), ("0b_1_0", 0), ("0", 0), ("-0", 10), ("1.0", 10), ("1e5", 10), ("0xg", 16), ("0b2", 0), ("_", 10)]
    for t, b in texts:
        case("int.parse", lambda s, r: int(s, r) if len(s) < 1000 else digest(hex(int(s, r))), t, b)
    for t in [b"abc", b"12", b"\xff" * 300, b"1\0", b" 7 ", b"0x1"]:
        case("int.parsebytes", int, t)
    for _ in range(200 * SIZE):
        b = rng.randrange(2, 37)
        n = rng.choice([1, 5, 12, 13, 18, 19, 40, 199, 200, 201, 700])
        t = "".join(rng.choice("0123456789abcdefghijklmnopqrstuvwxyz"[:b]) for _ in range(n))
        case("int.parse", int, t, b)
    for e in [1999, 2000, 2001, 2407, 2500, 4000, 4001, 8000, 8001, 20000, 50021]:
        for d in [-1, 0, 1]:
            case("int.digest", no_limit(lambda e, d: digest(str(10**e + d))), e, d)
    for e in [638, 639, 640, 4298, 4299, 4300, 4301, 5000]:
        for d in [-1, 0]:
            case("int.str", lambda e, d: digest(str(10**e + d)), e, d)
    for _ in range(120 * SIZE):
        n = random_int()
        case("int.prefixed", lambda x: bin(x) + " " + oct(x) + " " + hex(x), n)
        case("int.hash", hash, n)
        case("int.bits", lambda x: (x.bit_length(), x.bit_count()), n)
        case("int.tofloat", float, n)
        case("int.bytes", lambda n, l, o, s: n.to_bytes(l, o, signed=s), n, rng.choice([0, 1, 2, 4, 8, 9, 20, -1]), rng.choice(["big", "little", "little", "x"]),
             rng.random() < 0.6)
        m = random_int()
        case("int.divmod", lambda a, b: divmod(a, b), n, m or 1)
        case("int.truediv", lambda a, b: a / b, n, m)
        case("int.gcd", lambda a, b: (math.gcd(a, b), math.lcm(a, b)), n, m)
        case("int.powmod", pow, n, rng.choice([rng.randrange(-40, 1000), random_int()]), m)
        case("int.compare", lambda a, f: (a > f) - (a < f) if f == f else 9, n, rng.choice([float(n) if abs(n) < 10**300 else 1.0, random_double()]))
    for a in [-(2**63), 2**63 - 1, -1, 0, 1, 7, -7, 2**62]:
        for b in [-(2**63), 2**63 - 1, -1, 1, 2, -2, 3, -3]:
            case("int.divmod", divmod, a, b)
            case("int.truediv", lambda a, b: a / b, a, b)
    for a, b in [(1, 0), (10**400, 1), (10**400, 3), (3, 10**400), (10**400, 10**399), (1, 2**1074), (1, 2**1075), (3, 2**1075), (2**1024 - 1, 1), (-0, -5),
                 (2**1024 - 2**970, 1), (2**1024 - 2**970 - 1, 1), (1, 2**5000), (-1, 2**5000)]:
        case("int.truediv", lambda a, b: a / b, a, b)
        case("int.tofloat", float, a)
    for n in list(range(70)) + [-1, 10**40, 2**52 - 1, 2**52, 2**52 + 1, 2**64 - 1] + [random_int() ** 2 + rng.randrange(-1, 2) for _ in range(100 * SIZE)]:
        case("int.isqrt", math.isqrt, n)
    for n in [-1, 0, 1, 2, 5, 20, 21, 34, 35, 100, 170, 10**30, -(10**30)]:
        case("int.factorial", math.factorial, n)
    for n, k in [(-1, 1), (1, -1), (10**30, 10**29), (10**30, 2), (5, 10**30), (10**30, 10**30 - 2), (-(10**30), -1), (0, 0), (5, 0), (5, 5), (10**30, 0), (200, 100),
                 (2**63 - 1, 3), (2**63 + 5, 4)] + [(rng.randrange(0, 300), rng.randrange(0, 200)) for _ in range(60)]:
        case("int.comb", math.comb, n, k)
        case("int.perm", math.perm, n, k)
    for b in [b"", b"\xff\x00", b"\x80", b"\x00\x80", b"\xff" * 9] + [rng.randbytes(rng.randrange(0, 20)) for _ in range(40 * SIZE)]:
        for o in ["big", "little"]:
            for s in [False, True]:
                case("int.frombytes", lambda b, o, s: int.from_bytes(b, o, signed=s), b, o, s)
    for v in FLOATS + [random_double() for _ in range(200 * SIZE)]:
        if v == v:
            case("float.hash", hash, v)
            case("complex.hash", hash, complex(v, rng.choice(FLOATS[:-9])))
    for a, b in [(1, -1), (0, 10**30), (1, 10**30), (-1, 10**30), (5, 100), (-5, 100), (-5, 1), (1, 0), (2**70, 65), (-(2**70), 65), (1, 2**70)]:
        case("int.shl", lambda a, b: a << b, a, b)
        case("int.shr", lambda a, b: a >> b, a, b)
    for a, b in [(2, 10), (0, 0), (0, 5), (-1, 10**30), (-1, 10**30 + 1), (1, 10**30), (-2, 65), (10, 50), (-12, 7), (6, 30), (0, 10**30)]:
        case("int.pow", pow, a, b)
    save("int")


SPECS = {
    "str": ["+", "-", " ", "z", "#", "=5", "05", "<05", "d", "\xe9", "\x01", "\U0001f600", ",", "_", ",d", ".2", ".", "5.", "10.2s", "\U0001f600^7",
            "99999999999999999999", ".99999999999999999999", "10000000000000", ".2,s", ".,2", ".2_", "ss", "s ", ",s", "_s", ",_", "_,", ",,", "__", ".2,_",
            "=", "<<5", "{<5", "z=", "n", ".2,", "_n", "c", "\u0665", ">\u0661\u0660", "^", "\ud800>5"],
    "int": [".2", ".2d", "z", "zd", "c", "+c", "#c", "-c", " c", ",c", "_c", "s", "\xe9", "\x01", "n", ",n", "_n", ",b", "_b", "_x", ",x", "#x", "#X", "#o",
            "#b", "+#010x", "010,", "011,", "012,", "0,", "1,", "x>010,", "_d", ",_d", "#d", "zc", ".2c", "z.2f", ".2f", "%", ".0%", "e", "g", "G", ".3e",
            "#.0f", "10c", "<10c", "^10", "=10", "=+10", "+=10", "08_b", "010_x", "09_x", "_N", "N", "ds", ".2e,", ".2,e", ".2,d", ".2,", ".9_f", "020.9,f",
            ".2147483648f", ",.3n", "u", "i", "D", ",%", "_%", ",e", ",G", "_E", ".2x", "\U0001f600^7", "+ d", "0=5", "00005", "<005", "^05", "r", "", ".2,n",
            ".,n", "__", ".2147483648d", "10000000000000d", "_o", "#_X", "#020_b"],
    "float": ["", ".2", ".10", "n", ".3n", ",", ",.2f", "_.2f", ".2,f", ".4,f", ".7,f", ".7_f", ",.7_f", ",.7,f", "020,.4f", "021,.4f", "030,.7_f", "d", "s",
              "c", "x", "b", "\xe9", ",n", "_n", ",.2,n", "e", ",e", ".8,e", "%", ".1%", ",.1%", "G", "010", "#", "#.0f", "#.3g", "z", "z.0f", "+", "r", "0",
              "=20", ".2147483648f", ".99999999999999999999f", "<020", "F", "E", ",,", ".,f", "._f", ".,", ".", ",_", ".2,_", ".2_,", ".2,,", "_,f", "u", "A",
              "+-", "0010.2f", ".0", ".1", ".17", "z%", "zg", "ze", "z+", "z.0", "z.1f", "010,", "010.2,f", "_", " e", "x^+30.3e", "#e", "#.0e", "#g"],
    "complex": ["", ".2", ".2f", "+", "010", "=10", "^20", "*<20", "%", "d", "s", "n", "e", ",.2f", "_", "#", "#.0f", "z", "0=5", "g", ".3", "\xe9", "08",
                "<010", ",", ".2,f", "c", "x", "+.1e", "z.0f", ",.7,f", ".1f", "zf", "F", ">30", "ss", ",n", " ", " .3f"],
}


def random_spec(types):
    part = lambda p, options: rng.choice(options) if rng.random() < p else ""
    return (part(0.3, ["<", ">", "^", "=", "*<", "0>", "\xe9^", "x="]) + part(0.3, "+- ") + part(0.15, "z") + part(0.2, "#") + part(0.3, "0")
            + part(0.6, ["1", "5", "9", "10", "11", "12", "13", "20", "25"]) + part(0.3, ",_")
            + part(0.4, [".0", ".1", ".2", ".3", ".5", ".10", ".20", ".4,", ".7_"]) + part(0.8, types))


def format_cases():
    shape = lambda v, s: format(v, s)
    for s in SPECS["str"] + [random_spec("sssd") for _ in range(150 * SIZE)]:
        for v in ["abc", rng.choice(["", "h\xe9llo", "\U0001f600x\ud800", "a" * 15])]:
            case("format.str", shape, v, s)
    for s in SPECS["int"] + [random_spec("dbcoxXneEfFgG%s") for _ in range(500 * SIZE)]:
        for v in [5, rng.choice([0, -1, 255, 1234567, -123456789, 10**20, -(10**30), 0x10FFFF, 0x110000, 10**400, 97, random_int()])]:
            case("format.int", shape, v, s)
    for s in SPECS["float"] + [random_spec("eEfFgGn%d") for _ in range(600 * SIZE)]:
        for v in [1234567.891234, rng.choice(FLOATS), random_double()]:
            case("format.float", shape, v, s)
    for s in SPECS["complex"] + [random_spec("eEfFgGn%") for _ in range(200 * SIZE)]:
        for v in [1 + 2j, complex(rng.choice(FLOATS), rng.choice(FLOATS))]:
            case("format.complex", shape, v, s)
    pieces = ["{", "}", "{{", "}}", "!", ":", "r", "[", "]", ".", "a", "0", "12", "x", "\xe9", "{}", "{0!r:>{}}", "\U0001f600"]
    templates = ["{", "}", "{0", "{!", "{!r", "{!}", "{!r}", "{!rx}", "{!r:", "{:", "{:{", "{:{}", "{:{}}", "{a{b}}", "{0[}", "{0[a}", "{0[a]", "{0[a]b}", "{0!x}",
                 "{!}}", "{:}}", "x}y", "{:d", "{0[{}]}", "{0!r }", "{0!rr}", "{0:{1", "{:{{}}", "{0[a][}", "{0!", "{!s:>{}}", "{0[a:b]}", "{0[!]}", "a{{b}}c{d!s:e}f"]
    shown = lambda x: "-" if x is None else x
    for t in templates + ["".join(rng.choice(pieces) for _ in range(rng.randrange(1, 8))) for _ in range(300 * SIZE)]:
        case("format.template", lambda t: "|".join(";".join(map(shown, p)) for p in _string.formatter_parser(t)), t)

    def split(name):
        first, rest = _string.formatter_field_name_split(name)
        return f"{first}|" + "|".join(f"{'.' if a else '['}{k}{'#' if isinstance(k, int) else ''}" for a, k in rest)
    pieces = ["a", "0", "12", ".", "[", "]", ".b", "[c]", "[3]", "-1", " ", "\u0663", "99999999999999999999"]
    for t in ["", "0", "a", ".a", "0.", "0..a", "0[]", "0]", "0[x]y", "0[x"] + ["".join(rng.choice(pieces) for _ in range(rng.randrange(1, 6))) for _ in range(150 * SIZE)]:
        case("format.name", split, t)
    flags = lambda: "".join(rng.choice("+- #0") for _ in range(rng.randrange(0, 4)))
    size = lambda: rng.choice(["", "", "5", "10", "15"]) + rng.choice(["", "", ".", ".0", ".2", ".7", ".12"]) + rng.choice(["", "", "", "l", "h", "L"])
    for _ in range(300 * SIZE):
        case("percent.int", lambda s, v: s % v, "<%" + flags() + size() + rng.choice("diuoxX") + ">", rng.choice([0, 5, -5, 255, -(10**25), random_int()]))
        case("percent.float", lambda s, v: s % v, "<%" + flags() + size() + rng.choice("eEfFgG") + ">", rng.choice(FLOATS + [random_double()]))
        case("percent.str", lambda s, v: s % v, "%%<%" + flags() + size() + "s>%%%%", rng.choice(["", "abc", "h\xe9llo w\xf6rld", "\U0001f600\ud800"]))
    for t in ["%", "%y", "%\xe9", "%\n", "%(a", "%(a)", "%99999999999999999999d", "%.99999999999999999999d", "%.2147483648d", "%l", "%5", "%5.", "%lld", "%#b", "a%", "%(a)%", "%(b(c)d", "%\U0001f600"]:
        case("percent.str", lambda s, v: s % {"a": v}, t, "x")
    save("format")


UNARY = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "erf", "erfc", "exp", "exp2", "expm1", "gamma", "lgamma", "log", "log10",
         "log1p", "log2", "sin", "sinh", "sqrt", "tan", "tanh"]
SPECIAL = [float("-inf"), -1e308, -1e10, -800.5, -171.5, -2.5, -2.0, -1.0, -0.5, -1e-10, -5e-324, -0.0, 0.0, 1e-300, 1e-10, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0, 23.0,
           24.0, 100.5, 171.5, 171.7, 800.0, 1e10, 1e308, float("inf"), float("nan")]


def math_cases():
    for n in UNARY:
        f = getattr(math, n)
        for v in SPECIAL + [rng.uniform(-1, 1) for _ in range(12 * SIZE)] + [rng.uniform(-30, 30) for _ in range(12 * SIZE)] + [rng.uniform(-180, 180) for _ in range(12 * SIZE)] + [random_double() for _ in range(10 * SIZE)]:
            if n in ("lgamma", "gamma") and v < 0 and abs(v) > 1e6:
                continue  # the reflection's sine decides there, and says nothing about us
            case("~math." + n, f, v)
    for x in [10**400, -(10**400), 0, -1, 2**2000, 2**2000 + 1, 3**700, 1, 10]:
        for n in ["log", "log2", "log10"]:
            case("~int." + n, getattr(math, n), x)
    pairs = [(a, b) for a in SPECIAL[::3] for b in SPECIAL[1::3]] + [(a, b) for a in FLOATS[-12:] for b in [0.0, -0.0, 1.0, float("inf"), float("nan")]]
    pairs += [(random_double(), random_double()) for _ in range(100 * SIZE)] + [(rng.uniform(-9, 9), rng.choice([1.0, 2.0, 3.0, 0.5, -4.0])) for _ in range(50 * SIZE)]
    for a, b in pairs:
        for n in ["pow", "hypot"]:
            case("~math." + n, getattr(math, n), a, b)
        for n in ["fmod", "remainder"]:
            case("math." + n, getattr(math, n), a, b)
        case("math.nextafter", lambda a, b, n: math.nextafter(a, b, steps=n), a, b, rng.choice([0, 1, 1, 2, 10**30, 7, -1]))
        case("math.isclose", lambda a, b, r, t: math.isclose(a, b, rel_tol=r, abs_tol=t), a, rng.choice([a * (1 + 1e-10), b]), rng.choice([1e-9, 0.0, 0.5, -1.0]), rng.choice([0.0, 1.0]))
        case("math.ldexp", math.ldexp, a, rng.choice([0, 1, -1, 50, -1074, 2000, -2000, 10**30, -(10**30)]))
        case("math.fma", math.fma, a, b, rng.choice(SPECIAL + [-a * b]))
        case("math.frexp", math.frexp, a)
        case("math.modf", math.modf, a)
        case("math.ulp", math.ulp, a)
    for _ in range(100 * SIZE):
        n = rng.randrange(0, 12)
        v = [random_double() if rng.random() < 0.2 else rng.uniform(-1, 1) * 2.0 ** rng.randrange(-60, 60) for _ in range(n)]
        case("math.fsum", math.fsum, v)
        case("math.fsum", math.fsum, v + [-x for x in v] + [1e-20])
        case("~math.hypotn", lambda v: math.hypot(*v), v)
        w = [rng.uniform(-1, 1) for _ in v]
        case("~math.sumprod", math.sumprod, v, w)
    for v in [[1e308, 1e308], [1e308, 1e308, -1e308], [float("inf"), -float("inf")], [float("inf"), float("nan")], [1e16, 1.0, 1e-16], [float("inf")], [-0.0], []]:
        case("math.fsum", math.fsum, v)
    parts = [-float("inf"), -1e308, -1.0, -0.0, 0.0, 1.0, 2.0, 1000.0, 1e-310, float("inf"), float("nan")]
    zs = [complex(a, b) for a in parts for b in parts] + [complex(rng.uniform(-3, 3), rng.uniform(-3, 3)) for _ in range(15 * SIZE)]
    for n in ["sqrt", "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "tan", "tanh"]:
        for z in zs:
            case("~cmath." + n, getattr(cmath, n), z)
    for z in zs:
        case("~cmath.abs", abs, z)
        case("~cmath.phase", cmath.phase, z)
        case("~cmath.rect", cmath.rect, z.real, z.imag)
        case("cmath.isclose", lambda a, b: cmath.isclose(a, b), z, rng.choice([z, z * (1 + 1e-10), 1j]))
    save("math")


def random_cases():
    seeds = [0, 1, -1, 42, 2**31, 2**32 - 1, 2**32, 2**64 + 5, 10**50, -(10**20), "", "hello", "h\xe9\U0001f600", b"bytes", b"", 1.5, -2.5, 1e300]
    for s in seeds:
        kind = type(s).__name__

        def draw(s=s):
            r = random.Random(s)
            return (r.random(), r.random(), r.getrandbits(1), r.getrandbits(31), r.getrandbits(32), r.getrandbits(33), r.getrandbits(64), r.getrandbits(100), r.getrandbits(0),
                    r.randbytes(5).hex(), r.random())
        case("random." + kind, draw, shown=(s,))
    case("random.state", lambda s: digest(str(random.Random(s).getstate()[1])), 12345)
    save("random")


def checksum(numbers):
    total = 0
    for n in numbers:
        total = (total * 31 + n) % 2**61
    return total


def text_sum(text):
    return checksum(map(ord, text))


def unicode_cases():
    def flags(c):
        tests = [str.isalpha, str.isalnum, str.isdecimal, str.isdigit, str.isnumeric, str.islower, str.isupper, str.istitle, str.isspace, str.isprintable, str.isidentifier]
        bits = sum(f(c) << i for i, f in enumerate(tests))
        return bits + (("a" + c).isidentifier() << 11) + (len(("x" + c + "y").splitlines()) > 1) * 4096

    def block(start):
        cs = [chr(c) for c in range(start, start + 0x800)]
        u = unicodedata
        return (checksum(map(flags, cs)), text_sum("".join(map(u.category, cs))),
                checksum(u.decimal(c, -1) + 1 + 100 * (u.digit(c, -1) + 1) + 10000 * int(min(u.numeric(c, -1), 1e9) * 1000 + 1000) for c in cs),
                *(checksum(text_sum(f(c)) for c in cs) for f in [str.upper, str.lower, str.title, str.casefold, str.swapcase, str.capitalize]),
                *(checksum(text_sum(u.normalize(f, c)) for c in cs) for f in ["NFC", "NFD", "NFKC", "NFKD"]),
                checksum(u.combining(c) for c in cs), checksum(text_sum(u.name(c, "")) for c in cs))
    for start in range(0, 0x110000, 0x800):
        # Private use and unassigned planes are all alike.
        if start < 0x20000 or start % 0x10000 == 0 or start in range(0x2F800, 0x32800):
            case("unicode.block", block, start)
    words = ["\u03a3", "\u0391\u03a3", "\u0391\u03a3.", "\u0391\u03a3 \u0392", "\u0391\u03a3\u0392", "\u0391.\u03a3", ".\u03a3", "\u0391\u03a3\u0301", "\u0301\u03a3", "\u0130", "\u1e9e",
             "\u0149", "\u01c6bc", "\ufb01sh", "\u0345\u03a3", "\u02b0\u03a3", "\u0391\u02b0\u03a3", "\u0391\u03a3\u02b0\u0392", "x'\u03a3", "hELLO wORLD it's x1y", "\xdf\u03a3", "\U00010400\U00010428a", "", "\ud800A",
             "They're Bill's", "A1b"]
    pieces = list("aB\u03a3\u03c3 .'\u0301\u00df\u0130\u01c5\u02b0\u1f80") + ["\U00010400", "x"]
    words += ["".join(rng.choice(pieces) for _ in range(rng.randrange(1, 7))) for _ in range(150 * SIZE)]
    for w in words:
        case("unicode.case", lambda w: "|".join([w.upper(), w.lower(), w.title(), w.casefold(), w.swapcase(), w.capitalize(), str(w.istitle()), str(w.isidentifier())]), w)
    pieces = ["a", "e", "\u0301", "\u0323", "\u0308", "\u0327", "\u1100", "\u1161", "\u11a8", "\uac00", "\u212b", "\ufb01", "\u1e9b", "\u0345", "\u03b1", "\u0313", "\U0001d15f", "\u0958", "\u2126", "\u0f71", "\u0f72",
              "\u0f74", "\U0001d1bc", "\ud800", "\u3099", "\u304b", "\u00e9", "\U000110ab", "\U000110ba"]
    for _ in range(300 * SIZE):
        w = "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 9)))
        for f in ["NFC", "NFD", "NFKC", "NFKD"]:
            case("unicode.normalize", unicodedata.normalize, f, w)
    case("unicode.normalize", unicodedata.normalize, "XXX", "a")
    def find(name):
        try:
            return hex(ord(eval('"\\N{%s}"' % name)))
        except SyntaxError:
            return "none"
    for n in ["latin small letter a", "HANGUL SYLLABLE GAG", "hangul syllable gag", "HANGUL SYLLABLE A", "HANGUL SYLLABLE GWAELH", "CJK UNIFIED IDEOGRAPH-4E00", "cjk unified ideograph-4e00",
              "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-20000", "xx", "LINE FEED", "NULL", "BEL", "BELL", "TANGUT IDEOGRAPH-17000", "CJK COMPATIBILITY IDEOGRAPH-F900", "Latin Small letter GHA", "NBSP",
              "LATIN SMALL LETTER R WITH TILDE", "SNOWMAN", "GRINNING FACE", "HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-0041", "KHITAN SMALL SCRIPT CHARACTER-18B00", "CJK UNIFIED IDEOGRAPH-4E0G", "ZWNBSP", "BOM"]:
        case("unicode.find", find, n)
    for t in ["", "abc", "it's", '"', "'\"", "\t\n\r\\", "\x00\x1f\x7f\x80\x9f\xa0\xad\xff", "\u0378\u0300\u200b\u2028\ud800\ue000\uffff", "\U0001f600\U000e0001\U0010ffff", "h\xe9'llo"] + \
             ["".join(chr(rng.choice([rng.randrange(0x100), rng.randrange(0x3000), rng.randrange(0x110000)])) for _ in range(5)) for _ in range(100 * SIZE)]:
        case("text.repr", repr, t)
        case("text.ascii", ascii, t)
        case("text.asciiof", lambda t: ascii([t])[1:-1], t)
    for t in [b"", b"abc", b"it's", b'"', b"'\"", bytes(range(256))]:
        case("bytes.repr", repr, t)
    save("unicode")


def codec_cases():
    encodings = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii", "latin-1", "cp1252", "cp437", "cp850",
                 "cp1250", "cp1251", "iso8859-2", "iso8859-15", "koi8-r", "unicode_escape", "raw_unicode_escape"]
    decoders = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"]
    encoders = decoders + ["xmlcharrefreplace", "namereplace"]
    decode = lambda b, e, h: b.decode(e, h)
    encode = lambda t, e, h: t.encode(e, h)
    utf8 = [b"\xff", b"a\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82a", b"\xe2(\xa1", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xf0\x9f\x98a", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x80",
            b"\xe0\x80\x80", b"\xf5", b"\xf0\x80\x80\x80", b"\xed\xa0", b"\xf0\x90", b"\xe0\x9f", b"\xe0", b"\xef\xbb\xbfa", b"\xef\xbb", b"\xef\xbba", b"\xef\xbb\xbf\xff"]
    wide = [b"a", b"\xff\xfea\0", b"\xfe\xff\0a", b"\xff\xfe\0", b"\xff\xfe\0\xd8", b"\xff\xfe\0\xd8a\0", b"\xff\xfe\0\xdc", b"a\0", b"", b"\0\xd8\0", b"\0\xd8", b"=\xd8\0\xde", b"\xd8", b"\xdc\0a\0",
            b"\xff\xfe\0\0a\0\0\0", b"\0\0\xfe\xff\0\0\0a", b"\xff\xfe\0\0\0\0\x11\0", b"\xff\xfe\0\0\0\xd8\0\0", b"a\0\0\0", b"a\0\0\0\0", b"\xff\xff\xff\xff", b"abc"]
    escapes = [b"\\", b"\\x", b"\\x4", b"\\x4g", b"\\u12", b"\\u12g", b"\\U0011", b"\\U00110000", b"\\N", b"\\N{", b"\\N{}", b"\\N{xx}", b"\\N{SNOWMAN}", b"\\q", b"\\101\\8\\400\\777", b"\xe9\\n\\\n",
               b"\\ud83d\\ude00", b"\\N{LATIN", b"\\a\\b\\f\\v\\r\\t\\0\\'\\\"\\\\", b"\\Nx", b"a\\x\\xzz", b"\\U0001F600", b"\\\\u00e9", b"\\\\\\u00e9", b"\\n\xe9", b"\\u", b"a\\"]
    for e in encodings:
        special = utf8 if e.startswith("utf-8") else escapes if "escape" in e else wide if "utf" in e else [bytes(range(0x80, 0x100)), b"a\x80\x81"]
        if "utf" in e:
            units = [0x61, 0xD800, 0xDC00, 0xD83D, 0xDE00, 0x20AC, 0xFEFF, 0xFFFE, 0x10FFFF, 0x110000]
            size = 4 if "32" in e else 2 if "16" in e else 1
            order = "big" if "be" in e else "little"
            fuzz = [b"".join((rng.choice(units) % 2 ** (8 * size)).to_bytes(size, order) for _ in range(4)) for _ in range(5 * SIZE)]
            if size == 1:
                fuzz = [bytes(rng.choice(b"a\x80\xbf\xc3\xe2\x82\xac\xed\xa0\xf0\x9f\x98\xf4\x90") for _ in range(6)) for _ in range(15 * SIZE)]
        else:
            fuzz = [bytes(rng.choice(b"\\\\\\xuUN{}0123aA\xe9") for _ in range(8)) for _ in range(5 * SIZE)]
        for b in special + fuzz:
            for h in decoders:
                case("codec.decode", decode, b, e, h)
            # Python's own incremental decoders add a rule about the byte order mark.
            if ("utf" in e or "escape" in e) and e not in ("utf-16", "utf-32"):
                case("codec.partial", lambda b, e: codecs.getincrementaldecoder(e)().decode(b, False), b, e)
        pieces = ["a", "\xe9", "\ud800", "\udc80", "\udcff", "\U0001f600", "\u20ac", "\u0100", "\u0378", "\n", "\\", "\x7f", "\u2500", "\ud83d\ude00"]
        for t in pieces + ["".join(rng.choice(pieces) for _ in range(5)) for _ in range(5 * SIZE)]:
            for h in encoders:
                case("codec.encode", encode, t, e, h)
    for n in ["UTF8", "utf_8", "U8", "UTF", "latin1", "L1", "iso-8859-1", "ISO8859_1", "8859", "us-ascii", "646", "ANSI_X3.4-1968", "utf-16le", "UTF 8", "utf--8", "utf_16_be", "unicode-escape",
              "rawunicodeescape", "windows-1252", "1252", "ibm437", "437", "utf8-sig", "latin 1", "Latin-1", "u16", "U32", "utf-32le", "UTF-8 ", "utf.8", "windows_1251", "koi8-r", "iso-8859-15", "latin9",
              "l9", "latin2", "iso8859-2", "cp850", "utf-8_sig", "unicodebigunmarked", "iso_8859_1_1987", "csascii", "cp819", "xx", "", "raw_unicode_escape"]:
        case("codec.lookup", lambda n: codecs.lookup(n).name, n)
    save("codec")


def arithmetic_cases():
    reals = [float("-inf"), -2.5, -1.0, -0.0, 0.0, 1.0, 3.0, 1e200, 1e-320, float("inf"), float("nan")]
    pairs = [(a, b) for a in reals for b in reals] + [(random_double(), random_double()) for _ in range(100 * SIZE)]
    pairs += [(rng.uniform(-9, 9), rng.choice([0.1, 0.3, -0.7, 2.0, 1e-3])) for _ in range(60 * SIZE)]
    for a, b in pairs:
        if b != 0:
            case("float.divmod", divmod, a, b)
            case("float.mod", lambda a, b: a % b, a, b)
        case("~float.pow", lambda a, b: "complex" if a < 0 and a - a == b - b == 0 and b != b // 1 else a**b, a, b)
    corners = [complex(a, b) for a in reals[::2] + [1.0] for b in reals[1::2] + [0.0]]
    zs = [(rng.choice(corners), rng.choice(corners)) for _ in range(250 * SIZE)]
    zs += [(complex(rng.uniform(-3, 3), rng.uniform(-3, 3)), complex(rng.uniform(-3, 3), rng.uniform(-3, 3))) for _ in range(80 * SIZE)]
    for a, b in zs:
        case("complex.mul", lambda a, b: a * b, a, b)
        case("complex.div", lambda a, b: a / b, a, b)
        case("complex.mulreal", lambda a, b: a * b, a, b.real)
        case("complex.divreal", lambda a, b: a / b, a, b.real)
        case("complex.realdiv", lambda a, b: a / b, a.real, b)
        case("~complex.pow", lambda a, b: a**b, a, rng.choice([b, complex(rng.choice([0, 1, 2, 3, 7, -1, -2, 100, 101, 0.5]))]))
    save("arithmetic")


if __name__ == "__main__":
    wanted = sys.argv[4:]
    for name, make in [(n[:-6], f) for n, f in list(globals().items()) if n.endswith("_cases")]:
        if not wanted or name in wanted:
            make()
