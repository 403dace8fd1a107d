"""Strings: appending in a loop (must stay linear), indexing, comparing, formatting, joining, splitting."""
from common import measure


def append(n):
    s = ""
    for _ in range(n):
        s += "x"
    return len(s)


def append_number(n):
    s = ""
    for i in range(n):
        s += str(i & 7)
    return len(s)


def index(n):
    s = "abcdef"
    for _ in range(n):
        s[3]


def concatenate(n):
    a, b = "abc", "def"
    for _ in range(n):
        a + b


def equal(n):
    a, b = "abcdef", "abcdeg"
    for _ in range(n):
        a == b


def formatted(n):
    for i in range(n):
        f"{i}: {i}"


def percent(n):
    for i in range(n):
        "%d: %s" % (i, "x")


def join(n):
    parts = ["ab", "cd", "ef"]
    for _ in range(n):
        ",".join(parts)


def split(n):
    text = "ab,cd,ef"
    for _ in range(n):
        text.split(",")


def find(n):
    text = "x" * 50 + "needle"
    for _ in range(n):
        text.find("needle")


def to_text(n):
    for i in range(n):
        str(i)


def from_text(n):
    for _ in range(n):
        int("12345")


measure("s += x", append)
measure("s += str(i)", append_number)
measure("str index", index)
measure("str + str", concatenate)
measure("str == str", equal)
measure("f-string of two", formatted)
measure("% of two", percent)
measure("join of three", join)
measure("split in three", split)
measure("find at 50", find)
measure("str(int)", to_text)
measure("int(str)", from_text)
