"""Calls with defaults, keywords, *args and **kwargs, forwarding decorators, and calls through variables."""


def plain(a, b, c):
    return a + b - c


def defaults(a, b=2, c=3):
    return a * b + c


def keyword_only(a, *, scale=1, offset=0):
    return a * scale + offset


def rest(first, *others):
    return first + len(others)


def options(**settings):
    return len(settings) + settings.get("x", 0)


def everything(a, b=1, *args, c=2, **kw):
    return a + b + c + len(args) + len(kw)


def forward(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


class Callable:
    def __init__(self, k):
        self.k = k

    def __call__(self, x, y=1):
        return x * self.k + y

    def method(self, x, *, y=0):
        return x + y + self.k

    @staticmethod
    def still(x):
        return x ^ 1

    @classmethod
    def of_class(cls, x):
        return x + 1



import time
def timeit(name, f, n):
    f(n//10); f(n//10)
    best=9e9
    for _ in range(3):
        t=time.thread_time(); f(n); best=min(best,time.thread_time()-t)
    print(f"{name:30} {best/n*1e9:7.1f}")
setup=dict(wrapped=forward(everything),thing=Callable(3),triple=(1,2,3),named={"scale": 2, "offset": 1},functions = [plain, defaults, lambda a, b, c: a ^ b ^ c])

def f_plain(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=plain(i,1,2)
        total &= 0xFFFFFFFF
    return total
timeit("plain",f_plain,600000)

def f_defaults(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=defaults(i) + defaults(i, 1) + defaults(i, c=1)
        total &= 0xFFFFFFFF
    return total
timeit("defaults",f_defaults,600000)

def f_kwonly(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=keyword_only(i, scale=2)
        total &= 0xFFFFFFFF
    return total
timeit("kwonly",f_kwonly,600000)

def f_kwstar(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=keyword_only(i, **named)
        total &= 0xFFFFFFFF
    return total
timeit("kwstar",f_kwstar,600000)

def f_rest(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=rest(1, 2, 3)
        total &= 0xFFFFFFFF
    return total
timeit("rest",f_rest,600000)

def f_reststar(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=rest(*triple)
        total &= 0xFFFFFFFF
    return total
timeit("reststar",f_reststar,600000)

def f_options(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=options(x=1, y=2)
        total &= 0xFFFFFFFF
    return total
timeit("options",f_options,600000)

def f_everything(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=everything(1, 2, 3, c=4, d=5)
        total &= 0xFFFFFFFF
    return total
timeit("everything",f_everything,600000)

def f_wrapped(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=wrapped(1, 2, c=3)
        total &= 0xFFFFFFFF
    return total
timeit("wrapped",f_wrapped,600000)

def f_inst(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=thing(i) + bound(i, y=2)
        total &= 0xFFFFFFFF
    return total
timeit("inst",f_inst,600000)

def f_classm(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=Callable.still(i) + thing.of_class(i)
        total &= 0xFFFFFFFF
    return total
timeit("classm",f_classm,600000)

def f_funcs(n):
    total=0
    wrapped=setup["wrapped"];thing=setup["thing"];bound=thing.method;triple=(1,2,3);named=setup["named"];functions=setup["functions"]
    for i in range(n):
        total+=functions[i % 3](i, 1, 1)
        total &= 0xFFFFFFFF
    return total
timeit("funcs",f_funcs,600000)
