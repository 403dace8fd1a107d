prepare Model {}
prepare User {'table': 'users'}
subclass User
call User
User(name='bob', age=0) users ['name', 'age'] True 2 1 {'Model': <M Model>, 'User': <M User>} name True
age must be int, not str
0
'User' object has no attribute '_age'
('foo', (1,)) ['aa', 'zz']
metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
multiple bases have instance lay-out conflict
True
dead True
'W' object has no attribute 'b' and no __dict__ for setting new attributes
'W' object has no attribute 'a'
finalized
False
call User
1
0
0 1 [2, 3] True 2
1 1 [2, 3] True 2
2 1 [2, 3] True 4
3 1 [2, 3] True 4
4 1 [2, 3] True 4
5 1 [2, 3] True 4
True True
PicklingError Can't pickle <function <lambda> at 0xX>: it's not
TypeError cannot pickle 'TextIOWrapper' instances
TypeError cannot pickle 'generator' object
TypeError cannot pickle 'module' object
PicklingError Can't pickle <class '__main__.Local'>: it's not found as __m
find __main__ Node
find builtins print
True
UnpicklingError pickle data was truncated
UnpicklingError pickle data was truncated
enter 1
enter 2
caught 2 boom
exit 2
caught 1 boom
exit 1
enter 0
enter 1
enter 2
push <class 'KeyError'>
cb 5
exit 2
exit 1
exit 0
5
in
body
out None
enter 9
b2
exit 9
generator didn't yield
generator didn't stop
'int' object does not support the context manager protocol (missed __exit__ method)
broken False
circ1 False
circ2 False
pkg True
plug_a False
plug_b False
raising False
{'plug_a': ('plug_a', 'plug_a'), 'plug_b': ('plug_b', 'plug_b')}
3 dynamic 4 True pkg pkg True
pkg.nope ModuleNotFoundError No module named 'pkg.nope' pkg.nope
nope.x ModuleNotFoundError No module named 'nope' nope
circ1 ImportError cannot import name 'foo' from partially initialized module 'circ1' (most likely due to a circular import) (D/circ1.py) circ1
raising ZeroDivisionError division by zero None
broken SyntaxError invalid syntax (broken.py, line 1) None
pkg.sub.x ModuleNotFoundError No module named 'pkg.sub.x'; 'pkg.sub' is not a package pkg.sub.x
cannot import name 'missing' from 'pkg' (D/pkg/__init__.py)
module 'pkg' has no attribute 'missing'
Traceback (most recent call last):
  File "b2.py", line 142, in <module>
    try: raise_ = importlib.import_module("raising")
                  ~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^
  File "/usr/lib/python3.14/importlib/__init__.py", line 88, in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
           ~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "<frozen importlib._bootstrap>", line 1406, in _gcd_import
  File "<frozen importlib._bootstrap>", line 1371, in _find_and_load
  File "<frozen importlib._bootstrap>", line 1342, in _find_and_load_unlocked
  File "<frozen importlib._bootstrap>", line 938, in _load_unlocked
  File "<frozen importlib._bootstrap_external>", line 763, in exec_module
  File "<frozen importlib._bootstrap>", line 491, in _call_with_frames_removed
  File "D/raising.py", line 3, in <module>
    f()
    ~^^
  File "D/raising.py", line 2, in f
    return 1/0
           ~^~
ZeroDivisionError: division by zero

plug_a manual SourceFileLoader
1 None json
VIRTUAL <module 'virtual' (<__main__.F2 object at 0xX>)>
    def __get__(self, obj, objtype=None): return self if obj is None else getattr(obj, self.slot, self.default)
 None [('__module__', '__main__'), ('_name', 'bob'), ('name', 'bob'), ('table', 'users')] (mcs, name, bases, ns, table=None, **kw) (<M User>, <M Model>, <class 'object'>) True FullArgSpec(args=['a'], varargs='b', varkw='d', defaults=None, kwonlyargs=['c'], kwonlydefaults={'c': 1}, annotations={})
(a, /, b: int = 3, *args, c, d='x', **kw) -> str [<Parameter "a">, <Parameter "b: int = 3">, <Parameter "*args">, <Parameter "c">, <Parameter "d='x'">, <Parameter "**kw">] {'a': 1, 'c': 2} (a, /, b: int = 3, *args, c, d='x', **kw) -> int
missing a required argument: 'a'
missing a required argument: 'c'
<BoundArguments (a=1, b=2, args=(3,), c=1, kw={'zz': 2})>
<BoundArguments (a=1, c=1, kw={'a': 1})>
sigf() ! TypeError sigf() missing 1 required positional argument: 'a'
sigf(1) ! TypeError sigf() missing 1 required keyword-only argument: 'c'
sigf(1, b=2, c=3, b2=3) ok
sigf(c=1) ! TypeError sigf() missing 1 required positional argument: 'a'
sigf(*5) ! TypeError __main__.sigf() argument after * must be an iterable, not int
sigf(**{1:2}) ! TypeError keywords must be strings
sigf(1, 2, c=1, **{'c': 2}) ! TypeError __main__.sigf() got multiple values for keyword argument 'c'
(lambda: 0)(1) ! TypeError <lambda>() takes 0 positional arguments but 1 was given
(lambda a, b: 0)(1) ! TypeError <lambda>() missing 1 required positional argument: 'b'
(lambda a: 0)(b=1) ! TypeError <lambda>() got an unexpected keyword argument 'b'
(lambda *, k: 0)() ! TypeError <lambda>() missing 1 required keyword-only argument: 'k'
(lambda a, /: 0)(a=1) ! TypeError <lambda>() got some positional-only arguments passed as keyword arguments: 'a'
(lambda a, b=1: 0)(1,2,3) ! TypeError <lambda>() takes from 1 to 2 positional arguments but 3 were given
int('x', 3, 4, 5) ! TypeError int expected at most 2 arguments, got 4
len() ! TypeError len() takes exactly one argument (0 given)
len(1, 2) ! TypeError len() takes exactly one argument (2 given)
print(foo=1) ! TypeError print() got an unexpected keyword argument 'foo'
[].append() ! TypeError list.append() takes exactly one argument (0 given)
''.join(1) ! TypeError can only join an iterable
''.join([1]) ! TypeError sequence item 0: expected str instance, int found
sorted(1) ! TypeError 'int' object is not iterable
max() ! TypeError max expected at least 1 argument, got 0
max([]) ! ValueError max() iterable argument is empty
range('a') ! TypeError 'str' object cannot be interpreted as an integer
dict([1]) ! TypeError object is not iterable
dict([(1,2,3)]) ! ValueError dictionary update sequence element #0 has length 3; 2 is required
int([]) ! TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
float('x') ! ValueError could not convert string to float: 'x'
chr(-1) ! ValueError chr() arg not in range(0xX)
ord('ab') ! TypeError ord() expected a character, but string of length 2 found
open('/nonexistent/x') ! FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
'a'+1 ! TypeError can only concatenate str (not "int") to str
1+'a' ! TypeError unsupported operand type(s) for +: 'int' and 'str'
[]+() ! TypeError can only concatenate list (not "tuple") to list
None.x ! AttributeError 'NoneType' object has no attribute 'x'
5() ! TypeError 'int' object is not callable
5[0] ! TypeError 'int' object is not subscriptable
{}[[]] ! TypeError cannot use 'list' as a dict key (unhashable type: 'list')
'a'[1.5] ! TypeError string indices must be integers, not 'float'
[1][5] ! IndexError list index out of range
{}['k'] ! KeyError 'k'
(1,)[0]=1 if 0 else 2 ! TypeError 'tuple' object does not support item assignment
bytes('a') ! TypeError string argument without an encoding
b'a'+'a' ! TypeError can't concat str to bytes
b'a'.join(['a']) ! TypeError sequence item 0: expected a bytes-like object, str found
''.encode('nope') ! LookupError unknown encoding: nope
b'\xff'.decode() ! UnicodeDecodeError 'utf-8' codec can't decode byte 0xX in position 0: invalid start byte
'\ud800'.encode() ! UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
'%d' % 'x' ! TypeError %d format: a real number is required, not str
'%s %s' % 1 ! TypeError not enough arguments for format string
'%(a)s' % 1 ! TypeError format requires a mapping
'{}'.format() ! IndexError Replacement index 0 out of range for positional args tuple
'{a}'.format() ! KeyError 'a'
format(3, 'zz') ! ValueError Unknown format code 'z' for object of type 'int'
f'{3:q}' ! ValueError Unknown format code 'q' for object of type 'int'
int('9'*5000) ! ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
2**-1 << 3 ! TypeError unsupported operand type(s) for <<: 'float' and 'int'
1<<-1 ! ValueError negative shift count
1//0 ! ZeroDivisionError division by zero
1%0 ! ZeroDivisionError division by zero
1.0/0 ! ZeroDivisionError division by zero
0**-1 ! ZeroDivisionError zero to a negative power
pow(2,-1,4) ! ValueError base is not invertible for the given modulus
complex('x') ! ValueError complex() arg is a malformed string
isinstance(1, 'x') ! TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
issubclass(1, int) ! TypeError issubclass() arg 1 must be a class
iter(1) ! TypeError 'int' object is not iterable
next([]) ! TypeError 'list' object is not an iterator
next(iter([])) ! StopIteration 
reversed({1}) ! TypeError 'set' object is not reversible
hash([]) ! TypeError unhashable type: 'list'
abs('x') ! TypeError bad operand type for abs(): 'str'
round('x') ! TypeError type str doesn't define __round__ method
sum(['a']) ! TypeError unsupported operand type(s) for +: 'int' and 'str'
sum('ab', '') ! TypeError sum() can't sum strings [use ''.join(seq) instead]
zip([1],[1,2],strict=True).__next__() and list(zip([1],[1,2],strict=True)) ! ValueError zip() argument 2 is longer than argument 1
list(map(int, 'a')) ! ValueError invalid literal for int() with base 10: 'a'
object(1) ! TypeError object() takes no arguments
type('a','b') ! TypeError type() takes 1 or 3 arguments
super().x ! RuntimeError super(): no arguments
setattr(1,'x',2) ! AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
getattr(1, 2) ! TypeError attribute name must be string, not 'int'
delattr(1,'x') ! AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
vars(1) ! TypeError vars() argument must have __dict__ attribute
eval('1+') ! SyntaxError invalid syntax (<string>, line 1)
exec('x=') ! SyntaxError invalid syntax (<string>, line 1)
compile('(', 'f', 'exec') ! SyntaxError '(' was never closed (f, line 1)
__import__('') ! ValueError Empty module name
memoryview(1) ! TypeError memoryview: a bytes-like object is required, not 'int'
bytearray(-1) ! ValueError negative count
[1,2].remove(3) ! ValueError list.remove(x): x not in list
[].pop() ! IndexError pop from empty list
{}.popitem() ! KeyError 'popitem(): dictionary is empty'
set().pop() ! KeyError 'pop from an empty set'
(1,2).index(3) ! ValueError tuple.index(x): x not in tuple
'a'.index('b') ! ValueError substring not found
'a'.split('') ! ValueError empty separator
'a'.replace(1,2) ! TypeError replace() argument 1 must be str, not int
'a'.center() ! TypeError center expected at least 1 argument, got 0
'abc'.translate(1) ! TypeError 'int' object is not subscriptable
str(b'a','ascii','strict',1) ! TypeError str expected at most 3 arguments, got 4
slice() ! TypeError slice expected at least 1 argument, got 0
enumerate() ! TypeError enumerate() missing required argument 'iterable'
staticmethod() ! TypeError staticmethod expected 1 argument, got 0
frozenset([[]]) ! TypeError cannot use 'list' as a set element (unhashable type: 'list')
print(1, sep=2) ! TypeError sep must be None or a string, not int
input.x ! AttributeError 'builtin_function_or_method' object has no attribute 'x'
a.b ! AttributeError 'tuple' object has no attribute 'b'
[x for x in 5] ! TypeError 'int' object is not iterable
a, b = 1 if 0 else 0 ! TypeError cannot unpack non-iterable int object
(lambda: (yield))().send(1) ! TypeError can't send non-None value to a just-started generator
int.from_bytes(b'a', 'x') ! ValueError byteorder must be either 'little' or 'big'
(300).to_bytes(1) ! OverflowError int too big to convert
(-1).to_bytes(1) ! OverflowError can't convert negative int to unsigned
bytes([256]) ! ValueError bytes must be in range(0, 256)
bytes.fromhex('zz') ! ValueError non-hexadecimal number found in fromhex() arg at position 0
1 < 'a' ! TypeError '<' not supported between instances of 'int' and 'str'
[1] < [None] ! TypeError '<' not supported between instances of 'int' and 'NoneType'
{} < {} ! TypeError '<' not supported between instances of 'dict' and 'dict'
1 in 5 ! TypeError argument of type 'int' is not a container or iterable
del_ ! NameError name 'del_' is not defined
not_defined ! NameError name 'not_defined' is not defined
pritn(1) ! NameError name 'pritn' is not defined
'abc'.uper() ! AttributeError 'str' object has no attribute 'uper'
[].apend(1) ! AttributeError 'list' object has no attribute 'apend'
sys.pth ! AttributeError module 'sys' has no attribute 'pth'
import_ ! NameError name 'import_' is not defined
lenn([]) ! NameError name 'lenn' is not defined
W DeprecationWarning dep
W SyntaxWarning "is" with 'int' literal. Did you mean "=="?
