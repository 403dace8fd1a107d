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


def main(n):
    total = 0
    wrapped = forward(everything)
    thing = Callable(3)
    bound = thing.method
    triple = (1, 2, 3)
    named = {"scale": 2, "offset": 1}
    functions = [plain, defaults, lambda a, b, c: a ^ b ^ c]
    for i in range(n):
        total += plain(i, 1, 2)
        total += defaults(i) + defaults(i, 1) + defaults(i, c=1)
        total += keyword_only(i, scale=2) + keyword_only(i, **named)
        total += rest(1, 2, 3) + rest(*triple)
        total += options(x=1, y=2)
        total += everything(1, 2, 3, c=4, d=5)
        total += wrapped(1, 2, c=3)
        total += thing(i) + bound(i, y=2) + Callable.still(i) + thing.of_class(i)
        total += functions[i % 3](i, 1, 1)
        total &= 0xFFFFFFFF
    return total


import time
for i in range(6):
    t=time.thread_time();w=time.perf_counter();main(325_000);print(i,round((time.thread_time()-t)*1000),round((time.perf_counter()-w)*1000))
