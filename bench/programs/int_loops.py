"""Integer arithmetic in loops: a linear congruential generator, Collatz lengths and digit sums."""


def congruential(n):
    seed = 12345
    total = 0
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        total += (seed >> 16) % 7
    return total


def longest_collatz(limit):
    best = best_start = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > best:
            best, best_start = steps, start
    return best_start, best


def digit_sums(limit):
    total = 0
    for n in range(limit):
        while n:
            total += n % 10
            n //= 10
    return total


print(congruential(7_000_000))
print(longest_collatz(100_000))
print(digit_sums(700_000))
