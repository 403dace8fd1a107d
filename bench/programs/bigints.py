"""Integers without a limit: digits of pi, Fibonacci, factorials, modular powers, conversion to text."""
import sys

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def pi_digits(n):
    digits = []
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while len(digits) < n:
        if 4 * q + r - t < m * t:
            digits.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return digits


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def factorial(n):
    product = 1
    for i in range(2, n + 1):
        product *= i
    return product


def probably_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print("".join(map(str, pi_digits(3_500)))[-20:])
f = fibonacci(220_000)
print(f % 10**12, f.bit_length())
g = factorial(9_000)
print(len(str(g)), sum(map(int, str(g))))
print(probably_prime(2**1279 - 1), probably_prime(2**1283 - 1), probably_prime(10**60 + 7))
print(pow(3, 10**300 + 7, 10**300 + 9) % 10**9)
print(int("7" * 20_000) % 1_000_003, hash(10**400 + 1) % 97, (10**500 >> 700) & 0xFFFFFFFF)
