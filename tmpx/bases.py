class A: pass
class B: pass
class C: pass
try: C.__bases__=(A,); print('ok')
except TypeError as e: print(e)
class D(B): pass
D.__bases__=(A,); print(D.__mro__)
try: D.__bases__=(object,); print('ok')
except TypeError as e: print(e)
class L(list): pass
try: D.__bases__=(L,); print('ok')
except TypeError as e: print(e)
class L2(L): pass
try: L2.__bases__=(list,); print('ok')
except TypeError as e: print(e)
class S: __slots__=('a',)
class T(S): pass
class S2: __slots__=('a',)
try: T.__bases__=(S2,); print('ok')
except TypeError as e: print(e)
class M(type):
    def mro(cls):
        print('mro', cls.__name__, cls.__mro__ is None, cls.__bases__)
        return super().mro()
class X(metaclass=M): pass
class Y(X): pass
class Z(X): pass
Y.__bases__=(Z,)
print(Y.__mro__)
class X2(X): pass
class W(Y): pass
Y.__bases__=(X2,)
