__main__.Stack[int] 3 <class '__main__.Stack'> (<class 'int'>,) (~T,)
True True
Instance and class checks can only be used with @runtime_checkable protocols
[<function conv at 0xX>, <function conv at 0xX>] 3 4
frozenset() frozenset({'title', 'tags', 'year'}) {'title': 'x'} False
5.0 Pt(x=1, y=5) {'y': 0} {'x': ForwardRef('int'), 'y': ForwardRef('int')}
{'x': ~T, 'return': __main__.Stack[~T]} {'x': <class 'int'>, 'y': <class 'int'>}
__main__.UserId 4 UserId <class 'int'>
(a: 'int', b: 'int' = 2) -> 'int'|[3]|adds|<function add at 0xX>
typing.Callable[[int, str], bool] int | None int | str | None int | None typing.Literal['a', 1] typing.Annotated[int, 'meta', 3] typing.ClassVar[int] typing.Final[str] tuple[int, ...] dict[str, list[int]] type[int] typing.Concatenate[int, ~P] typing.Self typing.Never typing.LiteralString
<class 'dict'> ([<class 'int'>], <class 'str'>) (<class 'int'>, 5) <class 'typing.Union'>
(T, Us, Q) {'x': 'T', 'us': '*Us', 'return': 'tuple[T, *Us]'} (1, 2)
__main__.Box[int] (T,) (typing.Generic[T],) (U,) (T,)
Tree Tree[int] T | list[Tree[T]] (T,)
Color.R|B Color.G|B [<Color.R: 1>, <Color.G: 2>] Color.R|G|B True <Color: 0>
Can't instantiate abstract class Shape without an implementation for abstract methods 'make', 'sides'
3
True
3
{'eq_default': True, 'order_default': False, 'kw_only_default': True, 'frozen_default': False, 'field_specifiers': (), 'kwargs': {}}
True frozenset({'name', 'area'}) True
__main__.A[int] (~T,)
(<class '__main__.B'>, <class '__main__.A'>, <class 'typing.Protocol'>, <class 'typing.Generic'>, <class 'object'>) (__main__.A[int],)
True Square(side=2, name='sq') {'side': 1, 'name': 'sq'} (1, 'sq') ('side', 'name') ('side', 'name')
'Square' object has no attribute 'foo' and no __dict__ for setting new attributes
{'title': typing.Required[str], 'year': <class 'int'>, 'tags': typing.NotRequired[list[str]]} {'title': ForwardRef('Required[str]', module='__main__', owner=<class '__main__.Movie'>), 'year': ForwardRef('int', module='__main__', owner=<class '__main__.Movie'>), 'tags': ForwardRef('NotRequired[list[str]]', module='__main__', owner=<class '__main__.Movie'>)}
name 'Undefined' is not defined
ForwardRef('int') typing.List[ForwardRef('int')] typing.Dict[str, ForwardRef('X')] typing.List typing.Dict typing.Iterable[int] <class 'str'> ~AnyStr typing.Pattern
typing.Unpack[Ts]  __main__.Stack[int] int | __main__.Stack[str]
Cannot take a Union of no types.
Too many arguments for <class '__main__.Stack'>; actual 2, expected 1
typing.Literal[int] is not a generic class
Protocols can only inherit from other protocols, got <class '__main__.Stack'>
Protocols cannot be instantiated
