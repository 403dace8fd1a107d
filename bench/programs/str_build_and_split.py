"""Strings: appending, joining, splitting, searching, replacing and formatting."""


def append(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
    return s


def lines(n):
    return "\n".join("%d;name%d;%.2f;%s" % (i, i * 7 % 1000, i / 3, "yes" if i % 2 else "no") for i in range(n))


def parse(text):
    total = 0.0
    names = {}
    for line in text.split("\n"):
        number, name, value, flag = line.split(";")
        total += float(value)
        if flag == "yes":
            names[name] = names.get(name, 0) + int(number)
    return round(total, 2), len(names), max(names.values())


def report(n):
    out = []
    for i in range(n):
        out.append(f"{i:>8}|{i * 1.5:10.3f}|{i:x}|{'odd' if i & 1 else 'even':<6}|")
    return "".join(out)


def search(text, words):
    found = 0
    for word in words:
        at = text.find(word)
        while at >= 0:
            found += 1
            at = text.find(word, at + 1)
    return found


def clean(text):
    return text.replace("name", "id-").replace(";", ", ").upper().strip().title()


for _ in range(20):
    s = append(100_000)
print(len(s), s.count("xyz"), s[12345:12355])
text = lines(500_000)
print(parse(text))
print(sum(map(ord, report(400_000)[::97])))
print(search(text, ["name77", ";no", "999", "zzz"]))
print(len(clean(text)), clean(text)[:30])
