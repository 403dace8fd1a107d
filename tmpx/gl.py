"""dict.get() and len() of dicts and sets in functions that are called often enough to be compiled."""
import sys


class Sized(dict):
    def __len__(self):
        return -1 if not dict.__len__(self) else 7

    def get(self, key, default=None):
        return "own", key, default


class Missing(dict):
    def __missing__(self, key):
        return "missing"


class Key:
    def __hash__(self):
        return hash("a")

    def __eq__(self, other):
        return other == "a"


class Noisy:
    live = 0

    def __init__(self):
        Noisy.live += 1

    def __del__(self):
        Noisy.live -= 1


def look(d, key):
    return d.get(key)


def look_or(d, key, other):
    return d.get(key, other)


def size(x):
    return len(x)


def options(**settings):
    return len(settings) + settings.get("x", 0)


def everything(a, b=1, *args, c=2, **kw):
    return a + b + c + len(args) + len(kw)


def counted(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def fails(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def hot(n):
    d = {"a": 1, "b": 2.5, 3: "three"}
    total = 0
    for i in range(n):
        total += look(d, "a") + look_or(d, "zz", i) + size(d) + size({i}) + options(x=i, y=2) + options()
        total += everything(1, 2, 3, c=4, d=5) + everything(i)
    return total


print(hot(3000))
d = {"a": 1, "b": 2.5, 3: "three", (1, 2): "pair"}
for key in ("a", "b", 3, 3.0, True, (1, 2), "none", Key(), None, -1):
    print(look(d, key), look_or(d, key, "other"), end="; ")
print()
print(fails(look, d, []), fails(look_or, d, {}, 1), fails(look, 5, 1), fails(size, 5), fails(size, Sized()))
print(look(Sized(), 1), look_or(Sized(a=1), "a", 2), size(Sized(a=1)), look(Missing(), "q"), size(frozenset("abc")), size({}), size(set()))
print(counted("the cat and the dog and the bird".split() * 200))
print(counted([1, 2.0, 2, True, "1"] * 300))


def defaults(n):
    table = {}
    for i in range(n):
        x = table.get(i, Noisy())
        assert Noisy.live == 1, Noisy.live
        del x
    return Noisy.live


print(defaults(2000))
held = {"k": Noisy()}


def same(n):
    before = sys.getrefcount(held["k"])
    for _ in range(n):
        look(held, "k")
        look_or(held, "k", held)
        look_or(held, "q", held["k"])
    return sys.getrefcount(held["k"]) - before


print(same(2000))
held.clear()
