"""Dicts with integer and tuple keys: a sparse grid of cells that live and die, and a memo table."""


def life(cells, generations):
    for _ in range(generations):
        neighbours = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        key = (x + dx, y + dy)
                        neighbours[key] = neighbours.get(key, 0) + 1
        cells = {key for key, n in neighbours.items() if n == 3 or (n == 2 and key in cells)}
    return cells


def squares(n):
    table = {}
    for i in range(n):
        table[i] = i * i % 1000
    total = 0
    for i in range(0, n, 3):
        total += table[i]
        del table[i]
    for i in range(0, n, 5):
        if i in table:
            total -= table[i]
    return total, len(table)


def histogram(n):
    counts = dict.fromkeys(range(100), 0)
    seed = 1
    for _ in range(n):
        seed = (seed * 48271) % 2147483647
        counts[seed % 100] += 1
    return max(counts.values()) - min(counts.values())


cells = life({(0, 1), (1, 1), (2, 1), (1, 2), (2, 0)} | {(i, 10) for i in range(10)} | {(i, 20) for i in range(40)}, 700)
print(len(cells), min(cells), max(cells))
print(squares(1_500_000))
print(histogram(5_000_000))
