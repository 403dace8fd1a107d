"""What the programs of pyperformance use of pyperf, for bench/public/run.py: the first and the best time of a function in one process.

No workers, no calibration: interpreters with a compiler are shown by both figures, the first one with all that has to become warm.
"""
import argparse
import os
import time

perf_counter = time.perf_counter


def python_implementation():
    return 'cpython'


class Runner:
    def __init__(self, **_):
        self.argparser = argparse.ArgumentParser()
        self.metadata = {}
        self.args = None

    def parse_args(self, *args):
        if self.args is None:
            self.args = self.argparser.parse_args(*args)
        return self.args

    def _measure(self, name, run):
        self.parse_args()
        end = time.perf_counter() + float(os.environ.get('SECONDS_EACH', 3))
        times = []
        while not times or time.perf_counter() < end:
            times.append(run())
        print(f'RESULT {name} {times[0]:.9f} {min(times):.9f}', flush=True)

    def bench_func(self, name, function, *args, inner_loops=None, **_):
        def run():
            start = time.perf_counter()
            function(*args)
            return time.perf_counter() - start
        self._measure(name, run)

    def bench_time_func(self, name, function, *args, inner_loops=None, **_):
        self._measure(name, lambda: function(1, *args))

    def bench_async_func(self, name, function, *args, **_):
        import asyncio

        async def once():
            start = time.perf_counter()
            await function(*args)
            return time.perf_counter() - start
        self._measure(name, lambda: asyncio.run(once()))
