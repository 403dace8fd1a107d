import re, sys, textwrap, pprint, string, difflib, json, csv, io, struct, array, itertools, collections, functools, operator, heapq, bisect, copy, shlex, html, base64, hashlib, zlib, uuid, fnmatch, glob
TOK = re.compile(r"""(?P<num>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|(?P<id>[^\W\d]\w*)|(?P<str>"(?:\\.|[^"\\])*")|(?P<op>\*\*|[-+*/()=<>!,]=?)|(?P<ws>\s+)|(?P<err>.)""", re.X | re.S)
for m in TOK.finditer('x1 = 3.5e-2 ** foo("a\\"b", ü) @'): 
    if m.lastgroup != "ws": print(m.lastgroup, repr(m.group()), m.span(), end="; ")
print()
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>!", "hello world foo bar"), re.split(r"([,;])\s*", "a, b;c,,d"), re.findall(r"(a)(b)?", "abaab"), re.subn("x*", "-", "abxd"), re.fullmatch(r"(?i)[A-F0-9]+", "dEaD"), re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05").groupdict(), re.escape("a.b*c-d e"))
print(re.compile(r"(?<=a)b(?!c)", re.M | re.I), re.search(r"\bfoo\b", "a foo b").start(), re.sub(r".", lambda m: m[0].upper() * 2, "abc"), re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'hi' \"x\"").group(0), re.findall(r"^\w", "a\nb", re.M), re.split(r"\b", "a b"), re.sub(r"(a)|b", r"[\1]", "ab"))
for bad in ("(", "a{2,1}", "[z-a]", "*a", r"(?P<1>a)", r"\g", "(?P<n>a)(?P<n>b)", r"(?<=a+)b", "[a", r"\1", "(?z)a", "a**", "(?P=x)", r"\N{foo}"):
    try: re.compile(bad); print("ok", bad)
    except re.error as e: print(bad, "!", e, e.pos, e.lineno, e.colno)
m = re.match(r"(?P<a>\w)(\d)?", "xy"); print(m, m.groups("d"), m.lastindex, m.regs, m.expand(r"\1-\g<a>"), m["a"], m.re.groupindex, m.string, m.pos, m.endpos, m.start(2))
try: m["zz"]
except IndexError as e: print(e)
print(textwrap.fill("The quick brown fox jumped over the lazy dog, which-was-sleeping-soundly in the kennel.", 25, initial_indent="* ", subsequent_indent="  "), textwrap.shorten("Hello  world and all", 14), textwrap.dedent("""
    a
      b
    \tc"""), textwrap.wrap("aaaaaaaaaaaaaaaaaaaaaaa bb", 10), textwrap.indent("a\n\nb", "> ", lambda l: True), sep="\n")
data = {"name": "x"*30, "list": list(range(30)), "nested": {"a": [{"b": i, "c": "y"*i} for i in range(6)], "t": (1,), "s": {3,1,2}, "fs": frozenset([1])}, "bytes": b"abc"*20, "long": "word "*30, 1.5: None, True: ..., "od": collections.OrderedDict(a=1, b=2), "dd": collections.defaultdict(list, x=[1]), "cnt": collections.Counter("hello"), "dq": collections.deque([1,2], maxlen=3), "ns": __import__("types").SimpleNamespace(a=1, b="two"*30), "cm": collections.ChainMap({1:2},{3:4}), "mp": __import__("types").MappingProxyType({1:2}), "ud": collections.UserDict(a=1)}
pprint.pprint(data); pprint.pprint(data, width=40, compact=True, depth=2); print(pprint.pformat({"b":1,"a":2}, sort_dicts=False), pprint.saferepr([1]), pprint.isreadable(data)); pprint.pp([("a"*40, "b"*40)], indent=4, underscore_numbers=True)
import dataclasses
@dataclasses.dataclass
class DD:
    name: str; vals: list; sub: object = None
pprint.pprint(DD("n"*30, list(range(30)), DD("m", [1])))
rec = [1]; rec.append(rec); pprint.pprint(rec); print(rec)
print("".join(difflib.unified_diff("a\nb\nc\n".splitlines(1), "a\nx\nc\nd\n".splitlines(1), "f", "t")), list(difflib.ndiff(["abc"], ["abd"])), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), "".join(difflib.context_diff("a\nb\n".splitlines(1), "a\nc\n".splitlines(1))))
print(json.dumps({"a": [1, 2.5, None, True, "é\n\u2028\"", float("inf")], "b": {}, "c": []}, indent=2), json.dumps([1,[2]], separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps({"b":1,"a":2}, sort_keys=True), json.dumps({1: 2, None: 3, True: 4, 1.5: 6}), json.loads('{"a": [1, 2.0, 1e3, -0, NaN], "b": "\\u00e9\\ud83d\\ude00"}'))
for bad in ("", "{", '{"a"}', '[1,]', '{"a":1,}', "nul", '"\x01"', "[1 2]", '{"a":1 "b"}', "01", '"\\x"', "1.", "-", '{1:2}', "[1]x", "'a'"):
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), "!", e, e.pos, e.lineno, e.colno)
for o in (object(), {1,2}, {(1,2):3}, b"x", float("nan")):
    try: print(json.dumps(o, allow_nan=False))
    except (TypeError, ValueError) as e: print(type(e).__name__, e, getattr(e, "__notes__", None))
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"s": {2,1}}, cls=Enc), json.loads('{"x": 1}', object_hook=lambda d: list(d.items())), json.loads('[1.5]', parse_float=str), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
try: json.dumps({"a": [1, object()]})
except TypeError as e: print(e, e.__notes__)
buf = io.StringIO(); w = csv.writer(buf, quoting=csv.QUOTE_NONNUMERIC); w.writerow(["a", 1, 2.5, 'q"q', "x,y", "l\nm", None]); w.writerows([[1], []]); print(repr(buf.getvalue()))
print(list(csv.reader(["a,'b c',\"d \"\"e\"\"\"", "", "x;y"])), list(csv.DictReader(["n,v", "1,2", "3", "4,5,6"])), csv.list_dialects(), csv.excel.delimiter, csv.get_dialect("excel-tab").delimiter, csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.field_size_limit())
dw = csv.DictWriter(buf := io.StringIO(), ["a", "b"], restval="-", extrasaction="raise", lineterminator="\n"); dw.writeheader(); dw.writerow({"a": 1})
try: dw.writerow({"z": 1})
except ValueError as e: print(e)
print(repr(buf.getvalue()))
class D(csv.Dialect): delimiter = "|"; quoting = csv.QUOTE_MINIMAL; quotechar = "'"; lineterminator = "\n"; doublequote = False; escapechar = "\\"
csv.writer(sys.stdout, D()).writerow(["a|b", "it's", 3])
try: csv.writer(sys.stdout, delimiter="ab")
except TypeError as e: print(e)
try: list(csv.reader(['"abc'], strict=True))
except csv.Error as e: print(e)
print(struct.pack("<IhB?3sd", 1, -2, 3, True, b"ab", 1.5).hex(), struct.unpack(">2H", b"\0\1\0\2"), struct.calcsize("@iq"), list(struct.iter_unpack("<h", b"\1\0\2\0")))
for a in (("<B", 300), ("<i", "x"), ("zz", 1), ("<ii", 1)):
    try: struct.pack(*a)
    except struct.error as e: print(e)
try: struct.unpack("<i", b"123")
except struct.error as e: print(e)
print(array.array("d", [1, 2.5]), array.array("i", b"\1\0\0\0"), array.array("H", range(3)).tobytes(), string.Template("$a ${b} $$ $c").safe_substitute(a=1, b=2), string.Formatter().format("{0!r:>5} {x[k]} {y.real}", "q", x={"k": 1}, y=3), string.capwords("a bc"), shlex.split("a 'b c' \"d\\\"e\" f\\ g # h", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]), html.escape("<a href='x'>&"), html.unescape("&lt;&eacute;&#x41;&nosuch;"))
try: string.Template("$x $").substitute(x=1)
except ValueError as e: print(e)
print(base64.b64encode(b"\xff\xfe?"), base64.urlsafe_b64encode(b"\xff\xfe?"), base64.b32encode(b"hi"), base64.b85encode(b"hello"), base64.a85encode(b"hello"), hashlib.sha256(b"x").hexdigest(), hashlib.new("md5", b"x").hexdigest(), hashlib.blake2b(b"x", digest_size=8).hexdigest(), zlib.crc32(b"x"), zlib.adler32(b"x"), uuid.uuid5(uuid.NAMESPACE_DNS, "x"), uuid.UUID(int=5), repr(hashlib.sha1()))
C = collections.Counter("abracadabra"); print(C, C.most_common(2), C - collections.Counter("aab"), C & collections.Counter("ab"), +C, sorted(C.elements())[:3], C.total(), C["zz"])
print(list(itertools.batched("abcdefg", 3)), list(itertools.pairwise([1,2,3])), list(itertools.groupby("aabbb", str.upper)).__len__(), [(k, len(list(g))) for k, g in itertools.groupby("aabbb")], list(itertools.accumulate([1,2,3], operator.mul, initial=2)), list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.islice(itertools.count(3, .5), 3)), list(itertools.product("ab", repeat=2)), list(itertools.combinations_with_replacement("ab", 2)), list(itertools.starmap(pow, [(2,3)])), list(itertools.compress("abc", [1,0,1])), itertools.chain.from_iterable([[1],[2]]), itertools.tee([1])[0], itertools.repeat(3, 2), itertools.count(2), itertools.cycle("a"))
print(heapq.nlargest(2, [3,1,2]), heapq.nsmallest(2, "cab", key=ord), list(heapq.merge([1,4],[2,3])), bisect.bisect_left([1,2,2,3], 2), bisect.insort(l:=[1,3], 2), l, functools.reduce(operator.add, [1,2]), operator.itemgetter(1,2)("abc"), operator.attrgetter("real.imag")(3), operator.methodcaller("upper")("a"), repr(operator.itemgetter(1)), functools.partial(pow, 2), functools.partial(pow, exp=2)(3))
@functools.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n-1)+fib(n-2)
print(fib(10), fib.cache_info(), fib.cache_parameters(), fib)
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(list)
def _(x): return "list"
print(sd(1), sd([]), sd("x"), sd.registry.keys(), sd.dispatch(bool))
class CP:
    @functools.cached_property
    def v(self): print("calc"); return 3
c = CP(); print(c.v, c.v, vars(c))
@functools.total_ordering
class TO:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(TO(1) <= TO(2), TO(3) >= TO(4), fnmatch.filter(["a.py", "b.txt"], "*.py"), fnmatch.translate("a*[!b]?"))
dq = collections.deque([1,2,3], 3); dq.append(4); dq.rotate(1); print(dq, dq.index(4), dq.count(2)); 
try: dq.index(99)
except ValueError as e: print(e)
NT = collections.namedtuple("NT", "a b c", defaults=[9]); print(NT(1,2), NT._fields, NT(1,2)._asdict(), NT.__doc__, NT.a.__doc__)
for bad in ("NT(1)", "NT(1,2,3,4)", "collections.namedtuple('X', 'a a')", "collections.namedtuple('X', 'class')", "NT._make([1])", "NT(1,2)._replace(z=1)"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
print(copy.deepcopy(rec)[0], copy.copy(data) == data, copy.replace(NT(1,2), a=5))
