import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Generators: pipelines, send, yield from over a tree, permutations, a scheduler of coroutines."""
_m(1)
from collections import deque


def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def keep(predicate, source):
    for x in source:
        if predicate(x):
            yield x


def running_mean(source):
    total = count = 0
    for x in source:
        total += x
        count += 1
        yield total / count


def windows(source, size):
    buffer = deque(maxlen=size)
    for x in source:
        buffer.append(x)
        if len(buffer) == size:
            yield tuple(buffer)


def insert(tree, value):
    if tree is None:
        return [None, value, None]
    side = 0 if value < tree[1] else 2
    tree[side] = insert(tree[side], value)
    return tree


def walk(tree):
    if tree is not None:
        yield from walk(tree[0])
        yield tree[1]
        yield from walk(tree[2])


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield items[i:i + 1] + rest


def accumulator():
    total = 0
    while True:
        value = yield total
        total += value


def worker(n):
    for i in range(n):
        yield i


def schedule(tasks):
    queue = deque(tasks)
    steps = 0
    while queue:
        task = queue.popleft()
        try:
            steps += 1 + next(task) % 3
        except StopIteration:
            continue
        queue.append(task)
    return steps


last = 0.0
_m(83)
for last in running_mean(keep(lambda x: x % 3, naturals(4_000_000))):
    pass
_m(84)
print(last)
_m(86)
print(sum(max(w) - min(w) for w in windows(naturals(900_000), 4)))
_m(87)
tree = None
_m(88)
for i in range(40_000):
    tree = insert(tree, i * 7919 % 40009)
_m(89)
print(sum(i * v for i, v in enumerate(walk(tree))))
_m(91)
print(sum(1 for p in permutations([1, 2, 3, 4, 5, 6, 7, 8, 9]) if p[0] < p[-1]))
_m(92)
acc = accumulator()
_m(93)
next(acc)
_m(94)
for i in range(2_000_000):
    result = acc.send(i)
_m(95)
print(result)
_m(97)
print(schedule(worker(8_000) for _ in range(200)))
_m(98)
