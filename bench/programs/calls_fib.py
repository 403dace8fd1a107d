"""Recursive calls: Fibonacci numbers and the Ackermann function."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def main():
    print(fib(35))
    print(sum(ackermann(2, n) for n in range(280, 400, 10)))


main()
