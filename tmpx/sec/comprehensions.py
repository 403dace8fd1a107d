import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""List, dict, set and nested comprehensions, generator expressions, zip, map and filter."""
_m(1)


def triangles(n):
    return [(a, b, c) for c in range(1, n) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]


def tables(n):
    squares = {i: i * i for i in range(n)}
    inverse = {v: k for k, v in squares.items() if k % 3}
    residues = {v % 97 for v in squares.values()}
    return len(squares), len(inverse), len(residues)


def matrix(n):
    grid = [[i ^ j for j in range(n)] for i in range(n)]
    flat = [x for row in grid for x in row]
    turned = [[row[i] for row in grid] for i in range(n)]
    return sum(flat) + sum(max(row) for row in turned)


def pipelines(n):
    evens = (x for x in range(n) if not x & 1)
    shifted = (x + 3 for x in evens)
    total = sum(x * x % 11 for x in shifted)
    total += sum(map(lambda x: x % 5, filter(lambda x: x % 3 == 0, range(n))))
    total += sum(a * b for a, b in zip(range(n), reversed(range(n)))) % 1009
    total += any(x > n for x in range(n)) + all(x < n for x in range(n))
    return total


print(len(triangles(270)))
_m(32)
print([tables(40_000) for _ in range(30)][-1])
_m(33)
print([matrix(250) for _ in range(25)][-1])
_m(34)
print(pipelines(4_000_000))
_m(35)
