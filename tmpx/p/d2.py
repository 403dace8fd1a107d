import traceback
def f(x): raise ValueError(x)
def show(src):
    try: exec(compile(src, "<src>", "exec"), {"f": f, "o": type("O", (), {"f": staticmethod(f)}), "d": [f], "__builtins__": __builtins__})
    except ValueError:
        import sys
        tb = sys.exc_info()[2].tb_next
        import linecache
        linecache.cache["<src>"] = (len(src), None, src.splitlines(True), "<src>")
        print("".join(traceback.format_tb(tb)[:1]))
        linecache.cache.clear()
for s in ("o.y = f(1)", "x, = f(1)", "*x, = f(1)", "x, y = f(1)", "[x] = f(1)", "(x) = f(1)", "o.y = f(1) # c", "d[0] = f(1)", "x = o.f(1)", "x = f (1)", "x = f(1)   ", "x = f(\"#\") # c", "x = d[0](1)", "return_ = f(1)"):
    print(repr(s)); show(s)
