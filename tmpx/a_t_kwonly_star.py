import time,sys
pc=time.perf_counter
def plain(a, b, c): return a + b - c
def defaults(a, b=2, c=3): return a * b + c
def keyword_only(a, *, scale=1, offset=0): return a * scale + offset
def rest(first, *others): return first + len(others)
def options(**settings): return len(settings) + settings.get("x", 0)
def everything(a, b=1, *args, c=2, **kw): return a + b + c + len(args) + len(kw)
def forward(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper
class Callable:
    def __init__(self, k): self.k = k
    def __call__(self, x, y=1): return x * self.k + y
    def method(self, x, *, y=0): return x + y + self.k
    @staticmethod
    def still(x): return x ^ 1
    @classmethod
    def of_class(cls, x): return x + 1
N=12000000
def t_plain(n):
    for i in range(n): plain(i,1,2)
def t_def(n):
    for i in range(n): defaults(i); defaults(i,1); defaults(i,c=1)
def t_kwonly(n):
    for i in range(n): keyword_only(i,scale=2)
def t_kwonly_star(n):
    named={"scale": 2, "offset": 1}
    for i in range(n): keyword_only(i,**named)
def t_rest(n):
    for i in range(n): rest(1,2,3)
def t_reststar(n):
    triple=(1,2,3)
    for i in range(n): rest(*triple)
def t_options(n):
    for i in range(n): options(x=1,y=2)
def t_everything(n):
    for i in range(n): everything(1,2,3,c=4,d=5)
def t_wrapped(n):
    wrapped=forward(everything)
    for i in range(n): wrapped(1,2,c=3)
def t_wrapped0(n):
    wrapped=forward(plain)
    for i in range(n): wrapped(1,2,3)
def t_callable(n):
    thing=Callable(3)
    for i in range(n): thing(i)
def t_bound(n):
    thing=Callable(3)
    bound=thing.method
    for i in range(n): bound(i,y=2)
def t_static(n):
    for i in range(n): Callable.still(i)
def t_class(n):
    thing=Callable(3)
    for i in range(n): thing.of_class(i)
def t_list(n):
    functions = [plain, defaults, lambda a, b, c: a ^ b ^ c]
    for i in range(n): functions[i%3](i,1,1)
def t_empty(n):
    for i in range(n): pass
for f in [t_kwonly_star]:
    f(N//4)
    best=9
    for r in range(1):
        t=pc(); f(N); best=min(best,pc()-t)
    print(f.__name__, round(best/N*1e9,1))
