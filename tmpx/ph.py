"""for a, b in ...: over enumerate(), zip(), items() and what only looks like them, often enough to be compiled."""


def enumerated(n):
    total = 0
    for i, x in enumerate(range(n), 5):
        total += i * x % 7
    return total


def zipped(n):
    total = 0
    for a, b in zip(range(n), [str(i) for i in range(n)]):
        total += a + len(b)
    return total


def items(n):
    d = {str(i): i for i in range(n)}
    total = 0
    for k, v in d.items():
        total += len(k) * v
    for k, v in reversed(d.items()):
        total -= v
    return total


class Backwards(enumerate):
    def __next__(self):
        i, x = super().__next__()
        return x, i


def derived(n):
    pairs = set()
    for a, b in Backwards("ab" * n):
        pairs.add(type(a).__name__ + type(b).__name__)
    return pairs


def mixed(kinds):
    found = []
    for kind in kinds:
        source = {"enumerate": enumerate("xy"), "zip": zip("pq", "rs"), "items": {1: 2, 3: 4}.items(), "list": [(5, 6)], "lists": iter([[7, 8]]),
                  "texts": map(str, (12, 34)), "zip of three": zip(), "sets": (t for t in [(9, 0)])}[kind]
        for a, b in source:
            found.append((a, b))
    return found


def fails(source):
    seen = 0
    try:
        for a, b in source:
            seen += 1
    except (ValueError, TypeError, RuntimeError) as e:
        return seen, type(e).__name__, str(e), e.__traceback__.tb_lineno - fails.__code__.co_firstlineno
    return seen


def changing(n):
    d = dict.fromkeys(range(n))
    try:
        for k, v in d.items():
            if k == n - 5:
                d["new"] = 1
    except RuntimeError as e:
        return k, str(e)


def nested(n):
    total = 0
    for i, (a, b) in enumerate(zip(range(n), range(n, 2 * n))):
        total += i + a * b
    for (a, b), c in zip(enumerate(range(n)), range(n)):
        total -= a + b + c
    return total


class Item:
    live = 0

    def __init__(self):
        Item.live += 1

    def __del__(self):
        Item.live -= 1


def released(n):
    most = 0
    for i, item in enumerate(Item() for _ in range(n)):
        most = max(most, Item.live)
    del item
    return most, Item.live


def same_target(n):
    for a, a in enumerate("xyz" * n):
        pass
    return a


def after(n):
    for i, x in zip(range(n), range(n + 1)):
        pass
    rest = zip(range(3), iter(range(n)))
    for i, j in rest:
        if j == 1:
            break
    return i, x, list(rest)


def given(n):
    return sum(a * b for a, b in zip(range(n), reversed(range(n)))), {v: k for k, v in enumerate(range(n)) if k % 1000 == 0}


for _ in range(4):
    print(enumerated(3000), zipped(3000), items(3000), sorted(derived(1500)))
    print(nested(3000), released(1500), same_target(1000), changing(2000), given(3000))
    print(after(3000))
kinds = ["enumerate", "zip", "items", "list", "lists", "texts", "zip of three", "sets"]
print(mixed(kinds))
print(len(mixed(kinds * 300)))
for _ in range(3):
    print(fails(enumerate(range(2000))))
    print(fails(zip(range(2000), range(2000), range(2000))))
    print(fails((i,) * 2 if i < 1500 else (i,) for i in range(2000)))
    print(fails(zip(range(10), iter(int, 1))), fails(iter([1])), fails(zip([1], strict=True)))
