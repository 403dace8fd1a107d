"""Measures one operation: nanoseconds each, loop step included, best of several rounds.

A micro-benchmark is a function of n that performs its operation n times in a plain `for _ in range(n)` loop,
so that what is printed can be compared with the budgets in the design, which include the loop step too.
"""
import time


def measure(name, run, seconds=0.05, rounds=7):
    n = 1000
    while True:
        start = time.perf_counter()
        run(n)
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            break
        n = max(n * 2, int(n * seconds / max(elapsed, 1e-9) * 1.2))
        n = min(n, 50_000_000)
        if n == 50_000_000:
            break
    best = elapsed / n
    for _ in range(rounds):
        start = time.perf_counter()
        run(n)
        best = min(best, (time.perf_counter() - start) / n)
    print(f"{name:<28}{best * 1e9:10.2f} ns")
    return best
