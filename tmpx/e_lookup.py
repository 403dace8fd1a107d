"""Exceptions: raise and catch in a loop, failed look-ups, cleaning up, deep propagation, StopIteration."""


class Refused(Exception):
    def __init__(self, amount):
        super().__init__(amount)
        self.amount = amount


def check(amount):
    if amount % 3 == 0:
        raise Refused(amount)
    return amount


def raise_and_catch(n):
    total = 0
    for i in range(n):
        try:
            total += check(i)
        except Refused as e:
            total -= e.amount
    return total


def failed_lookup(n):
    table = {i: i for i in range(0, n, 2)}
    missing = 0
    for i in range(n):
        try:
            table[i]
        except KeyError:
            missing += 1
    return missing


def parse(texts):
    good = bad = 0
    for text in texts:
        try:
            good += int(text)
        except ValueError:
            bad += 1
        finally:
            good += 1
    return good, bad


def deep(n):
    if n == 0:
        raise IndexError(n)
    deep(n - 1)


def propagate(rounds, depth):
    caught = 0
    for _ in range(rounds):
        try:
            deep(depth)
        except LookupError:
            caught += 1
    return caught


def by_hand(n):
    total = 0
    it = iter(range(n))
    while True:
        try:
            total += next(it)
        except StopIteration:
            return total


def attributes(n):
    class Thing:
        x = 1

    thing = Thing()
    found = 0
    for i in range(n):
        try:
            found += thing.x if i & 1 else thing.y
        except AttributeError:
            found += 2
    return found


print(failed_lookup(7_500_000))
