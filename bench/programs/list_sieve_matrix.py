"""Lists: a sieve, matrix multiplication, prefix sums, in-place quicksort and heapsort."""


def primes(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    return [i for i, f in enumerate(flags) if f]


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def multiply_by_index(a, b, n):
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        ai = a[i]
        ci = c[i]
        for j in range(n):
            total = 0
            for k in range(n):
                total += ai[k] * b[k][j]
            ci[j] = total
    return c


def quicksort(a, low, high):
    while low < high:
        pivot = a[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(a, low, j)
            low = i
        else:
            quicksort(a, i, high)
            high = j


found = primes(6_000_000)
print(len(found), found[-1])
n = 170
a = [[(i * 3 + j) % 17 for j in range(n)] for i in range(n)]
b = [[(i + j * 5) % 13 for j in range(n)] for i in range(n)]
c = multiply(a, b)
print(c == multiply_by_index(a, b, n), sum(map(sum, c)))
values = [(i * 7919) % 500_009 for i in range(500_000)]
quicksort(values, 0, len(values) - 1)
print(values[:3], values[-3:], all(values[i] <= values[i + 1] for i in range(len(values) - 1)))
