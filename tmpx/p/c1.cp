0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
0 TypeError cannot pickle 'TextIOWrapper' instances None None
2 TypeError cannot pickle 'TextIOWrapper' instances None None
4 TypeError cannot pickle 'TextIOWrapper' instances None None
0 TypeError cannot pickle 'generator' object None None
2 TypeError cannot pickle 'generator' object None None
4 TypeError cannot pickle 'generator' object None None
0 TypeError cannot pickle 'module' object None None
2 TypeError cannot pickle 'module' object None None
4 TypeError cannot pickle 'module' object None None
0 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> None None
2 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> None None
4 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> None None
0 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> ['when serializing tuple item 0', 'when serializing outer.<locals>.In reconstructor arguments', 'when serializing outer.<locals>.In object'] None
2 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> ['when serializing outer.<locals>.In class', 'when serializing outer.<locals>.In object'] None
4 PicklingError Can't pickle local object <class '__main__.outer.<locals>.In'> ['when serializing outer.<locals>.In class', 'when serializing outer.<locals>.In object'] None
0 PicklingError Can't pickle local object <function outer.<locals>.f at 0xX> None None
2 PicklingError Can't pickle local object <function outer.<locals>.f at 0xX> None None
4 PicklingError Can't pickle local object <function outer.<locals>.f at 0xX> None None
0 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' None ModuleNotFoundError("No module named 'nosuchmod'")
2 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' None ModuleNotFoundError("No module named 'nosuchmod'")
4 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' None ModuleNotFoundError("No module named 'nosuchmod'")
0 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' ['when serializing tuple item 0', 'when serializing nosuchmod.Fake reconstructor arguments', 'when serializing nosuchmod.Fake object'] ModuleNotFoundError("No module named 'nosuchmod'")
2 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' ['when serializing nosuchmod.Fake class', 'when serializing nosuchmod.Fake object'] ModuleNotFoundError("No module named 'nosuchmod'")
4 PicklingError Can't pickle <class 'nosuchmod.Fake'>: No module named 'nosuchmod' ['when serializing nosuchmod.Fake class', 'when serializing nosuchmod.Fake object'] ModuleNotFoundError("No module named 'nosuchmod'")
0 PicklingError Can't pickle <class 'os.Fake2'>: it's not found as os.Fake2 None AttributeError("module 'os' has no attribute 'Fake2'")
2 PicklingError Can't pickle <class 'os.Fake2'>: it's not found as os.Fake2 None AttributeError("module 'os' has no attribute 'Fake2'")
4 PicklingError Can't pickle <class 'os.Fake2'>: it's not found as os.Fake2 None AttributeError("module 'os' has no attribute 'Fake2'")
0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> None AttributeError("module '__main__' has no attribute '<lambda>'")
0 PicklingError __reduce__ must return a string or tuple, not int ['when serializing NoR object'] None
2 PicklingError __reduce__ must return a string or tuple, not int ['when serializing NoR object'] None
4 PicklingError __reduce__ must return a string or tuple, not int ['when serializing NoR object'] None
0 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing BadR object'] None
2 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing BadR object'] None
4 PicklingError tuple returned by __reduce__ must contain 2 through 6 elements ['when serializing BadR object'] None
0 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing BadR2 object'] None
2 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing BadR2 object'] None
4 PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int ['when serializing BadR2 object'] None
0 RuntimeError gs None None
2 RuntimeError gs None None
4 RuntimeError gs None None
0 TypeError cannot pickle 'frame' object None None
2 TypeError cannot pickle 'frame' object None None
4 TypeError cannot pickle 'frame' object None None
0 TypeError cannot pickle 'module' object None None
2 TypeError cannot pickle 'module' object None None
4 TypeError cannot pickle 'module' object None None
0 TypeError cannot pickle 'lock' object None None
2 TypeError cannot pickle '_thread.lock' object None None
4 TypeError cannot pickle '_thread.lock' object None None
0 TypeError cannot pickle 'dict_keys' object None None
2 TypeError cannot pickle 'dict_keys' object None None
4 TypeError cannot pickle 'dict_keys' object None None
0 list_iterator
2 list_iterator
4 list_iterator
0 TypeError cannot pickle 'memoryview' object None None
2 TypeError cannot pickle memoryview objects None None
4 TypeError cannot pickle memoryview objects None None
0 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', "when serializing dict item 'k'", 'when serializing list item 1'] AttributeError("module '__main__' has no attribute '<lambda>'")
2 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', "when serializing dict item 'k'", 'when serializing list item 1'] AttributeError("module '__main__' has no attribute '<lambda>'")
4 PicklingError Can't pickle <function <lambda> at 0xX>: it's not found as __main__.<lambda> ['when serializing tuple item 0', "when serializing dict item 'k'", 'when serializing list item 1'] AttributeError("module '__main__' has no attribute '<lambda>'")
0 method-wrapper
2 method-wrapper
4 method-wrapper
0 TypeError cannot pickle 'property' object None None
2 TypeError cannot pickle 'property' object None None
4 TypeError cannot pickle 'property' object None None
0 TypeError cannot pickle 'staticmethod' object None None
2 TypeError cannot pickle 'staticmethod' object None None
4 TypeError cannot pickle 'staticmethod' object None None
0 TypeError cannot pickle 'mappingproxy' object None None
2 TypeError cannot pickle 'mappingproxy' object None None
4 TypeError cannot pickle 'mappingproxy' object None None
0 TypeError a class that defines __slots__ without defining __getstate__ cannot be pickled None None
2 NM
4 NM
0 TypeError 'socket' object cannot be interpreted as an integer None None
2 TypeError cannot pickle 'socket' object None None
4 TypeError cannot pickle 'socket' object None None
0 TypeError cannot pickle 'BufferedReader' instances None None
2 TypeError cannot pickle 'BufferedReader' instances None None
4 TypeError cannot pickle 'BufferedReader' instances None None
0 TypeError cannot pickle 'code' object None None
2 TypeError cannot pickle code objects None None
4 TypeError cannot pickle code objects None None
0 type
2 type
4 type
0 ellipsis
2 ellipsis
4 ellipsis
0 NotImplementedType
2 NotImplementedType
4 NotImplementedType
0 TypeError cannot pickle 'ReferenceType' object None None
2 TypeError cannot pickle 'weakref.ReferenceType' object None None
4 TypeError cannot pickle 'weakref.ReferenceType' object None None
0 map
2 map
4 map
0 zip
2 zip
4 zip
0 range
2 range
4 range
0 slice
2 slice
4 slice
0 type
2 type
4 type
0 TypeError cannot pickle 'getset_descriptor' object None None
2 TypeError cannot pickle 'getset_descriptor' object None None
4 TypeError cannot pickle 'getset_descriptor' object None None
0 enumerate
2 enumerate
4 enumerate
0 list_reverseiterator
2 list_reverseiterator
4 list_reverseiterator
0 Pattern
2 Pattern
4 Pattern
0 partial
2 partial
4 partial
0 itemgetter
2 itemgetter
4 itemgetter
0 TypeError cannot pickle 'count' object None None
2 TypeError cannot pickle 'itertools.count' object None None
4 TypeError cannot pickle 'itertools.count' object None None
b'garbage' UnpicklingError pickle data was truncated
b'' EOFError Ran out of input
b'.' UnpicklingError unpickling stack underflow
b'\x80\x05.' UnpicklingError unpickling stack underflow
b'\x80\t' ValueError unsupported pickle protocol: 9
b'\x80\x04N' EOFError Ran out of input
b'\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00N.' UnpicklingError pickle data was truncated
b'I1' UnpicklingError pickle data was truncated
b'Ix\n.' ValueError could not convert string to int
b'cos\nnosuch\n.' AttributeError module 'os' has no attribute 'nosuch'
b'cnosuch\nx\n.' ModuleNotFoundError No module named 'nosuch'
b'\x80\x04K' UnpicklingError pickle data was truncated
b'\x80\x04\x8c\x05ab' UnpicklingError pickle data was truncated
b'h\x05.' UnpicklingError Memo value not found at index 5
b'(.' UnpicklingError unexpected MARK found
b't.' UnpicklingError could not find MARK
b'0.' UnpicklingError unpickling stack underflow
b'e.' UnpicklingError could not find MARK
b'R.' UnpicklingError unpickling stack underflow
b'NNR.' TypeError argument list must be a tuple
b'\xff' UnpicklingError invalid load key, '\xff'.
b"S'abc\n." UnpicklingError the STRING opcode argument must be quoted
b'Sabc\n.' UnpicklingError the STRING opcode argument must be quoted
b'P1\n.' UnpicklingError A load persistent id instruction was encountered, but no persistent_load function was specified.
b'\x80\x04\x88Q.' UnpicklingError A load persistent id instruction was encountered, but no persistent_load function was specified.
b'F1.x\n.' ValueError could not convert string to float
b'V\\u12\n.' UnicodeDecodeError 'rawunicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
b'\x82\x01.' ValueError unregistered extension code 1
b']NNs.' TypeError list indices must be integers or slices, not NoneType
b'\x97.' UnpicklingError pickle stream refers to out-of-band data but no *buffers* argument was given
b'N\x93.' UnpicklingError unpickling stack underflow
TypeError dumps() missing required argument 'obj' (pos 1)
5
ValueError pickle protocol must be <= 5
5
TypeError 'str' object cannot be interpreted as an integer
TypeError file must have a 'write' attribute
TypeError file must have 'read' and 'readline' attributes
TypeError a bytes-like object is required, not 'str'
ValueError buffer_callback needs protocol >= 5
