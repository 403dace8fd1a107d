import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Dynamic dispatch: the same call site sees many classes; operators, properties, __getattr__ and visitors."""
_m(1)


class Shape:
    name = "shape"

    def area(self):
        raise NotImplementedError

    def describe(self):
        return len(self.name) + self.area()


class Square(Shape):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Rectangle(Shape):
    name = "rectangle"

    def __init__(self, width, height):
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Scaled(Shape):
    name = "scaled"

    def __init__(self, inner, factor):
        self.inner = inner
        self.factor = factor

    def area(self):
        return self.inner.area() * self.factor


class Lazy(Shape):
    def __init__(self, values):
        self.values = values

    def __getattr__(self, attribute):
        if attribute == "size":
            return len(self.values)
        raise AttributeError(attribute)

    def area(self):
        return self.size


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __getitem__(self, i):
        return self.y if i else self.x

    @property
    def square(self):
        return self.x * self.x + self.y * self.y


class Visitor:
    def __init__(self):
        self.seen = {}

    def visit(self, thing):
        method = getattr(self, "visit_" + type(thing).__name__, self.other)
        method(thing)

    def visit_int(self, thing):
        self.seen["int"] = self.seen.get("int", 0) + thing

    def visit_str(self, thing):
        self.seen["str"] = self.seen.get("str", 0) + len(thing)

    def visit_list(self, thing):
        for inner in thing:
            self.visit(inner)

    def other(self, thing):
        self.seen["other"] = self.seen.get("other", 0) + 1


def shapes(n):
    pool = [Square(3), Rectangle(2, 5), Scaled(Square(2), 3), Lazy([1, 2, 3]), Scaled(Rectangle(1, 2), 2)]
    total = 0
    for i in range(n):
        total += pool[i % 5].describe()
    return total


def vectors(n):
    v = Vector(1, 2)
    step = Vector(3, -1)
    hits = 0
    for i in range(n):
        v = v + step * (i % 3)
        if v.square % 5 == 0:
            hits += v[0] & 1
        if v == step:
            hits += 100
    return v.x, v.y, hits


print(shapes(3_500_000))
_m(126)
print(vectors(1_500_000))
_m(127)
visitor = Visitor()
_m(128)
tree = [1, "two", [3, ["four", 5.0], None], 6] * 50
_m(129)
for _ in range(1_200):
    visitor.visit(tree)
_m(130)
print(visitor.seen)
_m(132)
