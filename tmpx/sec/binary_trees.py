import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Allocation and release of many small objects: binary trees as objects, tuples and lists."""
_m(1)


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def grow(depth):
    if depth == 0:
        return Node(None, None)
    return Node(grow(depth - 1), grow(depth - 1))


def size(node):
    if node.left is None:
        return 1
    return 1 + size(node.left) + size(node.right)


def grow_tuples(depth):
    return (grow_tuples(depth - 1), grow_tuples(depth - 1)) if depth else ()


def size_tuples(tree):
    return 1 + sum([size_tuples(t) for t in tree])


class Link:
    def __init__(self, value, following):
        self.value = value
        self.following = following


def chain(n):
    head = None
    for i in range(n):
        head = Link(i, head)
    total = 0
    while head is not None:
        total += head.value
        head = head.following
    return total


kept = grow(16)
_m(49)
for depth in range(4, 17, 2):
    rounds = 1 << (18 - depth)
    print(depth, sum(size(grow(depth)) for _ in range(rounds)))
_m(50)
print(size(kept))
_m(53)
print(size_tuples(grow_tuples(18)))
_m(54)
print(sum(chain(1_000) for _ in range(800)))
_m(55)
