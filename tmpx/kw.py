"""Calls by keyword and with stars, counters of classes, computed attributes, delegation: docs/performance.md has their table."""
from common import measure


def empty_loop(n):
    for _ in range(n):
        pass


def defaults(a, b=2, c=3):
    return a


def keyword_only(a, *, scale=1, offset=0):
    return a


def options(**settings):
    return settings


def everything(a, b, *args, c, **kw):
    return a


def forwarding(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


forwarded = forwarding(defaults)


class Base:
    created = 0

    def __init__(self, x, y=0, z=0):
        self.x = x
        self.y = y
        self.z = z

    @classmethod
    def of_class(cls, i):
        return i

    def __getattr__(self, name):
        return name

    def __call__(self, i, step=1):
        return i


class Derived(Base):
    def __init__(self, x):
        super().__init__(x)
        Base.created += 1

    @classmethod
    def of(cls, x):
        return cls(x)


instance = Base(1)


def by_keyword(n):
    for i in range(n):
        defaults(i, c=1)


def by_keyword_only(n):
    for i in range(n):
        keyword_only(i, scale=2)


def into_options(n):
    for _ in range(n):
        options(x=1, y=2)


def of_every_kind(n):
    for _ in range(n):
        everything(1, 2, 3, c=4, d=5)


def through_a_wrapper(n):
    f = forwarded
    for i in range(n):
        f(i, c=1)


def of_an_instance(n):
    o = instance
    for i in range(n):
        o(i)


def classmethod_of_an_instance(n):
    o = instance
    for i in range(n):
        o.of_class(i)


def counter_of_a_class(n):
    for _ in range(n):
        Base.created += 1


def made_through_super(n):
    for i in range(n):
        Derived.of(i)


def made_by_keyword(n):
    for i in range(n):
        Base(i, z=1)


def computed_attribute(n):
    o = instance
    for _ in range(n):
        o.missing


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def delegated(n):
    done = 0
    while done < n:
        for _ in tree(12):
            done += 1


async def answer():
    return 1


async def awaiting(n):
    for _ in range(n):
        await answer()


def awaited(n):
    try:
        awaiting(n).send(None)
    except StopIteration:
        pass


measure("empty loop", empty_loop)
measure("defaults(i, c=1)", by_keyword)
measure("keyword_only(i, scale=2)", by_keyword_only)
measure("options(x=1, y=2)", into_options)
measure("everything(1, 2, 3, c=4, d=5)", of_every_kind)
measure("through a wrapper", through_a_wrapper)
measure("of an instance", of_an_instance)
measure("classmethod of an instance", classmethod_of_an_instance)
measure("counter of a class", counter_of_a_class)
measure("made through super", made_through_super)
measure("made by keyword", made_by_keyword)
measure("computed attribute", computed_attribute)
measure("delegated", delegated)
measure("awaited", awaited)
