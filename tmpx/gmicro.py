import time
def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1
def keep(predicate, source):
    for x in source:
        if predicate(x):
            yield x
def ident(source):
    for x in source:
        yield x
def timeit(name, f, n):
    f(n//10); f(n//10)
    best=9e9
    for _ in range(3):
        t=time.thread_time(); f(n); best=min(best,time.thread_time()-t)
    print(f"{name:30} {best/n*1e9:7.1f}")
def loop(n):
    for x in naturals(n): pass
def loop2(n):
    for x in ident(naturals(n)): pass
def loop3(n):
    f=lambda x: x%3
    for x in keep(f,naturals(n)): pass
def loopf(n):
    for x in (i*1.5 for i in range(n)): pass
def loops(n):
    for x in ident(["a"]*n): pass
def sumg(n): return sum(i*2 for i in range(n))
def sumgf(n): return sum(i*2.0 for i in range(n))
def anyg(n): return any(i<0 for i in range(n))
def listg(n): return list(i for i in range(n))
def joing(n): return "".join("a" for i in range(n))
def maxg(n): return max(i for i in range(n))
def sendl(n):
    def acc():
        t=0
        while True:
            v=yield t
            t+=v
    a=acc(); next(a)
    s=a.send
    for i in range(n): a.send(i)
def nextl(n):
    g=naturals(n+5)
    for i in range(n): next(g)
def perm(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in perm(items[:i] + items[i + 1:]):
            yield items[i:i + 1] + rest
def one(x): yield x
def create(n):
    for i in range(n):
        for y in one(i): pass
def permn(n):
    for i in range(n//5000):
        for p in perm([1,2,3,4,5,6]): pass
def deep(n):
    def walk(d):
        if d:
            yield from walk(d-1)
            yield d
            yield from walk(d-1)
    for x in walk(14): pass
    for i in range(n//16384 - 1):
        for x in walk(14): pass
def zipl(n):
    for a,b in zip(range(n),range(n)): pass
def enuml(n):
    for a,b in enumerate(range(n)): pass
def itemsl(n):
    d={i:i for i in range(1000)}
    for _ in range(n//1000):
        for k,v in d.items(): pass
def pairs(n):
    p=[(i,i) for i in range(1000)]
    for _ in range(n//1000):
        for k,v in p: pass
def lc(n):
    for i in range(n//100): [x for x in range(100)]
def lc2(n):
    r=list(range(100))
    for i in range(n//100): [x+1 for x in r if x&1]
def lccall(n):
    f=lambda x:x
    for i in range(n//100): [f(x) for x in range(100)]
def mapf(n): 
    for x in map(lambda x:x+1, range(n)): pass
def summap(n): sum(map(lambda x:x+1, range(n)))
def listmap(n): list(map(lambda x:x+1, range(n)))
def filt(n): 
    for x in filter(lambda x:x&1, range(n)): pass
def short(n):
    for i in range(n//4): sum(x for x in (1,2,3,4))
import sys
N=600000
for k,f in list(globals().items()):
    if k in('timeit','naturals','keep','ident','perm','one'): continue
    if callable(f) and k.islower() and not k.startswith('_') and (len(sys.argv)<2 or k in sys.argv[1:]): timeit(k,f,N)
