import time,sys
def timeit(name, f, n):
    f(n//10); f(n//10)
    best=9e9
    for _ in range(3):
        t=time.thread_time(); f(n); best=min(best,time.thread_time()-t)
    print(f"{name:30} {best/n*1e9:7.1f}")
def bare(n):
    for i in range(n):
        try: raise ValueError
        except ValueError: pass
def baremsg(n):
    for i in range(n):
        try: raise ValueError("x")
        except ValueError: pass
def as_e(n):
    for i in range(n):
        try: raise ValueError("x")
        except ValueError as e: pass
def raiser(): raise ValueError
def call(n):
    for i in range(n):
        try: raiser()
        except ValueError: pass
def raiser1(x):
    if x>=0: raise ValueError(x)
def callx(n):
    for i in range(n):
        try: raiser1(i)
        except ValueError as e: pass
def dictm(n):
    d={}
    for i in range(n):
        try: d[i]
        except KeyError: pass
def dictms(n):
    d={"a":1}
    for i in range(n):
        try: d["b"]
        except KeyError: pass
def attr(n):
    class T: pass
    t=T()
    for i in range(n):
        try: t.y
        except AttributeError: pass
def intp(n):
    for i in range(n):
        try: int("x1")
        except ValueError: pass
def idx(n):
    l=[]
    for i in range(n):
        try: l[3]
        except IndexError: pass
def stop(n):
    it=iter(())
    for i in range(n):
        try: next(it)
        except StopIteration: pass
def deepf(n):
    if n==0: raise IndexError(n)
    deepf(n-1)
def deep(n):
    for i in range(n//20):
        try: deepf(20)
        except LookupError: pass
class R(Exception):
    def __init__(self,a):
        super().__init__(a)
        self.a=a
def custom(n):
    for i in range(n):
        try: raise R(i)
        except R as e: pass
def fin(n):
    for i in range(n):
        try:
            try: raise ValueError
            finally: x=1
        except ValueError: pass
def reraise(n):
    for i in range(n):
        try:
            try: raise ValueError
            except ValueError: raise
        except ValueError: pass
def chain(n):
    for i in range(n):
        try:
            try: raise ValueError
            except ValueError as e: raise KeyError from e
        except KeyError: pass
def withx(n):
    class C:
        def __enter__(self): return self
        def __exit__(self,*a): return True
    c=C()
    for i in range(n):
        with c: raise ValueError
N=300000
for k,f in list(globals().items()):
    if k in('timeit','raiser','raiser1','deepf','R'): continue
    if callable(f) and not k.startswith('_') and (len(sys.argv)<2 or k in sys.argv[1:]): timeit(k,f,N)
