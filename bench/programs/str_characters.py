"""Work on single characters: a cipher, palindromes, edit distance, run-length coding."""


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        elif "A" <= c <= "Z":
            c = chr((ord(c) - 65 + shift) % 26 + 65)
        out.append(c)
    return "".join(out)


def palindromes(text):
    count = 0
    n = len(text)
    for centre in range(n):
        for a, b in ((centre, centre), (centre, centre + 1)):
            while a >= 0 and b < n and text[a] == text[b]:
                count += 1
                a -= 1
                b += 1
    return count


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            cost = previous if ca == cb else 1 + min(previous, row[j], row[j - 1])
            previous, row[j] = row[j], cost
    return row[-1]


def run_lengths(text):
    out = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(f"{j - i}{text[i]}")
        i = j
    return "".join(out)


text = "The quick brown fox jumps over the lazy dog; pack my box with five dozen liquor jugs. " * 40
coded = text
for shift in range(1, 500):
    coded = caesar(coded, shift)
print(coded[:40])
print(palindromes("abacabadabacaba" * 1_500))
print(distance(text[:1_800], coded[:1_500]))
runs = "".join(c * (i % 5 + 1) for i, c in enumerate(text))
print(len(run_lengths(runs)), run_lengths(runs)[:20])
print(sum(c.isupper() + 2 * c.isspace() + 3 * c.isalpha() for c in text * 500))
