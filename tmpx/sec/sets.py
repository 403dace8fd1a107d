import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Sets: membership, building, algebra, breadth-first search and a power set."""
_m(1)


def build(n):
    seen = set()
    repeats = 0
    seed = 3
    for _ in range(n):
        seed = (seed * 48271) % 2147483647
        value = seed % 200_000
        if value in seen:
            repeats += 1
        else:
            seen.add(value)
    return len(seen), repeats


def algebra(rounds):
    a = set(range(0, 3_000, 2))
    b = set(range(0, 3_000, 3))
    total = 0
    for i in range(rounds):
        total += len(a & b) + len(a | b) + len(a - b) + len(a ^ b)
        a.discard(i)
        b.add(i)
    return total


def search(size):
    start = (0, 0)
    frontier = {start}
    seen = {start}
    steps = 0
    while frontier:
        steps += 1
        following = set()
        for x, y in frontier:
            for place in ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)):
                if 0 <= place[0] < size and 0 <= place[1] < size and (place[0] * place[1]) % 7 != 3 and place not in seen:
                    seen.add(place)
                    following.add(place)
        frontier = following
    return steps, len(seen)


def subsets(n):
    family = {frozenset()}
    for i in range(n):
        family |= {s | {i} for s in family}
    return len(family), sum(len(s) for s in family)


print(build(2_400_000))
_m(53)
print(algebra(2_000))
_m(54)
print(search(400))
_m(55)
print(subsets(15))
_m(56)
