"""Records to JSON text and back: dumps and loads, plain and indented, with text that needs escapes."""
import json
import sys

rounds = int(sys.argv[1])
records = [
    {
        'id': number,
        'name': f'customer {number}',
        'note': 'line one\nline "two" \u00e4\u20ac' if number % 5 == 0 else 'plain text',
        'active': number % 3 != 0,
        'balance': number * 1.25 - 300,
        'tags': ['new', 'north', None],
        'address': {'street': f'{number} Main Street', 'zip': str(10_000 + number)},
    }
    for number in range(2_000)
]
size = 0
for _ in range(rounds):
    text = json.dumps(records)
    assert json.loads(text) == records
    size += len(text)
print(size, len(json.dumps(records, indent=2, ensure_ascii=False, sort_keys=True)))
