"""Caching by string and tuple keys: decorators, *args, lru_cache and dynamic programming over dicts."""
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


for i in range(5):print(common("abcbdabxyzzy" * 60, "bdcabayzxy" * 64))
