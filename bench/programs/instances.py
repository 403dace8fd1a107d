"""Creating instances: plain classes, slots, __init__ with defaults, inheritance, class methods, dataclasses."""
from dataclasses import dataclass


class Point:
    def __init__(self, x, y=0, *, z=0):
        self.x = x
        self.y = y
        self.z = z


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Base:
    created = 0

    def __init__(self, name):
        self.name = name
        Base.created += 1


class Derived(Base):
    def __init__(self, name, extra):
        super().__init__(name)
        self.extra = extra

    @classmethod
    def of(cls, number):
        return cls("n%d" % (number & 7), number)


@dataclass
class Record:
    key: int
    value: int = 0
    label: str = "none"


class Empty:
    pass


def main():
    total = 0
    for i in range(1_300_000):
        p = Point(i, z=i & 3)
        total += p.x - p.y + p.z
    for i in range(1_300_000):
        s = Slotted(i, 1)
        total += s.a + s.b
    for i in range(700_000):
        d = Derived.of(i)
        total += d.extra + len(d.name)
    for i in range(700_000):
        r = Record(i, value=2)
        total += r.key * r.value
    kept = [Empty() for _ in range(500_000)]
    for i, e in enumerate(kept):
        e.number = i
    total += sum(e.number for e in kept)
    print(total, Base.created, Record(1) == Record(1), len({id(e) for e in kept}))


main()
