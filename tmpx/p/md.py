import importlib.metadata as im, os, sys, tempfile, shutil, zipfile
d = tempfile.mkdtemp(); sys.path.insert(0, d)
def w(p, t):
    p = os.path.join(d, p); os.makedirs(os.path.dirname(p), exist_ok=True); open(p, "w").write(t)
w("demo_pkg-1.2.3.dist-info/METADATA", "Metadata-Version: 2.1\nName: Demo-Pkg\nVersion: 1.2.3\nSummary: A demo\nKeywords: a b c\nAuthor: X\nClassifier: One\nClassifier: Two\nRequires-Dist: requests (>=2)\nRequires-Dist: foo ; extra == 'x'\nLicense: line1\n        line2\n          line3\n\nThe long\ndescription.\n")
w("demo_pkg-1.2.3.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo.cli:main\n# c\n\n[plugins]\nx = demo.plug:Class.attr [e1,e2]\nmod=demo\n")
w("demo_pkg-1.2.3.dist-info/RECORD", "demo/__init__.py,sha256=abc,10\ndemo/cli.py,,\ndemo/missing.py,,\ndemo_pkg-1.2.3.dist-info/METADATA,,\n")
w("demo_pkg-1.2.3.dist-info/direct_url.json", '{"url": "file:///x", "dir_info": {"editable": true}}')
w("demo/__init__.py", "V=1\n"); w("demo/cli.py", "def main(): return 'ran'\n"); w("demo/plug.py", "class Class:\n    attr = 5\n")
w("old.egg-info/PKG-INFO", "Name: old\nVersion: 0.1\n"); w("old.egg-info/requires.txt", "a\nb>1\n[x]\nc\n[:python_version<'3']\nd\n[y:os=='w']\ne @ http://x\n"); w("old.egg-info/SOURCES.txt", "old.py\n"); w("old.egg-info/top_level.txt", "old\n"); w("old.py", "")
w("empty-1.dist-info/x", "")
print(im.version("demo-pkg"), im.version("Demo.Pkg"), im.version("DEMO_pkg"), im.requires("demo-pkg"), im.requires("old"), im.version("old"))
m = im.metadata("demo-pkg"); print(m["name"], m["Version"], m.get_all("Classifier"), m.get("nope"), m.json, list(m), len(m), "Name" in m, isinstance(m, im.PackageMetadata) if 0 else "", repr(m["Description"]), m["License"])
for n in ("nope", "", None):
    try: print(im.version(n))
    except Exception as e: print(type(e).__name__, e, repr(e), e.args, getattr(e, "name", None))
try: print(m["zzz"])
except KeyError as e: print("KeyError", e)
eps = im.entry_points(); print(sorted(eps.select(group="plugins")), im.entry_points(group="console_scripts"), eps.names >= {"demo"}, "plugins" in eps.groups)
e = im.entry_points(group="console_scripts", name="demo")["demo"]; print(e, e.module, e.attr, e.extras, e.load()(), e.dist.name, e.name, e.value, e.group)
x, = im.entry_points(name="x"); print(x.load(), x.extras, x.attr, x == im.EntryPoint("x", x.value, "plugins"), hash(x) == hash(im.EntryPoint("x", x.value, "plugins")))
print(im.entry_points(name="mod")["mod"].load().V, im.entry_points(group="none"))
try: eps["nosuch"]
except KeyError as k: print(repr(k))
try: e.name = 5
except AttributeError as k: print(k)
try: im.EntryPoint("a", "b c", "g").module
except Exception as k: print(type(k).__name__, k)
fs = im.files("demo-pkg"); print(fs, [(f.hash, f.size, f.name) for f in fs], fs[0].read_text(), str(fs[0].locate()).replace(d, "D"), type(fs[0]).__mro__[1].__name__)
print(im.files("old"), im.packages_distributions().get("old"), sorted(im.packages_distributions().get("demo", [])))
dist = im.distribution("demo-pkg"); print(dist.origin, type(dist).__name__, dist.name, dist.version, dist.read_text("nope"), str(dist.locate_file("x")).replace(d, "D"), dist.entry_points.names)
print(sorted(str(x.metadata and x.metadata.get("Name")) for x in im.distributions(path=[d])), [x.version for x in im.distributions(name="old")], im.Distribution.at(d + "/old.egg-info").version)
z = os.path.join(d, "z.zip")
with zipfile.ZipFile(z, "w") as f: f.writestr("zipped-3.dist-info/METADATA", "Name: zipped\nVersion: 3\n"); f.writestr("zm.py", "")
sys.path.insert(0, z); print(im.version("zipped"))
class F(im.DistributionFinder):
    def find_spec(self, *a): return None
    def find_distributions(self, context=im.DistributionFinder.Context()):
        if context.name == "virtual": yield VD()
class VD(im.Distribution):
    def read_text(self, n): return "Name: virtual\nVersion: 9\n" if n == "METADATA" else None
    def locate_file(self, p): return p
sys.meta_path.append(F()); print(im.version("virtual"), im.requires("virtual"), im.files("virtual"), im.distribution("virtual").entry_points, im.distribution("empty").metadata)
try: im.Distribution()
except TypeError as k: print(k)
try: print(im.version("empty"))
except Exception as k: print(type(k).__name__, k)
shutil.rmtree(d)
