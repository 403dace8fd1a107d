"""Counting words and grouping them: dicts with string keys."""


def text(n):
    syllables = ["ka", "lo", "mi", "ra", "ten", "su", "vor", "el", "pha", "dim"]
    seed = 7
    words = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        a = syllables[(seed >> 4) % 10]
        b = syllables[(seed >> 12) % 10]
        c = syllables[(seed >> 20) % 10] if seed & 64 else ""
        words.append(a + b + c)
    return " ".join(words)


def count(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def group(counts):
    groups = {}
    for word, n in counts.items():
        groups.setdefault(word[0], []).append((n, word))
    return groups


def follow(words):
    after = {}
    previous = words[0]
    for word in words[1:]:
        d = after.get(previous)
        if d is None:
            d = after[previous] = {}
        d[word] = d.get(word, 0) + 1
        previous = word
    return after


words = text(400_000).split()
for _ in range(24):
    counts = count(words)
    groups = group(counts)
after = follow(words)
print(len(counts), max(counts.values()), sorted(groups))
print(sum(len(d) for d in after.values()), max(max(d.values()) for d in after.values()))
print(sorted(groups["k"], reverse=True)[:3])
