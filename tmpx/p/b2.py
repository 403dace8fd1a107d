# metaclass/descriptors/plugin, pickling, weakref, contextmanagers
import sys, types, pickle, copy, weakref, contextlib, importlib, importlib.util, os, tempfile, inspect, abc, gc, io, traceback, warnings
class Field:
    def __init__(self, typ, default=None): self.typ, self.default = typ, default
    def __set_name__(self, owner, name): self.name = name; self.slot = "_" + name; owner._fields = {**getattr(owner, "_fields", {}), name: self}
    def __get__(self, obj, objtype=None): return self if obj is None else getattr(obj, self.slot, self.default)
    def __set__(self, obj, v):
        if not isinstance(v, self.typ): raise TypeError(f"{self.name} must be {self.typ.__name__}, not {type(v).__name__}")
        setattr(obj, self.slot, v)
    def __delete__(self, obj): delattr(obj, self.slot)
class Meta(type):
    registry = {}
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print("prepare", name, kw); return {"injected": 1}
    def __new__(mcs, name, bases, ns, table=None, **kw):
        cls = super().__new__(mcs, name, bases, ns, **kw); cls.table = table or name.lower(); mcs.registry[name] = cls; return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print("call", cls.__name__); return super().__call__(*a, **k)
    def __iter__(cls): return iter(cls._fields)
    def __contains__(cls, x): return x in cls._fields
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __len__(cls): return len(cls._fields)
    def __instancecheck__(cls, o): return hasattr(o, "_fields")
class Model(metaclass=Meta):
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); print("subclass", cls.__name__)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self._fields)})"
class User(Model, table="users"):
    name = Field(str, "anon"); age = Field(int, 0)
u = User(name="bob"); print(u, User.table, list(User), "age" in User, len(User), User.injected, Meta.registry, User.name.name, isinstance(u, Model))
try: u.age = "x"
except TypeError as e: print(e)
u.age = 3; del u.age; print(u.age)
try: del u.age
except AttributeError as e: print(e)
class Lazy:
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return lambda *a: (n, a)
    def __dir__(self): return ["zz", "aa"]
print(Lazy().foo(1), dir(Lazy()))
try:
    class Bad(Model, metaclass=type("M2", (type,), {})): pass
except TypeError as e: print(e)
try:
    class Bad2(int, str): pass
except TypeError as e: print(e)
class W:
    __slots__ = ("a", "__weakref__")
w = W(); r = weakref.ref(w, lambda r: print("dead", r() is None)); print(r() is w); del w; gc.collect()
try: W().b = 1
except AttributeError as e: print(e)
try: W().a
except AttributeError as e: print(e)
fin = weakref.finalize(o := Lazy(), print, "finalized"); del o; print(fin.alive)
vd = weakref.WeakValueDictionary(); k = User(); vd["k"] = k; print(len(vd)); del k; gc.collect(); print(len(vd))
class Node:
    def __init__(self, v, kids=()): self.v, self.kids, self.parent = v, list(kids), None; [setattr(c, "parent", self) for c in self.kids]
    def __getstate__(self): d = self.__dict__.copy(); d["x"] = "state"; return d
    def __setstate__(self, s): s.pop("x"); self.__dict__.update(s)
class Sub(Node):
    def __reduce_ex__(self, p): return (Sub.make, (self.v,), None, iter([]), None) if p > 1 else super().__reduce_ex__(p)
    @classmethod
    def make(cls, v): return cls(v * 2)
    def append(self, x): pass
t = Node(1, [Node(2), Node(3)])
for p in range(6):
    t2 = pickle.loads(pickle.dumps(t, p)); print(p, t2.v, [c.v for c in t2.kids], t2.kids[0].parent is t2, pickle.loads(pickle.dumps(Sub(2), p)).v)
class Sing:
    def __reduce__(self): return "SING"
SING = Sing(); print(pickle.loads(pickle.dumps(SING)) is SING, copy.copy(SING) is SING)
for bad in (lambda: 1, open(os.devnull), (x for x in []), sys, type("Local", (), {})()):
    try: pickle.dumps(bad)
    except Exception as e: print(type(e).__name__, str(e)[:60])
class PP(pickle.Pickler):
    def persistent_id(self, o): return "PID" if o is sys else None
class UP(pickle.Unpickler):
    def persistent_load(self, p): return sys
    def find_class(self, m, n): print("find", m, n); return super().find_class(m, n)
b = io.BytesIO(); PP(b).dump([sys, Node, print]); b.seek(0); print(UP(b).load()[0] is sys)
try: pickle.loads(b"garbage")
except Exception as e: print(type(e).__name__, e)
try: pickle.loads(pickle.dumps([1])[:-3])
except Exception as e: print(type(e).__name__, e)
@contextlib.contextmanager
def cm(n, swallow=False):
    print("enter", n)
    try: yield n
    except ValueError as e:
        print("caught", n, e)
        if not swallow: raise
    finally: print("exit", n)
with cm(1, True) as a, cm(2): raise ValueError("boom")
with contextlib.ExitStack() as st:
    for i in range(3): st.enter_context(cm(i))
    st.callback(print, "cb", x := 5) ; st.push(lambda *e: print("push", e[0]) or True)
    raise KeyError("swallowed")
with contextlib.suppress(ZeroDivisionError): 1/0
with contextlib.nullcontext(5) as n: print(n)
class CD(contextlib.ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out", e[0]); return False
@CD()
def dec(): print("body")
dec()
@cm(9)
def dec2(): print("b2")
dec2()
@contextlib.contextmanager
def noyield():
    if False: yield
try:
    with noyield(): pass
except RuntimeError as e: print(e)
@contextlib.contextmanager
def twice(): yield 1; yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
try:
    with 5: pass
except TypeError as e: print(e)
d = tempfile.mkdtemp(); sys.path.insert(0, d)
for n in ("plug_a", "plug_b"): open(f"{d}/{n}.py", "w").write(f"NAME={n!r}\ndef register(reg): reg[NAME] = __name__, __spec__.name\n")
os.mkdir(f"{d}/pkg"); open(f"{d}/pkg/__init__.py", "w").write("from . import sub\nfrom .sub import *\n__all__=['z']\nz=1\ndef __getattr__(n):\n    if n=='dyn': return 'dynamic'\n    raise AttributeError(f'module {__name__!r} has no attribute {n!r}')\n"); open(f"{d}/pkg/sub.py", "w").write("__all__=['q']\nq=3\n_r=4\n")
open(f"{d}/broken.py", "w").write("x = = 1\n"); open(f"{d}/raising.py", "w").write("def f():\n    return 1/0\nf()\n"); open(f"{d}/circ1.py", "w").write("import circ2\nfrom circ2 import nothing\n"); open(f"{d}/circ2.py", "w").write("from circ1 import foo\n")
import pkgutil
reg = {}
for mi in sorted(pkgutil.iter_modules([d]), key=lambda m: m.name):
    print(mi.name, mi.ispkg)
    if mi.name.startswith("plug"): importlib.import_module(mi.name).register(reg)
print(reg)
import pkg; print(pkg.q, pkg.dyn, pkg.sub._r, pkg.__path__ == [d + "/pkg"], pkg.__package__, pkg.sub.__package__, pkg.__spec__.submodule_search_locations == [d + "/pkg"])
for n in ("pkg.nope", "nope.x", "circ1", "raising", "broken", "pkg.sub.x"):
    try: importlib.import_module(n)
    except Exception as e: print(n, type(e).__name__, str(e).replace(d, "D"), getattr(e, "name", None))
try: from pkg import missing
except ImportError as e: print(str(e).replace(d, "D"))
try: pkg.missing
except AttributeError as e: print(e)
try: raise_ = importlib.import_module("raising")
except ZeroDivisionError: print(traceback.format_exc().replace(d, "D"))
spec = importlib.util.spec_from_file_location("manual", f"{d}/plug_a.py"); m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.NAME, m.__name__, type(spec.loader).__name__)
open(f"{d}/plug_a.py", "a").write("NEW=1\n"); import plug_a; importlib.invalidate_caches(); print(importlib.reload(plug_a).NEW, importlib.util.find_spec("nosuch"), importlib.util.find_spec("json").name)


import importlib.abc, importlib.machinery
class F2(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None): return importlib.machinery.ModuleSpec(name, self) if name.startswith("virt") else None
    def create_module(self, spec): return None
    def exec_module(self, m): m.v = m.__name__.upper()
sys.meta_path.insert(0, F2()); import virtual; print(virtual.v, virtual)
print(inspect.getsource(Field.__get__), inspect.getdoc(cm), inspect.getmembers(u, lambda x: isinstance(x, str)), inspect.signature(Meta.__new__), inspect.getmro(User), inspect.isgeneratorfunction(cm.__wrapped__), inspect.getfullargspec(lambda a, *b, c=1, **d: 0))
def sigf(a, /, b: int = 3, *args, c, d="x", **kw) -> str: ...
s = inspect.signature(sigf); print(s, list(s.parameters.values()), s.bind(1, c=2).arguments, s.replace(return_annotation=int))
for a, k in (((), {}), ((1,), {}), ((1,2,3), {"c": 1, "zz": 2}), ((1,), {"a": 1, "c": 1})):
    try: print(s.bind(*a, **k))
    except TypeError as e: print(e)
for call in ("sigf()", "sigf(1)", "sigf(1, b=2, c=3, b2=3)", "sigf(c=1)", "sigf(*5)", "sigf(**{1:2})", "sigf(1, 2, c=1, **{'c': 2})", "(lambda: 0)(1)", "(lambda a, b: 0)(1)", "(lambda a: 0)(b=1)", "(lambda *, k: 0)()", "(lambda a, /: 0)(a=1)", "(lambda a, b=1: 0)(1,2,3)", "int('x', 3, 4, 5)", "len()", "len(1, 2)", "print(foo=1)", "[].append()", "''.join(1)", "''.join([1])", "sorted(1)", "max()", "max([])", "range('a')", "dict([1])", "dict([(1,2,3)])", "int([])", "float('x')", "chr(-1)", "ord('ab')", "open('/nonexistent/x')", "'a'+1", "1+'a'", "[]+()", "None.x", "5()", "5[0]", "{}[[]]", "'a'[1.5]", "[1][5]", "{}['k']", "(1,)[0]=1 if 0 else 2", "bytes('a')", "b'a'+'a'", "b'a'.join(['a'])", "''.encode('nope')", "b'\\xff'.decode()", "'\\ud800'.encode()", "'%d' % 'x'", "'%s %s' % 1", "'%(a)s' % 1", "'{}'.format()", "'{a}'.format()", "format(3, 'zz')", "f'{3:q}'", "int('9'*5000)", "2**-1 << 3", "1<<-1", "1//0", "1%0", "1.0/0", "0**-1", "pow(2,-1,4)", "complex('x')", "isinstance(1, 'x')", "issubclass(1, int)", "iter(1)", "next([])", "next(iter([]))", "reversed({1})", "hash([])", "abs('x')", "round('x')", "sum(['a'])", "sum('ab', '')", "zip([1],[1,2],strict=True).__next__() and list(zip([1],[1,2],strict=True))", "list(map(int, 'a'))", "object(1)", "type('a','b')", "super().x", "setattr(1,'x',2)", "getattr(1, 2)", "delattr(1,'x')", "vars(1)", "eval('1+')", "exec('x=')", "compile('(', 'f', 'exec')", "__import__('')", "memoryview(1)", "bytearray(-1)", "[1,2].remove(3)", "[].pop()", "{}.popitem()", "set().pop()", "(1,2).index(3)", "'a'.index('b')", "'a'.split('')", "'a'.replace(1,2)", "'a'.center()", "'abc'.translate(1)", "str(b'a','ascii','strict',1)", "slice()", "enumerate()", "staticmethod()", "frozenset([[]])", "print(1, sep=2)", "input.x", "a.b", "[x for x in 5]", "a, b = 1 if 0 else 0", "(lambda: (yield))().send(1)", "int.from_bytes(b'a', 'x')", "(300).to_bytes(1)", "(-1).to_bytes(1)", "bytes([256])", "bytes.fromhex('zz')", "1 < 'a'", "[1] < [None]", "{} < {}", "1 in 5", "del_", "not_defined", "pritn(1)", "'abc'.uper()", "[].apend(1)", "sys.pth", "import_", "lenn([])"):
    try:
        if "=" in call and not any(c in call for c in "()") or "]=1" in call or "a, b" in call: exec(call)
        else: eval(call)
        print(call, "ok")
    except BaseException as e: print(call, "!", type(e).__name__, str(e)[:150])
warnings.simplefilter("always"); warnings.showwarning = lambda m, c, f, l, *a: print("W", c.__name__, m)
warnings.warn("dep", DeprecationWarning); eval("1 is 1"); 
