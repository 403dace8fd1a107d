from datetime import *
for e in ("date('x')", "datetime('x')", "datetime(2020)", "datetime(2020,1)", "datetime()", "date()", "date(2020, 1)", "date('x', 1)", "datetime('x', 1)", "datetime('x',1,1)", "date('abcd')", "date(b'abcd')", "date(year=1)", "time('x')", "timezone()", "timezone(5)", "timedelta(x=1)", "datetime(1,1,1,tzinfo=5)", "datetime(1,1,1,fold=2)", "date(1.0,1,1)", "date(2020, 13, 1)", "date(0,1,1)", "time(1,60)", "datetime(2020,1,1,1,1,1,10**6)", "timezone(timedelta(hours=25))","timedelta(days=10**10)", "date.today().replace(x=1)", "date.fromordinal(0)", "date.fromtimestamp(1e20)", "datetime.utcfromtimestamp(0)", "datetime.strptime(1,2)", "date(2020,1,1).strftime(1)"):
    try: print(e, eval(e))
    except Exception as x: print(e, "!", type(x).__name__, x)
import re
for p in (r"\N{LATIN SMALL LETTER A}", r"[\N{DIGIT ONE}-\N{DIGIT FIVE}]+", r"\N", r"\N{", r"\N{}", r"\N{foo", r"\Nx", "x\\N{nope}", r"[\N{nope}]"):
    try: print(p, re.findall(p, "a1234"))
    except re.error as x: print(p, "!", x)
try: re.compile(rb"\N{DIGIT ONE}")
except re.error as x: print(x)
class L:
    pass
import types, importlib.machinery as m, sys
x = types.ModuleType("x"); print(x)
x.__loader__ = L; print(str(x).split(" at")[0]); x.__spec__ = m.ModuleSpec("x", None); print(x); x.__spec__ = m.ModuleSpec("x", L); print(x); x.__spec__ = m.ModuleSpec("x", L, origin="here"); print(x); x.__spec__.has_location = True; print(x); x.__file__ = "ff"; print(x)
del x.__spec__; print(x); x.__file__ = 5; print(x); x.__name__ = 5; print(x)
x.__spec__ = 5; print(x)
x.__spec__ = types.SimpleNamespace(name="q", origin="o", has_location=False, loader=None); print(x)
x.__spec__ = m.ModuleSpec("x", None, is_package=True); x.__spec__.submodule_search_locations = ["a"]; print(x)
x.__spec__ = m.ModuleSpec("x", m.NamespaceLoader if hasattr(m, "NamespaceLoader") else L); print(str(x)[:30])
