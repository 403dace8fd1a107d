import pickle, sys, os, types
class L: pass
def outer():
    class In: pass
    def f(): pass
    return In, f
I, f = outer()
class Fake: __module__ = "nosuchmod"
class Fake2: __module__ = "os"
fl = lambda: 0
class NoR:
    def __reduce_ex__(self, p): return 5
class BadR:
    def __reduce_ex__(self, p): return (1,)
class BadR2:
    def __reduce_ex__(self, p): return (L, 5)
class Exc:
    def __getstate__(self): raise RuntimeError("gs")
class NM: __slots__ = "a",
for o in (lambda: 1, open(os.devnull), (x for x in []), sys, I, I(), f, Fake, Fake(), Fake2, fl, NoR(), BadR(), BadR2(), Exc(), sys._getframe(), type(sys)("m"), __import__("threading").Lock(), {}.keys(), iter([]), memoryview(b""), [1, {"k": (lambda: 0,)}], L().__init__, property(), staticmethod(f), types.MappingProxyType({}), NM(), __import__("socket").socket(), open(os.devnull, "rb"), compile("1", "", "eval"), None.__class__, ..., NotImplemented, __import__("weakref").ref(I), map(str, []), zip(), range(3), slice(1, 2), super, L.__dict__.get("__weakref__"), enumerate([]), reversed([1]), __import__("re").compile("a"), __import__("functools").partial(print), __import__("operator").itemgetter(1), __import__("itertools").count(3)):
    for p in (0, 2, 4):
        try: print(p, type(pickle.loads(pickle.dumps(o, p))).__name__)
        except Exception as e: print(p, type(e).__name__, e, getattr(e, "__notes__", None), repr(e.__context__))
for bad in (b"garbage", b"", b".", b"\x80\x05.", b"\x80\x09", b"\x80\x04N", b"\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00N.", b"I1", b"Ix\n.", b"cos\nnosuch\n.", b"cnosuch\nx\n.", b"\x80\x04K", b"\x80\x04\x8c\x05ab", b"h\x05.", b"(.", b"t.", b"0.", b"e.", b"R.", b"NNR.", b"\xff", b"S'abc\n.", b"Sabc\n.", b"P1\n.", b"\x80\x04\x88Q.", b"F1.x\n.", b"V\\u12\n.", b"\x82\x01.", b"]NNs.", b"\x97.", b"N\x93."):
    try: print(bad, pickle.loads(bad))
    except Exception as e: print(bad, type(e).__name__, e)
for a in ((), (1,), ([], 9), ([], -1), ([], "x")):
    try: print(len(pickle.dumps(*a)))
    except Exception as e: print(type(e).__name__, e)
try: pickle.dump([], 5)
except Exception as e: print(type(e).__name__, e)
try: pickle.load(5)
except Exception as e: print(type(e).__name__, e)
try: pickle.loads("x")
except Exception as e: print(type(e).__name__, e)
try: pickle.dumps([], buffer_callback=print, protocol=4)
except Exception as e: print(type(e).__name__, e)
