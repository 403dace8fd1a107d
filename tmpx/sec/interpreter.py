import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""A tokenizer, a parser by precedence climbing and a stack machine for a small language."""
_m(1)

SOURCE = """
total = 0
i = 0
while i < %d
  j = i * 3 + 1
  if j - j / 7 * 7 < 3
    total = total + j * (i + 2) - (j / 2)
  end
  if total > 1000000
    total = total - 999983
  end
  i = i + 1
end
print total
"""
_m(3)

PRECEDENCE = {"<": 1, ">": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_m(19)


def tokenize(text):
    tokens = []
    i = 0
    while i < len(text):
        c = text[i]
        if c == "\n":
            tokens.append(("newline", c))
            i += 1
        elif c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            tokens.append(("number", int(text[i:j])))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            tokens.append(("name", text[i:j]))
            i = j
        else:
            tokens.append(("op", c))
            i += 1
    tokens.append(("end of file", ""))
    return tokens


class Compiler:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0
        self.code = []

    def peek(self):
        return self.tokens[self.at]

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def emit(self, op, arg=None):
        self.code.append([op, arg])
        return len(self.code) - 1

    def primary(self):
        kind, value = self.take()
        if kind == "number":
            self.emit("const", value)
        elif kind == "name":
            self.emit("load", value)
        elif value == "(":
            self.expression(0)
            self.take()
        else:
            raise SyntaxError(value)

    def expression(self, lowest):
        self.primary()
        while True:
            kind, op = self.peek()
            if kind != "op" or PRECEDENCE.get(op, 0) <= lowest:
                return
            self.take()
            self.expression(PRECEDENCE[op])
            self.emit("binary", op)

    def block(self, stops):
        while True:
            kind, value = self.peek()
            if kind == "newline":
                self.take()
            elif kind == "end of file" or value in stops:
                return
            else:
                self.statement()

    def statement(self):
        _, name = self.take()
        if name == "while":
            start = len(self.code)
            self.expression(0)
            leave = self.emit("unless")
            self.block(("end",))
            self.take()
            self.emit("jump", start)
            self.code[leave][1] = len(self.code)
        elif name == "if":
            self.expression(0)
            leave = self.emit("unless")
            self.block(("end",))
            self.take()
            self.code[leave][1] = len(self.code)
        elif name == "print":
            self.expression(0)
            self.emit("print")
        else:
            self.take()
            self.expression(0)
            self.emit("store", name)


BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}
_m(126)


def run(code):
    stack = []
    env = {}
    pc = 0
    steps = 0
    while pc < len(code):
        op, arg = code[pc]
        pc += 1
        steps += 1
        if op == "load":
            stack.append(env[arg])
        elif op == "const":
            stack.append(arg)
        elif op == "binary":
            right = stack.pop()
            stack[-1] = BINARY[arg](stack[-1], right)
        elif op == "store":
            env[arg] = stack.pop()
        elif op == "unless":
            if not stack.pop():
                pc = arg
        elif op == "jump":
            pc = arg
        elif op == "print":
            print(stack.pop())
    return steps


for _ in range(1_000):
    compiler = Compiler(tokenize(SOURCE % 420_000))
    compiler.block(())
_m(164)
print(len(compiler.code), run(compiler.code))
_m(167)
