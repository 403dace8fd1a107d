import time,sys
pc=time.perf_counter
src=open(sys.path[0]+'/../bench/programs/exceptions.py').read().split("print(")[0]
exec(src)
N=8000000
def bare(n):
    for i in range(n):
        try: raise ValueError
        except ValueError: pass
def bare_arg(n):
    for i in range(n):
        try: raise ValueError(i)
        except ValueError as e: pass
def parse_(n): parse(L)

def prop(n): propagate(n//20,20)
def dictget(n):
    d={}
    for i in range(n):
        try: d[i]
        except KeyError: pass
def fin(n):
    for i in range(n):
        try: pass
        finally: i
def withs(n):
    import contextlib
    s=contextlib.suppress(ValueError)
    for i in range(n):
        with s: raise ValueError
for f in [prop]:
    f(N//4)
    best=9
    for r in range(1):
        t=pc(); f(N); best=min(best,pc()-t)
    print(f.__name__, round(best/N*1e9,1))
