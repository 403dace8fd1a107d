list 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 1']
list 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 1']
list 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 1']
list 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 1']
list 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 1']
tuple 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0']
tuple 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0']
tuple 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0']
tuple 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0']
tuple 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0']
tuple 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 4']
tuple 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 4']
tuple 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 4']
tuple 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 4']
tuple 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 4']
dict 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None
dict 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None
dict 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None
dict 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None
dict 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None
dict 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 1']
dict 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 1']
dict 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 1']
dict 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 1']
dict 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 1']
dict 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 3']
dict 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 3']
dict 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 3']
dict 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 3']
dict 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing dict item 3']
set 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing set reconstructor arguments']
set 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing set reconstructor arguments']
set 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing set reconstructor arguments']
set 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing set reconstructor arguments']
set 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing set element']
frozenset 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing frozenset reconstructor arguments']
frozenset 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing frozenset reconstructor arguments']
frozenset 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing frozenset reconstructor arguments']
frozenset 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing frozenset reconstructor arguments']
frozenset 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing frozenset element']
S 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing S reconstructor arguments', 'when serializing S object']
S 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing S reconstructor arguments', 'when serializing S object']
S 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing S reconstructor arguments', 'when serializing S object']
S 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing S reconstructor arguments', 'when serializing S object']
S 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 0', 'when serializing S reconstructor arguments', 'when serializing S object']
LL 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 2', 'when serializing LL reconstructor arguments', 'when serializing LL object']
LL 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', 'when serializing tuple item 2', 'when serializing LL reconstructor arguments', 'when serializing LL object']
LL 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing LL item 0', 'when serializing LL object']
LL 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing LL item 0', 'when serializing LL object']
LL 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing LL item 0', 'when serializing LL object']
DD 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing tuple item 2', 'when serializing DD reconstructor arguments', 'when serializing DD object']
DD 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing tuple item 2', 'when serializing DD reconstructor arguments', 'when serializing DD object']
DD 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing DD item 'x'", 'when serializing DD object']
DD 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing DD item 'x'", 'when serializing DD object']
DD 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing DD item 'x'", 'when serializing DD object']
DD 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 2', 'when serializing DD reconstructor arguments', 'when serializing DD object']
DD 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 2', 'when serializing DD reconstructor arguments', 'when serializing DD object']
DD 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing DD object']
DD 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing DD object']
DD 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing DD object']
A 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', "when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', "when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', "when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', "when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
A 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing list item 0', "when serializing dict item 'v'", 'when serializing A state', 'when serializing A object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R reconstructor', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R reconstructor', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R reconstructor', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R reconstructor', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R reconstructor', 'when serializing R object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing R reconstructor arguments', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing R reconstructor arguments', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing R reconstructor arguments', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing R reconstructor arguments', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing R reconstructor arguments', 'when serializing R object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing R state', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing R state', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing R state', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing R state', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'x'", 'when serializing R state', 'when serializing R object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R item 1', 'when serializing R object']
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing R item 'a'", 'when serializing R object']
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R object']
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state setter', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state setter', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state setter', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state setter', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state setter', 'when serializing R object']
R 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
R 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing R state', 'when serializing R object']
NA 0 ok
NA 1 ok
NA 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 1', 'when serializing NA __new__ arguments', 'when serializing NA object']
NA 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 1', 'when serializing NA __new__ arguments', 'when serializing NA object']
NA 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 1', 'when serializing NA __new__ arguments', 'when serializing NA object']
NK 0 ok
NK 1 ok
NK 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'k'", 'when serializing tuple item 2', 'when serializing functools.partial state', 'when serializing functools.partial object', 'when serializing NK reconstructor', 'when serializing NK object']
NK 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'k'", 'when serializing tuple item 2', 'when serializing functools.partial state', 'when serializing functools.partial object', 'when serializing NK reconstructor', 'when serializing NK object']
NK 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing dict item 'k'", 'when serializing NK __new__ arguments', 'when serializing NK object']
NK2 0 ok
NK2 1 ok
NK2 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 2', 'when serializing tuple item 1', 'when serializing functools.partial state', 'when serializing functools.partial object', 'when serializing NK2 reconstructor', 'when serializing NK2 object']
NK2 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 2', 'when serializing tuple item 1', 'when serializing functools.partial state', 'when serializing functools.partial object', 'when serializing NK2 reconstructor', 'when serializing NK2 object']
NK2 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 1', 'when serializing NK2 __new__ arguments', 'when serializing NK2 object']
OrderedDict 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing collections.OrderedDict item 'a'", 'when serializing collections.OrderedDict object']
OrderedDict 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing collections.OrderedDict item 'a'", 'when serializing collections.OrderedDict object']
OrderedDict 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing collections.OrderedDict item 'a'", 'when serializing collections.OrderedDict object']
OrderedDict 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing collections.OrderedDict item 'a'", 'when serializing collections.OrderedDict object']
OrderedDict 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ["when serializing collections.OrderedDict item 'a'", 'when serializing collections.OrderedDict object']
deque 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing collections.deque item 0', 'when serializing collections.deque object']
deque 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing collections.deque item 0', 'when serializing collections.deque object']
deque 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing collections.deque item 0', 'when serializing collections.deque object']
deque 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing collections.deque item 0', 'when serializing collections.deque object']
deque 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing collections.deque item 0', 'when serializing collections.deque object']
defaultdict 0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing collections.defaultdict reconstructor arguments', 'when serializing collections.defaultdict object']
defaultdict 1 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing collections.defaultdict reconstructor arguments', 'when serializing collections.defaultdict object']
defaultdict 2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing collections.defaultdict reconstructor arguments', 'when serializing collections.defaultdict object']
defaultdict 3 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing collections.defaultdict reconstructor arguments', 'when serializing collections.defaultdict object']
defaultdict 4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', 'when serializing collections.defaultdict reconstructor arguments', 'when serializing collections.defaultdict object']
R 0 PicklingError first item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 1 PicklingError first item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 2 PicklingError first item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 3 PicklingError first item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 4 PicklingError first item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 0 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing R object']
R 1 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing R object']
R 2 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing R object']
R 3 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing R object']
R 4 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing R object']
R 0 PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 1 PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 2 PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 3 PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 4 PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 0 PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 1 PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 2 PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 3 PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 4 PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int ['when serializing R object']
R 0 PicklingError sixth item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 1 PicklingError sixth item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 2 PicklingError sixth item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 3 PicklingError sixth item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 4 PicklingError sixth item of the tuple returned by __reduce__ must be callable, not int ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError __newobj__ expected at least 1 argument, got 0 ['when serializing R object']
R 3 PicklingError __newobj__ expected at least 1 argument, got 0 ['when serializing R object']
R 4 PicklingError __newobj__ expected at least 1 argument, got 0 ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError first argument to __newobj__() must be a class, not int ['when serializing R object']
R 3 PicklingError first argument to __newobj__() must be a class, not int ['when serializing R object']
R 4 PicklingError first argument to __newobj__() must be a class, not int ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError first argument to __newobj__() must be <class '__main__.R'>, not <class 'int'> ['when serializing R object']
R 3 PicklingError first argument to __newobj__() must be <class '__main__.R'>, not <class 'int'> ['when serializing R object']
R 4 PicklingError first argument to __newobj__() must be <class '__main__.R'>, not <class 'int'> ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError __newobj_ex__ expected 3 arguments, got 1 ['when serializing R object']
R 3 PicklingError __newobj_ex__ expected 3 arguments, got 1 ['when serializing R object']
R 4 PicklingError __newobj_ex__ expected 3 arguments, got 1 ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError second argument to __newobj_ex__() must be a tuple, not int ['when serializing R object']
R 3 PicklingError second argument to __newobj_ex__() must be a tuple, not int ['when serializing R object']
R 4 PicklingError second argument to __newobj_ex__() must be a tuple, not int ['when serializing R object']
R 0 ok
R 1 ok
R 2 PicklingError third argument to __newobj_ex__() must be a dict, not int ['when serializing R object']
R 3 PicklingError third argument to __newobj_ex__() must be a dict, not int ['when serializing R object']
R 4 PicklingError third argument to __newobj_ex__() must be a dict, not int ['when serializing R object']
R 0 ok
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 TypeError dict items iterator must return 2-tuples ['when serializing R object']
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 TypeError dict items iterator must return 2-tuples ['when serializing R object']
R 1 ok
R 2 ok
R 3 ok
R 4 ok
R 0 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing R object']
R 1 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing R object']
R 2 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing R object']
R 3 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing R object']
R 4 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing R object']
b'gx\n.' ValueError invalid literal for int() with base 10: 'x\n'
b'g5\n.' UnpicklingError Memo value not found at index 5
b'px\n.' UnpicklingError unpickling stack underflow
b'N.' None
b'L5\n.' 5
b'Lx\n.' ValueError invalid literal for int() with base 10: 'x\n'
b']N\x85\x93.' UnpicklingError STACK_GLOBAL requires str
b'1.' UnpicklingError could not find MARK
b'2.' UnpicklingError unpickling stack underflow
b'a.' UnpicklingError unpickling stack underflow
b'Na.' UnpicklingError unpickling stack underflow
b'NNa.' AttributeError 'NoneType' object has no attribute 'append'
b'(NNd.' {None: None}
b'(Nd.' UnpicklingError odd number of items for DICT
b'}(Nu.' UnpicklingError odd number of items for SETITEMS
b'N(NNu.' TypeError 'NoneType' object does not support item assignment
b'b.' UnpicklingError unpickling stack underflow
b'NNb.' None
b'\x81.' UnpicklingError unpickling stack underflow
b'cbuiltins\nint\nN\x81.' UnpicklingError NEWOBJ args argument must be a tuple, not NoneType
b'N)\x81.' UnpicklingError NEWOBJ class argument must be a type, not NoneType
b'\x85.' UnpicklingError unpickling stack underflow
b's.' UnpicklingError unpickling stack underflow
b'NNNs.' TypeError 'NoneType' object does not support item assignment
b'(o.' UnpicklingError unpickling stack underflow
b'(ibuiltins\nint\n.' 0
b'r\x01\x00\x00\x00.' UnpicklingError unpickling stack underflow
b'q\x01.' UnpicklingError unpickling stack underflow
b'\x94.' UnpicklingError unpickling stack underflow
b'\x90.' UnpicklingError could not find MARK
b'NN\x90.' UnpicklingError could not find MARK
b'\x8f(N\x90.' {None}
b'cbuiltins\nnope\n.' AttributeError module 'builtins' has no attribute 'nope'
b'\x80\x04\x8c\x08builtins\x8c\x04nope\x93.' AttributeError module 'builtins' has no attribute 'nope'
b'\x80\x04\x8c\x08builtins\x8c\x07int.foo\x93.' AttributeError Can't resolve path 'int.foo' on module 'builtins'
b'T\xff\xff\xff\xff.' UnpicklingError BINSTRING pickle has negative byte count
b'\x8a\x01.' EOFError Ran out of input
b'U\x01.' EOFError Ran out of input
b'cos\n' UnpicklingError pickle data was truncated
0 b'c__builtin__\nreduce\np0\n.' b'cexceptions\nImportError\np0\n.' b'c__builtin__\ngetattr\np0\n(c__builtin__\nunicode\np1\nVindex\np2\ntp3\nRp4\n.'  b'c__builtin__\nxrange\np0\n.' b'c__builtin__\ngetattr\np0\n(ccollections\nOrderedDict\np1\nVfromkeys\np2\ntp3\nRp4\n.'
1 b'c__builtin__\nreduce\nq\x00.' b'cexceptions\nImportError\nq\x00.' b'c__builtin__\ngetattr\nq\x00(c__builtin__\nunicode\nq\x01X\x05\x00\x00\x00indexq\x02tq\x03Rq\x04.'  b'c__builtin__\nxrange\nq\x00.' b'c__builtin__\ngetattr\nq\x00(ccollections\nOrderedDict\nq\x01X\x08\x00\x00\x00fromkeysq\x02tq\x03Rq\x04.'
2 b'\x80\x02c__builtin__\nreduce\nq\x00.' b'\x80\x02cexceptions\nImportError\nq\x00.' b'\x80\x02c__builtin__\ngetattr\nq\x00c__builtin__\nunicode\nq\x01X\x05\x00\x00\x00indexq\x02\x86q\x03Rq\x04.'  b'\x80\x02c__builtin__\nxrange\nq\x00.' b'\x80\x02c__builtin__\ngetattr\nq\x00ccollections\nOrderedDict\nq\x01X\x08\x00\x00\x00fromkeysq\x02\x86q\x03Rq\x04.'
3 b'\x80\x03c_functools\nreduce\nq\x00.' b'\x80\x03cbuiltins\nModuleNotFoundError\nq\x00.' b'\x80\x03cbuiltins\ngetattr\nq\x00cbuiltins\nstr\nq\x01X\x05\x00\x00\x00indexq\x02\x86q\x03Rq\x04.'  b'\x80\x03cbuiltins\nrange\nq\x00.' b'\x80\x03cbuiltins\ngetattr\nq\x00ccollections\nOrderedDict\nq\x01X\x08\x00\x00\x00fromkeysq\x02\x86q\x03Rq\x04.'
4 b'\x80\x04\x95\x19\x00\x00\x00\x00\x00\x00\x00\x8c\n_functools\x94\x8c\x06reduce\x94\x93\x94.' b'\x80\x04\x95$\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x13ModuleNotFoundError\x94\x93\x94.' b'\x80\x04\x957\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x07getattr\x94\x93\x94\x8c\x08builtins\x94\x8c\x03str\x94\x93\x94\x8c\x05index\x94\x86\x94R\x94.'  b'\x80\x04\x95\x16\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x05range\x94\x93\x94.' b'\x80\x04\x95E\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x07getattr\x94\x93\x94\x8c\x0bcollections\x94\x8c\x0bOrderedDict\x94\x93\x94\x8c\x08fromkeys\x94\x86\x94R\x94.'
5 b'\x80\x05\x95\x19\x00\x00\x00\x00\x00\x00\x00\x8c\n_functools\x94\x8c\x06reduce\x94\x93\x94.' b'\x80\x05\x95$\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x13ModuleNotFoundError\x94\x93\x94.' b'\x80\x05\x957\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x07getattr\x94\x93\x94\x8c\x08builtins\x94\x8c\x03str\x94\x93\x94\x8c\x05index\x94\x86\x94R\x94.'  b'\x80\x05\x95\x16\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x05range\x94\x93\x94.' b'\x80\x05\x95E\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x07getattr\x94\x93\x94\x8c\x0bcollections\x94\x8c\x0bOrderedDict\x94\x93\x94\x8c\x08fromkeys\x94\x86\x94R\x94.'
b'c__main__\nA\np0\n.' <class '__main__.A'>
b'c__main__\nA\nq\x00.' <class '__main__.A'>
b'\x80\x02\x82\xf1.' <class '__main__.A'>
b'\x80\x03\x82\xf1.' <class '__main__.A'>
b'\x80\x04\x82\xf1.' <class '__main__.A'>
True
b'\x80\x05\x95\x04\x00\x00\x00\x00\x00\x00\x00C\x00\x94.' [b'', b''] <pickle.PickleBuffer object at 0xX>
