#!/usr/bin/env python3
"""Start-up: an empty script beside an empty .NET program, and a script of a thousand lines, the first time and from the cache.

    python3 bench/startup.py [--rounds N]

Wall milliseconds of whole processes by turns, medians and least times. The .NET program is `dotnet new console` without its line.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

PYL = pathlib.Path(__file__).resolve().parent.parent / 'cli/bin/Release/net10.0/pyl'
CLASS = '''class C{0}:
    def m(self, x, y={0}):
        if x > y:
            return [z * 2 for z in range(x) if z % 3]
        try:
            return {{'a': x, 'b': (y, self)}}
        except (KeyError, ValueError) as e:
            raise RuntimeError(f'bad {{x!r}}') from e
'''


def milliseconds(*command):
    # Where bytecode must not be written, nothing comes from the cache.
    environment = {name: value for name, value in os.environ.items() if not name.startswith('PYTHON')}
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return (time.perf_counter() - begun) * 1000


def shown(name, times):
    print(f'{name:<32}{statistics.median(times):>8.1f}{min(times):>8.1f}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rounds', type=int, default=11)
    rounds = range(parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        host = pathlib.Path(folder, 'host')
        subprocess.run(['dotnet', 'new', 'console', '-o', host], check=True, stdout=subprocess.DEVNULL)
        (host / 'Program.cs').write_text('return;\n')
        subprocess.run(['dotnet', 'build', '-c', 'Release', '-v', 'q', host], check=True, stdout=subprocess.DEVNULL)
        program = next(host.glob('bin/Release/*/host'))
        empty = pathlib.Path(folder, 'empty.pyl')
        empty.touch()
        long = pathlib.Path(folder, 'long.pyl')
        long.write_text(''.join(CLASS.format(i) for i in range(125)))
        milliseconds(PYL, empty)
        both = [(milliseconds(PYL, empty), milliseconds(program)) for _ in rounds]
        lines = []
        for i in rounds:
            with long.open('a') as file:
                file.write(f'# {i}\n')
            lines.append((milliseconds(PYL, long), milliseconds(PYL, long)))
    print(f'{"ms":<32}{"median":>8}{"least":>8}')
    shown('empty script', [pair[0] for pair in both])
    shown('empty .NET program', [pair[1] for pair in both])
    shown('1,000 lines, first time', [pair[0] for pair in lines])
    shown('1,000 lines, from the cache', [pair[1] for pair in lines])


if __name__ == '__main__':
    main()
