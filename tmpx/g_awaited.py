import time,sys
from collections import deque
pc=time.perf_counter
src=open(sys.path[0]+'/../bench/programs/generators.py').read().split("last = 0.0")[0]
exec(src)
N=9000000
def nat(n):
    for x in naturals(n): pass
def mean(n):
    for last in running_mean(keep(lambda x: x % 3, naturals(n))): pass
def win(n): sum(max(w) - min(w) for w in windows(naturals(n), 4))
tree=None

def wlk(n): 
    for r in range(n//40000): sum(i * v for i, v in enumerate(walk(tree)))
def ins(n):
    tree=None
    for i in range(40000): tree = insert(tree, i * 7919 % 40009)
def perm(n): sum(1 for p in permutations([1, 2, 3, 4, 5, 6, 7, 8, 9]) if p[0] < p[-1])
def acc(n):
    acc = accumulator()
    next(acc)
    for i in range(n): result = acc.send(i)
def sched(n): schedule(worker(n//200) for _ in range(200))
def sumg(n): sum(i for i in range(n))
def anyg(n): any(i<0 for i in range(n))
def maxg(n): max(i for i in range(n))
def listg(n): list(i for i in range(n))
def sortg(n): sorted(i for i in range(n))
def joing(n): ''.join('a' for i in range(n))
def tree_(depth):
    if depth:
        yield from tree_(depth - 1)
        yield depth
        yield from tree_(depth - 1)
def delegated(n):
    done = 0
    while done < n:
        for _ in tree_(12): done += 1
async def answer(): return 1
async def awaiting(n):
    for _ in range(n): await answer()
def awaited(n):
    try: awaiting(n).send(None)
    except StopIteration: pass
def enumg(n):
    for i,x in enumerate(naturals(n)): pass
def nextg(n):
    g=naturals(n+5)
    for i in range(n): next(g)
def smallg(n):
    for i in range(n):
        for x in naturals(1): pass
for f in [awaited]:
    f(N//4)
    best=9
    for r in range(1):
        t=pc(); f(N); best=min(best,pc()-t)
    print(f.__name__, round(best/N*1e9,1))
