"""Closures: counters, partial application, composition, and an interpreter built from closures."""


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x

    return composed


def adder(k):
    return lambda x: x + k


def multiplier(k):
    return lambda x: x * k % 1_000_003


# Expressions are compiled to closures over an environment.
def const(v):
    return lambda env: v


def var(name):
    return lambda env: env[name]


def add(a, b):
    return lambda env: a(env) + b(env)


def mul(a, b):
    return lambda env: a(env) * b(env)


def mod(a, m):
    return lambda env: a(env) % m


def assign(name, value):
    def run(env):
        env[name] = value(env)

    return run


def loop(name, n, *body):
    def run(env):
        for i in range(n):
            env[name] = i
            for statement in body:
                statement(env)

    return run


step = counter()
for i in range(2_000_000):
    step(i & 3)
print(step(0))
pipeline = compose(adder(3), multiplier(7), adder(-1), multiplier(5), adder(11))
x = 1
for _ in range(450_000):
    x = pipeline(x)
print(x)
program = loop("i", 150_000, assign("t", mod(add(mul(var("t"), const(31)), var("i")), 65_521)), assign("u", add(var("u"), var("t"))))
env = {"t": 1, "u": 0}
program(env)
print(env)
made = [adder(i) for i in range(450_000)]
print(sum(f(1) for f in made))
