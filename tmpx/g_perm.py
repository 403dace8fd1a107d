"""Generators: pipelines, send, yield from over a tree, permutations, a scheduler of coroutines."""
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


for _ in range(3): print(sum(1 for p in permutations([1, 2, 3, 4, 5, 6, 7, 8, 9]) if p[0] < p[-1]))
