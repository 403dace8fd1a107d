"""Placing queens: by backtracking over lists, by bit masks, and by permutations of a generator."""


def by_lists(n):
    columns = [False] * n
    up = [False] * (2 * n)
    down = [False] * (2 * n)

    def place(row):
        if row == n:
            return 1
        count = 0
        for c in range(n):
            if columns[c] or up[row + c] or down[row - c + n]:
                continue
            columns[c] = up[row + c] = down[row - c + n] = True
            count += place(row + 1)
            columns[c] = up[row + c] = down[row - c + n] = False
        return count

    return place(0)


def by_bits(n):
    full = (1 << n) - 1

    def place(columns, left, right):
        if columns == full:
            return 1
        count = 0
        free = full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            count += place(columns | bit, (left | bit) << 1, (right | bit) >> 1)
        return count

    return place(0, 0, 0)


def boards(n, placed=()):
    row = len(placed)
    if row == n:
        yield placed
        return
    for c in range(n):
        if all(c != p and abs(c - p) != row - r for r, p in enumerate(placed)):
            yield from boards(n, placed + (c,))


print(by_lists(11))
print(by_bits(13))
solutions = list(boards(10))
print(len(solutions), solutions[0], solutions[-1])
