id 'x1' (0, 2); op '=' (3, 4); num '3.5e-2' (5, 11); op '**' (12, 14); id 'foo' (15, 18); op '(' (18, 19); str '"a\\"b"' (19, 25); op ',' (25, 26); id 'ü' (27, 28); op ')' (28, 29); err '@' (30, 31); 
world hello! bar foo! ['a', ',', 'b', ';', 'c', ',', '', ',', 'd'] [('a', 'b'), ('a', ''), ('a', 'b')] ('-a-b--d-', 5) <re.Match object; span=(0, 4), match='dEaD'> {'y': '2024', 'm': '05'} a\.b\*c\-d\ e
re.compile('(?<=a)b(?!c)', re.IGNORECASE|re.MULTILINE) 2 AABBCC 'hi' ['a', 'b'] ['', 'a', ' ', 'b', ''] [a][]
( ! missing ), unterminated subpattern at position 0 0 1 1
a{2,1} ! min repeat greater than max repeat at position 2 2 1 3
[z-a] ! bad character range z-a at position 1 1 1 2
*a ! nothing to repeat at position 0 0 1 1
(?P<1>a) ! bad character in group name '1' at position 4 4 1 5
\g ! bad escape \g at position 0 0 1 1
(?P<n>a)(?P<n>b) ! redefinition of group name 'n' as group 2; was group 1 at position 12 12 1 13
(?<=a+)b ! look-behind requires fixed-width pattern None None None
[a ! unterminated character set at position 0 0 1 1
\1 ! invalid group reference 1 at position 1 1 1 2
(?z)a ! unknown extension ?z at position 1 1 1 2
a** ! multiple repeat at position 2 2 1 3
(?P=x) ! unknown group name 'x' at position 4 4 1 5
\N{foo} ! undefined character name 'foo' at position 0 0 1 1
<re.Match object; span=(0, 1), match='x'> ('x', 'd') 1 ((0, 1), (0, 1), (-1, -1)) x-x x {'a': 1} xy 0 2 -1
no such group
* The quick brown fox
  jumped over the lazy
  dog, which-was-
  sleeping-soundly in the
  kennel.
Hello [...]

a
  b
	c
['aaaaaaaaaa', 'aaaaaaaaaa', 'aaa bb']
> a
> 
> b
{True: Ellipsis,
 1.5: None,
 'bytes': b'abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc',
 'cm': ChainMap({1: 2}, {3: 4}),
 'cnt': Counter({'l': 2, 'h': 1, 'e': 1, 'o': 1}),
 'dd': defaultdict(<class 'list'>, {'x': [1]}),
 'dq': deque([1, 2], maxlen=3),
 'list': [0,
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          9,
          10,
          11,
          12,
          13,
          14,
          15,
          16,
          17,
          18,
          19,
          20,
          21,
          22,
          23,
          24,
          25,
          26,
          27,
          28,
          29],
 'long': 'word word word word word word word word word word word word word '
         'word word word word word word word word word word word word word '
         'word word word word ',
 'mp': mappingproxy({1: 2}),
 'name': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
 'nested': {'a': [{'b': 0, 'c': ''},
                  {'b': 1, 'c': 'y'},
                  {'b': 2, 'c': 'yy'},
                  {'b': 3, 'c': 'yyy'},
                  {'b': 4, 'c': 'yyyy'},
                  {'b': 5, 'c': 'yyyyy'}],
            'fs': frozenset({1}),
            's': {1, 2, 3},
            't': (1,)},
 'ns': namespace(a=1,
                 b='twotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwo'),
 'od': OrderedDict({'a': 1, 'b': 2}),
 'ud': {'a': 1}}
{True: Ellipsis,
 1.5: None,
 'bytes': b'abcabcabcabcabcabcabcabc'
          b'abcabcabcabcabcabcabcabc'
          b'abcabcabcabc',
 'cm': ChainMap({1: 2}, {3: 4}),
 'cnt': Counter({'l': 2,
                 'h': 1,
                 'e': 1,
                 'o': 1}),
 'dd': defaultdict(<class 'list'>,
                   {'x': [...]}),
 'dq': deque([1, 2], maxlen=3),
 'list': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
          10, 11, 12, 13, 14, 15, 16,
          17, 18, 19, 20, 21, 22, 23,
          24, 25, 26, 27, 28, 29],
 'long': 'word word word word word '
         'word word word word word '
         'word word word word word '
         'word word word word word '
         'word word word word word '
         'word word word word word ',
 'mp': mappingproxy({1: 2}),
 'name': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
 'nested': {'a': [...],
            'fs': frozenset({1}),
            's': {1, 2, 3},
            't': (...,)},
 'ns': namespace(a=1,
                 b='twotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwotwo'),
 'od': OrderedDict({'a': 1, 'b': 2}),
 'ud': {'a': 1}}
{'b': 1, 'a': 2} [1] True
[   (   'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb')]
DD(name='nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',
   vals=[0,
         1,
         2,
         3,
         4,
         5,
         6,
         7,
         8,
         9,
         10,
         11,
         12,
         13,
         14,
         15,
         16,
         17,
         18,
         19,
         20,
         21,
         22,
         23,
         24,
         25,
         26,
         27,
         28,
         29],
   sub=DD(name='m', vals=[1], sub=None))
[1, <Recursion on list with id=140666568398080>]
[1, [...]]
--- f
+++ t
@@ -1,3 +1,4 @@
 a
-b
+x
 c
+d
 ['- abc', '+ abd'] ['apple', 'ape'] 0.75 *** 
--- 
***************
*** 1,2 ****
  a
! b
--- 1,2 ----
  a
! c

{
  "a": [
    1,
    2.5,
    null,
    true,
    "\u00e9\n\u2028\"",
    Infinity
  ],
  "b": {},
  "c": []
} [1,[2]] "é" {"a": 2, "b": 1} {"1": 4, "null": 3, "1.5": 6} {'a': [1, 2.0, 1000.0, 0, nan], 'b': 'é😀'}
'' ! Expecting value: line 1 column 1 (char 0) 0 1 1
'{' ! Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
'{"a"}' ! Expecting ':' delimiter: line 1 column 5 (char 4) 4 1 5
'[1,]' ! Illegal trailing comma before end of array: line 1 column 3 (char 2) 2 1 3
'{"a":1,}' ! Illegal trailing comma before end of object: line 1 column 7 (char 6) 6 1 7
'nul' ! Expecting value: line 1 column 1 (char 0) 0 1 1
'"\x01"' ! Invalid control character at: line 1 column 2 (char 1) 1 1 2
'[1 2]' ! Expecting ',' delimiter: line 1 column 4 (char 3) 3 1 4
'{"a":1 "b"}' ! Expecting ',' delimiter: line 1 column 8 (char 7) 7 1 8
'01' ! Extra data: line 1 column 2 (char 1) 1 1 2
'"\\x"' ! Invalid \escape: line 1 column 2 (char 1) 1 1 2
'1.' ! Extra data: line 1 column 2 (char 1) 1 1 2
'-' ! Expecting value: line 1 column 1 (char 0) 0 1 1
'{1:2}' ! Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
'[1]x' ! Extra data: line 1 column 4 (char 3) 3 1 4
"'a'" ! Expecting value: line 1 column 1 (char 0) 0 1 1
TypeError Object of type object is not JSON serializable None
TypeError Object of type set is not JSON serializable None
TypeError keys must be str, int, float, bool or None, not tuple None
TypeError Object of type bytes is not JSON serializable None
ValueError Out of range float values are not JSON compliant: nan None
{"s": [1, 2]} [('x', 1)] ['1.5'] [('a', 1), ('a', 2)]
Object of type object is not JSON serializable ['when serializing list item 1', "when serializing dict item 'a'"]
'"a",1,2.5,"q""q","x,y","l\nm",""\r\n1\r\n\r\n'
[['a', "'b c'", 'd "e"'], [], ['x;y']] [{'n': '1', 'v': '2'}, {'n': '3', 'v': None}, {'n': '4', 'v': '5', None: ['6']}] ['excel', 'excel-tab', 'unix'] , 	 ; 131072
dict contains fields not in fieldnames: 'z'
'a,b\n1,-\n'
'a|b'|it\'s|3
"delimiter" must be a unicode character, not a string of length 2
unexpected end of data
01000000feff0301616200000000000000f83f (1, 2) 16 [(1,), (2,)]
'B' format requires 0 <= number <= 255
required argument is not an integer
bad char in struct format
pack expected 2 items for packing (got 1)
unpack requires a buffer of 4 bytes
array('d', [1.0, 2.5]) array('i', [1]) b'\x00\x00\x01\x00\x02\x00' 1 2 $ $c   'q' 1 3 A Bc ['a', 'b c', 'd"e', 'f g'] 'it'"'"'s' 'a b' c &lt;a href=&#x27;x&#x27;&gt;&amp; <éA&nosuch;
Invalid placeholder in string: line 1, col 4
b'//4/' b'__4_' b'NBUQ====' b'Xk~0{Zv' b'BOu!rDZ' 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 9dd4e461268c8034f5c8564e155c67a6 4adf4367f96e584f 2363233923 7929977 05b16a01-46c6-56dd-bd6e-c6dfb4a1427a 00000000-0000-0000-0000-000000000005 <sha1 _hashlib.HASH object @ 0xX>
Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) [('a', 5), ('b', 2)] Counter({'a': 3, 'r': 2, 'b': 1, 'c': 1, 'd': 1}) Counter({'a': 1, 'b': 1}) Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) ['a', 'a', 'a'] 11 0
[('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)] [(1, 2), (2, 3)] 2 [('a', 2), ('b', 3)] [2, 2, 4, 12] [('a', 'c'), ('b', '-')] [3, 3.5, 4.0] [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')] [('a', 'a'), ('a', 'b'), ('b', 'b')] [8] ['a', 'c'] <itertools.chain object at 0xX> <itertools._tee object at 0xX> repeat(3, 2) count(2) <itertools.cycle object at 0xX>
[3, 2] ['a', 'b'] [1, 2, 3, 4] 1 None [1, 2, 3] 3 ('b', 'c') 0 A operator.itemgetter(1) functools.partial(<built-in function pow>, 2) 9
55 CacheInfo(hits=13, misses=64, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} <functools._lru_cache_wrapper object at 0xX>
int list obj dict_keys([<class 'object'>, <class 'int'>, <class 'list'>]) <function _ at 0xX>
calc
3 3 {'v': 3}
True False ['a.py'] (?s:a.*[^b].)\z
deque([4, 2, 3], maxlen=3) 0 1
deque.index(x): x not in deque
NT(a=1, b=2, c=9) ('a', 'b', 'c') {'a': 1, 'b': 2, 'c': 9} NT(a, b, c) Alias for field number 0
TypeError NT.__new__() missing 1 required positional argument: 'b'
TypeError NT.__new__() takes from 3 to 4 positional arguments but 5 were given
ValueError Encountered duplicate field name: 'a'
ValueError Type names and field names cannot be a keyword: 'class'
TypeError Expected 3 arguments, got 1
TypeError Got unexpected field names: ['z']
1 True NT(a=5, b=2, c=9)
