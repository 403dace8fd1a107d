import importlib.resources as ir, os, sys, tempfile, shutil, zipfile, io, importlib
from importlib.resources.abc import Traversable, ResourceReader, TraversableResources
d = tempfile.mkdtemp(); sys.path.insert(0, d)
def w(p, t):
    p = os.path.join(d, p); os.makedirs(os.path.dirname(p), exist_ok=True); open(p, "w", encoding="utf-8").write(t)
w("pk/__init__.py", "from importlib.resources import files\ndef mine(): return files().joinpath('data.txt').read_text()\n"); w("pk/data.txt", "héllo\n"); w("pk/sub/deep.txt", "deep"); w("pk/mod.py", ""); w("ns1/nsp/a.txt", "A"); w("ns2/nsp/b.txt", "B")
sys.path += [d + "/ns1", d + "/ns2"]
import pk
f = ir.files("pk"); print(type(f).__name__, f == ir.files(pk), f.name, sorted(x.name for x in f.iterdir() if x.name != "__pycache__" and x.name != "__pylcache__"), isinstance(f, Traversable))
print(f.joinpath("data.txt").read_text(encoding="utf-8"), (f / "sub" / "deep.txt").read_bytes(), (f / "sub").is_dir(), (f / "nope").is_file(), pk.mine())
print(repr(ir.read_text("pk", "data.txt")), ir.read_binary("pk", "sub", "deep.txt"), ir.read_text("pk", "sub", "deep.txt", encoding="utf-8"), ir.is_resource("pk", "data.txt"), ir.is_resource("pk", "sub"), ir.open_text("pk", "data.txt", encoding="utf-8").readline(), ir.open_binary(pk, "data.txt").read(2))
for a in (("pk", "nope.txt"), ("pk", "sub/deep.txt"), ("nopkg", "x"), ("pk", "sub", "deep.txt"), ("pk", "sub"), (None, "x")):
    try: print(a, ir.read_text(*a))
    except Exception as e: print(a, type(e).__name__, str(e).replace(d, "D"))
with ir.path("pk", "data.txt") as p: print(type(p).__name__, p.name)
with ir.as_file(f / "data.txt") as p: print(p.read_bytes())
import nsp
n = ir.files("nsp"); print(type(n).__name__, sorted(x.name for x in n.iterdir()), (n / "b.txt").read_text(), n.is_dir(), n.name)
print(ir.files("pk.mod").name)
z = d + "/z.zip"
class R(TraversableResources):
    def files(self): return T("root", {"x.txt": b"virtual", "dir": {"y": b"Y"}})
class T(Traversable):
    def __init__(s, n, c): s._n, s.c = n, c
    name = property(lambda s: s._n)
    def iterdir(s): return (T(k, v) for k, v in s.c.items())
    def is_dir(s): return isinstance(s.c, dict)
    def is_file(s): return not s.is_dir()
    def open(s, mode="r", *a, **k): b = io.BytesIO(s.c); return b if "b" in mode else io.TextIOWrapper(b, *a, **k)
class L:
    def create_module(s, spec): return None
    def exec_module(s, m): pass
    def get_resource_reader(s, n): return R()
class F:
    def find_spec(s, n, p=None, t=None): return importlib.machinery.ModuleSpec(n, L(), is_package=True) if n == "virt" else None
sys.meta_path.append(F()); v = ir.files("virt"); print((v / "x.txt").read_text(), (v / "dir" / "y").read_bytes(), sorted(x.name for x in v.iterdir()))
with ir.as_file(v / "x.txt") as p: print(p.read_text(), p.name.endswith("x.txt"))
print(p.exists())
with ir.as_file(v) as p: print(sorted(x.name for x in p.rglob("*")))
try: v.joinpath("zzz")
except Exception as e: print(type(e).__name__, e)
shutil.rmtree(d)
