"""Regular expressions over the lines of a log file: match with groups, search, sub, split."""
import os
import re
import sys
import tempfile

count = int(sys.argv[1])
METHODS = ('GET', 'POST', 'PUT', 'DELETE')
ENTRY = re.compile(r'(?P<host>\d+\.\d+\.\d+\.\d+) - (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) HTTP/[\d.]+" (?P<status>\d{3}) (?P<size>\d+)')
WORD = re.compile(r'\b(error|timeout|refused)\b', re.IGNORECASE)
NUMBER = re.compile(r'\d+')

descriptor, path = tempfile.mkstemp()
with open(descriptor, 'w') as file:
    for n in range(count):
        tail = ' upstream Timeout, connection refused' if n % 7 == 0 else ''
        file.write(f'10.0.{n % 256}.{n % 13} - user{n % 17} [22/Nov/2026:10:{n // 60 % 60:02}:{n % 60:02} +0000] '
                   f'"{METHODS[n % 4]} /item/{n % 1000}?page={n % 9} HTTP/1.1" {200 if n % 11 else 503} {n * 37 % 9000}{tail}\n')

bytes_by_method = {}
failures = problems = 0
shapes = set()
with open(path) as file:
    for line in file:
        entry = ENTRY.match(line)
        method = entry['method']
        bytes_by_method[method] = bytes_by_method.get(method, 0) + int(entry['size'])
        failures += entry.group('status')[0] == '5'
        problems += len(WORD.findall(line))
        shapes.add(NUMBER.sub('#', entry['path']))
with open(path) as file:
    words = len(re.split(r'[\s"\[\]?=/]+', file.read()))
os.remove(path)
print(bytes_by_method, failures, problems, sorted(shapes), words)
