import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""deque and heapq: breadth-first search, shortest paths, a sliding maximum and a simulation of events."""
_m(1)
from collections import deque
from heapq import heapify, heappop, heappush


def graph(n):
    edges = [[] for _ in range(n)]
    seed = 11
    for a in range(n):
        for _ in range(4):
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            edges[a].append(((seed >> 8) % n, seed % 90 + 10))
    return edges


def breadth_first(edges, start):
    level = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other, _ in edges[node]:
            if other not in level:
                level[other] = level[node] + 1
                queue.append(other)
    return len(level), max(level.values())


def shortest(edges, start):
    distance = {start: 0}
    heap = [(0, start)]
    done = set()
    while heap:
        d, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, weight in edges[node]:
            longer = d + weight
            if longer < distance.get(other, 1 << 60):
                distance[other] = longer
                heappush(heap, (longer, other))
    return sum(distance.values())


def sliding_maximum(values, size):
    window = deque()
    total = 0
    for i, v in enumerate(values):
        while window and values[window[-1]] <= v:
            window.pop()
        window.append(i)
        if window[0] <= i - size:
            window.popleft()
        if i >= size - 1:
            total += values[window[0]]
    return total


def events(n):
    queue = [(i * 7 % 101, i) for i in range(300)]
    heapify(queue)
    check = 0
    for _ in range(n):
        time, who = heappop(queue)
        check = (check * 31 + who) % 1_000_003
        heappush(queue, (time + who % 13 + 1, who))
    return check


edges = graph(60_000)
_m(70)
print(breadth_first(edges, 0), shortest(edges, 0))
_m(71)
values = [(i * 7919) % 10_007 for i in range(1_600_000)]
_m(72)
print(sliding_maximum(values, 50))
_m(73)
print(events(1_300_000))
_m(74)
ring = deque(range(1_000))
_m(75)
for i in range(1_300_000):
    ring.rotate(1 if i % 3 else -2)
    ring.append(ring.popleft() ^ 1)
_m(76)
print(sum(ring), ring[0])
_m(79)
