# typing-heavy, protocols, generics, overload
from __future__ import annotations
import typing, dataclasses, enum, functools, abc, collections, sys
from typing import *
T = TypeVar("T"); K = TypeVar("K", bound="Comparable"); P = ParamSpec("P"); Ts = TypeVarTuple("Ts")
@runtime_checkable
class Comparable(Protocol):
    def __lt__(self, other: Any) -> bool: ...
class SupportsArea(Protocol):
    name: str
    def area(self) -> float: ...
@dataclasses.dataclass(order=True, slots=True)
class Square:
    side: float
    name: str = "sq"
    def area(self): return self.side ** 2
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, x: T) -> Stack[T]: self.items.append(x); return self
    def pop(self) -> T: return self.items.pop()
    def __class_getitem__(cls, item): return super().__class_getitem__(item)
print(Stack[int], Stack[int]().push(3).pop(), Stack[int].__origin__, Stack[int].__args__, Stack.__parameters__)
print(isinstance(3, Comparable), isinstance(object(), Comparable))
try: isinstance(3, SupportsArea)
except TypeError as e: print(e)
@overload
def conv(x: int) -> str: ...
@overload
def conv(x: str) -> int: ...
def conv(x): return str(x) if isinstance(x, int) else int(x)
print(get_overloads(conv), conv(3), conv("4"))
class Movie(TypedDict, total=False):
    title: Required[str]
    year: int
    tags: NotRequired[list[str]]
print(Movie.__required_keys__, Movie.__optional_keys__, Movie(title="x"), Movie.__total__)
class Pt(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return (self.x**2+self.y**2)**.5
print(Pt(3,4).norm(), Pt(1)._replace(y=5), Pt._field_defaults, Pt.__annotations__)
print(get_type_hints(Stack.push), get_type_hints(Pt))
UserId = NewType("UserId", int)
print(UserId, UserId(4), UserId.__name__, UserId.__supertype__)
def deco(f: Callable[P, T]) -> Callable[P, list[T]]:
    @functools.wraps(f)
    def w(*a: P.args, **k: P.kwargs) -> list[T]: return [f(*a, **k)]
    return w
@deco
def add(a: int, b: int = 2) -> int: "adds"; return a + b
import inspect
print(inspect.signature(add), add(1), add.__doc__, add.__wrapped__, sep="|")
print(Callable[[int, str], bool], Optional[int], Union[int, str, None], int | None, Literal["a", 1], Annotated[int, "meta", 3], ClassVar[int], Final[str], tuple[int, ...], dict[str, list[int]], type[int], Concatenate[int, P], Self, Never, LiteralString)
print(get_origin(dict[str, int]), get_args(Callable[[int], str]), get_args(Annotated[int, 5]), get_origin(Optional[int]))
def g[T: (int, str), *Us, **Q](x: T, *us: *Us) -> tuple[T, *Us]: return (x, *us)
print(g.__type_params__, g.__annotations__, g(1, 2))
class Box[T]:
    v: T
    def map[U](self, f: Callable[[T], U]) -> Box[U]: ...
print(Box[int], Box.__type_params__, Box.__orig_bases__, Box.map.__type_params__, Box.__parameters__)
type Tree[T] = T | list[Tree[T]]
print(Tree, Tree[int], Tree.__value__, Tree.__type_params__)
class Color(enum.Flag):
    R = enum.auto(); G = enum.auto(); B = enum.auto(); RG = R | G
print(Color.R | Color.B, ~Color.R, list(Color.RG), Color(7), Color.RG in Color(7), repr(Color(0)))
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def sides(self) -> int: ...
    @classmethod
    @abc.abstractmethod
    def make(cls): ...
try: Shape()
except TypeError as e: print(e)
class Tri(Shape):
    sides = 3
    @classmethod
    def make(cls): return cls()
print(Tri.make().sides)
@final
class Fin: pass
print(Fin.__final__)
assert_type(3, int); reveal = cast(str, 3); print(reveal)
@dataclass_transform(kw_only_default=True)
def model(cls): return dataclasses.dataclass(cls)
print(model.__dataclass_transform__)
print(is_typeddict(Movie), get_protocol_members(SupportsArea), is_protocol(SupportsArea))
class A(Protocol[T]):
    def f(self) -> T: ...
print(A[int], A.__parameters__)
class B(A[int]): pass
print(B.__mro__, B.__orig_bases__)
print(Square(2) < Square(3), Square(2), dataclasses.asdict(Square(1)), dataclasses.astuple(Square(1)), Square.__slots__, Square.__match_args__)
try: Square(1).foo = 2
except AttributeError as e: print(e)
print(typing.get_type_hints(Movie, include_extras=True), Movie.__annotations__)
def nn(x: "int | Undefined") -> None: ...
try: get_type_hints(nn)
except NameError as e: print(e)
print(ForwardRef("int"), List["int"], Dict[str, "X"], List, Dict, Iterable[int], typing.Text, AnyStr, typing.Pattern)
print(Unpack[Ts], Generic[T, Unpack[Ts]] if False else "", Stack[T][int], Union[int, Stack[T]][str])
try: Union[()]
except TypeError as e: print(e)
try: Stack[int, str]
except TypeError as e: print(e)
try: Literal[int][3]
except TypeError as e: print(e)
try:
    class X(Protocol, Stack[int]): pass
except TypeError as e: print(e)
try: SupportsArea()
except TypeError as e: print(e)
