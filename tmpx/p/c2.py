import pickle, collections, copyreg
bad = lambda: 0
class S(set): pass
class LL(list): pass
class DD(dict): pass
class A:
    def __init__(s, v): s.v = v
class R:
    def __init__(s, *a): s.a = a
    def __reduce_ex__(s, p): return s.a
class NA:
    def __new__(cls, *a): return object.__new__(cls)
    def __getnewargs__(s): return (1, bad)
class NK(NA):
    def __getnewargs_ex__(s): return (1, 2), {"k": bad}
class NK2(NA):
    def __getnewargs_ex__(s): return (1, bad), {"k": 2}
OD = collections.OrderedDict
sl = LL([bad]); sd = DD(x=bad); sd2 = DD({bad: 1})
for o in ([1, bad], (bad,), (1,2,3,4,bad), {bad: 1}, {1: bad}, {1:2, 3: bad}, {bad}, frozenset([bad]), S([bad]), sl, sd, sd2, A(bad), A([bad]), R(bad, ()), R(A, (bad,)), R(A, (1,), bad), R(A, (1,), {"x": bad}), R(LL, (), None, iter([1, bad])), R(DD, (), None, None, iter({"a": bad}.items())), R(DD, (), None, None, iter({bad: 1}.items())), R(A, (1,), 5, None, None, bad), R(A, (1,), bad, None, None, setattr), NA(), NK(), NK2(), OD(a=bad), collections.deque([bad]), collections.defaultdict(bad), R(5, ()), R(A, 5), R(A, (1,), None, 5), R(A, (1,), None, None, 5), R(A, (1,), None, None, None, 5), R(copyreg.__newobj__, ()), R(copyreg.__newobj__, (5,)), R(copyreg.__newobj__, (int,)), R(copyreg.__newobj_ex__, (1,)), R(copyreg.__newobj_ex__, (R, 1, {})), R(copyreg.__newobj_ex__, (R, (), 1)), R(copyreg.__newobj_ex__, (int, (), {})), R(DD, (), None, None, iter([(1,)])), R(DD, (), None, None, iter([5])), R("x",)):
    for p in (0, 1, 2, 3, 4):
        if isinstance(o, R): c = pickle.Pickler
        try: pickle.dumps(o, p); print(type(o).__name__, p, "ok")
        except Exception as e: print(type(o).__name__, p, type(e).__name__, e, getattr(e, "__notes__", None))
for b in (b"gx\n.", b"g5\n.", b"px\n.", b"N.", b"L5\n.", b"Lx\n.", b"]N\x85\x93.", b"1.", b"2.", b"a.", b"Na.", b"NNa.", b"(NNd.", b"(Nd.", b"}(Nu.", b"N(NNu.", b"b.", b"NNb.", b"\x81.", b"cbuiltins\nint\nN\x81.", b"N)\x81.", b"\x85.", b"s.", b"NNNs.", b"(o.", b"(ibuiltins\nint\n.", b"r\1\0\0\0.", b"q\1.", b"\x94.", b"\x90.", b"NN\x90.", b"\x8f(N\x90.", b"cbuiltins\nnope\n.", b"\x80\x04\x8c\x08builtins\x8c\x04nope\x93.", b"\x80\x04\x8c\x08builtins\x8c\x07int.foo\x93.", b"T\xff\xff\xff\xff.", b"\x8a\x01.", b"U\x01.", b"cos\nsystem\n)R."[:4]):
    try: print(b, pickle.loads(b))
    except Exception as e: print(b, type(e).__name__, e)
import functools
for p in range(6): print(p, pickle.dumps(functools.reduce, p), pickle.dumps(ModuleNotFoundError, p), pickle.dumps(str.index, p), pickle.dumps([].append, p) if p > 8 else "", pickle.dumps(range, p), pickle.dumps(collections.OrderedDict.fromkeys, p))
copyreg.add_extension("__main__", "A", 0xf1)
for p in range(5): print(pickle.dumps(A, p), pickle.loads(pickle.dumps(A, p)))
print(pickle.dispatch_table is copyreg.dispatch_table)
b = pickle.PickleBuffer(b""); print(pickle.dumps(b, 5), pickle.loads(pickle.dumps([b, b], 5)), b)
