import traceback
def f(x): raise ValueError(x)
def show(src):
    try: exec(compile(src, "<src>", "exec"), {"f": f, "g": lambda x: x, "__builtins__": __builtins__})
    except ValueError:
        import sys
        tb = sys.exc_info()[2].tb_next
        import linecache
        linecache.cache["<src>"] = (len(src), None, src.splitlines(True), "<src>")
        print("".join(traceback.format_tb(tb)[:1]))
        linecache.cache.clear()
for s in ("x = f(1)  # note", "x = f(1); y = 2", "x = f(1); # c", "y = 2; x = f(1)", "x = y = f(1)", "x: int = f(1)", "x = f(1) if 1 else 2", "x = f(1)", "x = g(f(1))", "x, y = f(1)", "x = f(1),", "x = (f(1))", "x += f(1)", "return_ = f(1) # x", "x = f(\n 1)", "x = f(\n 1) # c", "x = g(1)(f(1))", "x = [f(1)]", "x = f(\"#\") # c", "f(1); x=2", "x = lambda: 0; y = f(1)", "x = f(1);y = f(2) ; # z"):
    print(repr(s)); show(s)
