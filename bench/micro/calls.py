"""Calls: a function, a method, keywords, defaults, *args, a builtin, a closure and making one, a class."""
from common import measure


def nothing():
    pass


def two(a, b):
    return a


def defaults(a, b=1, c=2):
    return a


def star(*args):
    return args


def options(**kw):
    return kw


class Thing:
    def __init__(self):
        self.x = 1

    def method(self):
        return 1

    def with_argument(self, a):
        return a

    @staticmethod
    def still():
        pass

    @classmethod
    def of_class(cls):
        pass


class Bare:
    pass


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Callable:
    def __call__(self):
        pass


def call(n):
    for _ in range(n):
        nothing()


def call_two(n):
    for i in range(n):
        two(i, 1)


def call_keyword(n):
    for i in range(n):
        two(a=i, b=1)


def call_defaults(n):
    for i in range(n):
        defaults(i)


def call_star(n):
    for i in range(n):
        star(i, 1)


def call_spread(n):
    pair = (1, 2)
    for _ in range(n):
        two(*pair)


def call_options(n):
    for i in range(n):
        options(a=i)


def method_call(n):
    o = Thing()
    for _ in range(n):
        o.method()


def method_argument(n):
    o = Thing()
    for i in range(n):
        o.with_argument(i)


def static_call(n):
    for _ in range(n):
        Thing.still()


def class_call(n):
    for _ in range(n):
        Thing.of_class()


def builtin_call(n):
    for i in range(n):
        abs(i)


def builtin_method(n):
    s = "abc"
    for _ in range(n):
        s.startswith("a")


def object_creation(n):
    for i in range(n):
        Point(i, 2)


def bare_creation(n):
    for _ in range(n):
        Bare()


def instance_call(n):
    c = Callable()
    for _ in range(n):
        c()


def closure_creation(n):
    for i in range(n):
        def inner():
            return i


def closure_call(n):
    k = 5

    def inner():
        return k

    for _ in range(n):
        inner()


def lambda_call(n):
    f = lambda x: x
    for i in range(n):
        f(i)


measure("call", call)
measure("call, two arguments", call_two)
measure("keyword call", call_keyword)
measure("call with defaults", call_defaults)
measure("call of *args", call_star)
measure("call with *pair", call_spread)
measure("call of **kw", call_options)
measure("method call", method_call)
measure("method call, argument", method_argument)
measure("static method call", static_call)
measure("class method call", class_call)
measure("builtin call", builtin_call)
measure("str method call", builtin_method)
measure("object creation", object_creation)
measure("empty object creation", bare_creation)
measure("instance call", instance_call)
measure("closure creation", closure_creation)
measure("closure call", closure_call)
measure("lambda call", lambda_call)
