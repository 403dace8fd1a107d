import warnings, sys
print(warnings.__all__); print([n for n in dir(warnings) if n not in warnings.__all__])
print(warnings.filters)
def sh(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
sh(lambda: warnings.warn('x', 3)); sh(lambda: warnings.warn('x', int)); sh(lambda: warnings.warn(3)); sh(lambda: warnings.warn('x', stacklevel='a'))
sh(lambda: warnings.warn('x', skip_file_prefixes='a'));sh(lambda: warnings.warn('x', skip_file_prefixes=[]));sh(lambda: warnings.warn('x', skip_file_prefixes=(1,)))
sh(lambda: warnings.filterwarnings('foo')); sh(lambda: warnings.filterwarnings('error',1)); sh(lambda: warnings.filterwarnings('error','',3)); sh(lambda: warnings.filterwarnings('error','',Warning,3)); sh(lambda: warnings.filterwarnings('error',lineno='a')); sh(lambda: warnings.filterwarnings('error',lineno=-1))
sh(lambda: warnings.simplefilter('foo')); sh(lambda: warnings.simplefilter('error',lineno=-1))
sh(lambda: warnings.catch_warnings(record=True)); sh(lambda: warnings.catch_warnings().__exit__())
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('a'); warnings.warn(DeprecationWarning('z'))
    print(w[0], w, str(w[1].message), w[0].category)
    print(warnings.filters[:1])
@warnings.deprecated("old f")
def f(): pass
@warnings.deprecated("old C", category=None)
class C: pass
@warnings.deprecated("old D")
class D:
    def __init__(self, x): pass
class E(D): pass
warnings.simplefilter('always')
f(); C(); D(1); E(2); print(f.__deprecated__, f, D.__init_subclass__)
sh(lambda: warnings.deprecated(3)); sh(lambda: warnings.deprecated("x")(3)); sh(lambda: C(4)); sh(lambda: warnings.deprecated("x")(type('X',(),{}))(3))
warnings.warn('multi\nline', RuntimeWarning)
def g(): warnings.warn('two', stacklevel=2)
g()
def h(): warnings.warn('deep', stacklevel=20)
h()
warnings.warn_explicit('m', UserWarning, 'nofile.py', 3)
sh(lambda: warnings.warn_explicit('m', 3, 'nofile.py', 3)); sh(lambda:warnings.warn_explicit('m', UserWarning, 'nofile.py', 'a')); sh(lambda: warnings.warn_explicit('m', UserWarning, 'nofile.py', 3, registry=3)); sh(lambda: warnings.warn_explicit('m', UserWarning, None, 3))
print(warnings.formatwarning('m', UserWarning, 'f.py', 3, 'line here'), end='')
sh(lambda: warnings._deprecated('foo', remove=(3,2))); warnings._deprecated('foo', remove=(3,99)); 
warnings.resetwarnings(); print(warnings.filters)
warnings.filterwarnings('error','abc.*',UserWarning,'mod'); print(warnings.filters)
warnings.filterwarnings('once'); 
for i in range(3): warnings.warn('onlyonce')
open('/dev/null'); 
warnings.warn('res', ResourceWarning, source=[1])
print(repr(warnings.WarningMessage('m',UserWarning,'f',1)), warnings.WarningMessage('m',UserWarning,'f',1).__dict__)
try: warnings.showwarning=3; warnings.warn('zz')
except TypeError as e: print(e)
