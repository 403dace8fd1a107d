"""A JSON encoder and decoder written in Python: strings, recursion, dicts and lists."""


def encode(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([encode(v) for v in value]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([quote(k) + ": " + encode(v) for k, v in value.items()]) + "}"
    raise TypeError(type(value).__name__)


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
UNESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def quote(text):
    out = ['"']
    for c in text:
        out.append(ESCAPES.get(c, c))
    out.append('"')
    return "".join(out)


class Decoder:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \n\t":
            self.at += 1

    def value(self):
        self.skip()
        c = self.text[self.at]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, meaning in (("null", None), ("true", True), ("false", False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        return self.number()

    def object(self):
        result = {}
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            key = self.string()
            self.skip()
            self.at += 1
            result[key] = self.value()
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
                self.skip()
        self.at += 1
        return result

    def array(self):
        result = []
        self.at += 1
        self.skip()
        while self.text[self.at] != "]":
            result.append(self.value())
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
                self.skip()
        self.at += 1
        return result

    def string(self):
        text = self.text
        start = self.at = self.at + 1
        parts = []
        while True:
            c = text[self.at]
            if c == '"':
                parts.append(text[start:self.at])
                self.at += 1
                return "".join(parts)
            if c == "\\":
                parts.append(text[start:self.at])
                parts.append(UNESCAPES[text[self.at + 1]])
                self.at += 2
                start = self.at
            else:
                self.at += 1

    def number(self):
        start = self.at
        text = self.text
        while self.at < len(text) and text[self.at] in "+-.eE0123456789":
            self.at += 1
        word = text[start:self.at]
        return float(word) if "." in word or "e" in word else int(word)


def document(n):
    return [
        {"id": i, "name": f"item {i}\n", "price": i * 1.25, "tags": ["a", "b\"c", str(i)], "stock": i % 3 == 0,
         "size": {"w": i % 7, "h": [i, i + 1]}, "note": None}
        for i in range(n)
    ]


data = document(6_000)
for _ in range(8):
    text = encode(data)
    back = Decoder(text).value()
print(back == data, len(text), sum(map(ord, text)) % 65_521)
