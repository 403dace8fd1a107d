import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Caching by string and tuple keys: decorators, *args, lru_cache and dynamic programming over dicts."""
_m(1)
from functools import lru_cache


def memoise(f):
    cache = {}

    def wrapper(*args):
        if args in cache:
            return cache[args]
        result = cache[args] = f(*args)
        return result

    wrapper.cache = cache
    return wrapper


@memoise
def paths(x, y):
    if x == 0 or y == 0:
        return 1
    return (paths(x - 1, y) + paths(x, y - 1)) % 1_000_000_007


@lru_cache(maxsize=None)
def partitions(n, largest):
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    return (partitions(n - largest, largest) + partitions(n, largest - 1)) % 1_000_000_007


class Store:
    def __init__(self):
        self.hits = self.misses = 0
        self.values = {}

    def get(self, user, kind, day):
        key = f"{user}:{kind}:{day}"
        value = self.values.get(key)
        if value is None:
            self.misses += 1
            value = self.values[key] = len(key) * day + user
        else:
            self.hits += 1
        return value


def common(a, b):
    table = {}
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            if a[i] == b[j]:
                table[i, j] = 1 + table.get((i + 1, j + 1), 0)
            else:
                table[i, j] = max(table.get((i + 1, j), 0), table.get((i, j + 1), 0))
    return table[0, 0]


for i in range(0, 400, 20):
    paths(i, 400)
_m(61)
print(paths(400, 400), len(paths.cache))
_m(63)
for i in range(0, 280, 40):
    partitions(i, i)
_m(64)
print(partitions(280, 280))
_m(66)
store = Store()
_m(67)
total = 0
_m(68)
for i in range(2_000_000):
    total += store.get(i % 97, "kind%d" % (i % 5), i % 11)
_m(69)
print(total, store.hits, store.misses)
_m(71)
print(common("abcbdabxyzzy" * 60, "bdcabayzxy" * 64))
_m(72)
