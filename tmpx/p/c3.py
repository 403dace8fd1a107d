import pickle, builtins
for n in dir(builtins):
    o = getattr(builtins, n)
    if isinstance(o, type):
        for p in (0, 2): print(n, p, pickle.dumps(o, p))
