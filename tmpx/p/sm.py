import runpy, sys, os, tempfile, pwd, grp, webbrowser, pickle, zipfile, warnings
d = tempfile.mkdtemp(); sys.path.insert(0, d)
def w(p, t):
    p = os.path.join(d, p); os.makedirs(os.path.dirname(p), exist_ok=True); open(p, "w").write(t)
w("m1.py", "import sys\nx = 5\nprint(__name__, __package__, __spec__ and __spec__.name, sys.argv[0].replace(%r, 'D'), __name__ in sys.modules, y)\n" % d); w("pk/__init__.py", ""); w("pk/__main__.py", "print('main', __name__, __package__)\nz=1\n"); w("pk/sub.py", "print('sub', __name__, __package__)"); w("nomain/__init__.py", ""); w("app/__main__.py", "import helper\nprint('app', __name__, helper.h)\n"); w("app/helper.py", "h=3"); w("bad.py", "1/0"); w("ns/a.py", "")
r = runpy.run_module("m1", {"y": 7}); print(r["x"], r["__name__"], sorted(k for k in r if k.startswith("__")))
runpy.run_module("m1", {"y": 8}, run_name="__main__", alter_sys=True)
print(runpy.run_module("pk")["z"], "pk.__main__" in sys.modules); runpy.run_module("pk.sub", run_name="q")
for n in ("nope", "nomain", "pk.nope", ".x", "m1.py", "nope.x", "bad", "ns", "pk.__main__.x", "sys"):
    try: runpy.run_module(n)
    except Exception as e: print(n, type(e).__name__, str(e).replace(d, "D"))
r = runpy.run_path(d + "/m1.py", {"y": 1}); print(r["x"], r["__name__"]); runpy.run_path(d + "/m1.py", {"y": 1}, "__main__")
runpy.run_path(d + "/app"); 
with zipfile.ZipFile(d + "/a.zip", "w") as z: z.writestr("__main__.py", "print('zip', __name__)")
for p in (d + "/none.py", d + "/nomain"):
    try: runpy.run_path(p)
    except Exception as e: print(type(e).__name__, str(e).replace(d, "D"))
u = pwd.getpwuid(0); print(u, u.pw_name, u[2], len(u), pwd.getpwnam("root") == u, isinstance(u, tuple), pwd.struct_passwd, u in pwd.getpwall(), pickle.loads(pickle.dumps(u)) == u)
print(grp.getgrgid(0), grp.getgrnam("root").gr_gid, type(grp.getgrall()).__name__)
for f, a in ((pwd.getpwnam, "no such"), (pwd.getpwuid, 987654), (grp.getgrnam, "zz"), (grp.getgrgid, 987654), (pwd.getpwuid, "x"), (pwd.struct_passwd, (1, 2)), (grp.getgrgid, "x")):
    try: f(a)
    except Exception as e: print(type(e).__name__, e)
print(os.path.expanduser("~root"))
os.environ.pop("DISPLAY", None); os.environ["BROWSER"] = "echo page %s"; print(webbrowser.open("http://x/"), webbrowser.get().name, webbrowser.get("true %s").args, webbrowser.open_new_tab("u"))
try: webbrowser.get("nosuchbrowser")
except webbrowser.Error as e: print(e)
try: webbrowser.open("-x")
except ValueError as e: print(e)
webbrowser.register("mine", None, webbrowser.GenericBrowser(["echo", "mine", "%s"]), preferred=True); webbrowser.open_new("u2")
from multiprocessing.dummy import Pool, Process, Queue, Manager, current_process, active_children, Pipe, Value, Lock
import multiprocessing.dummy as md
with Pool(3) as p: print(p.map(abs, [-1, -2]), list(p.imap(len, ["a"])), p.starmap(pow, [(2, 3)]), p.apply(max, (1, 2)), p.apply_async(min, (1, 2)).get())
q = Queue(); t = Process(target=q.put, args=(5,)); print(t.exitcode); t.start(); t.join(); print(q.get(), t.exitcode, active_children())
a, b = Pipe(); a.send({"x": 1}); print(b.poll(), b.recv(), b.poll(0.01)); v = Value("i", 3); v.value += 1; print(v, v.value, Manager().dict(a=1), Manager().list([1]), md.Namespace(a=1, _b=2), md.Array("i", [1]))
