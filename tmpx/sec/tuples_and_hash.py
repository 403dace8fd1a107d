import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Tuples: packing, unpacking, comparing, hashing, tuples as keys and as small records."""
_m(1)


def swap_loop(n):
    a, b, c = 1, 2, 3
    for i in range(n):
        a, b, c = b, c, (a + i) & 1023
    return a, b, c


def records(n):
    out = []
    for i in range(n):
        point = (i % 50, i % 70, i % 3)
        x, y, z = point
        out.append((z, x + y, point))
    return out


def keys(n):
    table = {}
    for i in range(n):
        key = (i % 101, i % 103)
        table[key] = table.get(key, 0) + i
    return table


def distances(points):
    total = 0
    previous = points[0][2]
    for _, _, (x, y, z) in points:
        px, py, pz = previous
        total += abs(x - px) + abs(y - py) + abs(z - pz)
        previous = (x, y, z)
    return total


def compare(items):
    best = items[0]
    smaller = 0
    for item in items:
        if item > best:
            best = item
        if item[:2] < (1, 40):
            smaller += 1
    return best, smaller


def divide(n):
    total = 0
    for i in range(1, n):
        q, r = divmod(i * 37, 11)
        first, *rest = (q, r, i)
        total += first + rest[0] * rest[-1] % 7
    return total


print(swap_loop(6_000_000))
_m(58)
items = records(900_000)
_m(59)
print(len(set(items)), distances(items), compare(items))
_m(60)
table = keys(2_400_000)
_m(61)
print(len(table), table[5, 7], max(table.items(), key=lambda kv: (kv[1], kv[0])))
_m(62)
print(divide(1_600_000))
_m(63)
