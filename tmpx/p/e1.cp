date('x') ! TypeError 'str' object cannot be interpreted as an integer
datetime('x') ! TypeError 'str' object cannot be interpreted as an integer
datetime(2020) ! TypeError function missing required argument 'month' (pos 2)
datetime(2020,1) ! TypeError function missing required argument 'day' (pos 3)
datetime() ! TypeError function missing required argument 'year' (pos 1)
date() ! TypeError function missing required argument 'year' (pos 1)
date(2020, 1) ! TypeError function missing required argument 'day' (pos 3)
date('x', 1) ! TypeError 'str' object cannot be interpreted as an integer
datetime('x', 1) ! TypeError 'str' object cannot be interpreted as an integer
datetime('x',1,1) ! TypeError 'str' object cannot be interpreted as an integer
date('abcd') ! TypeError 'str' object cannot be interpreted as an integer
date(b'abcd') ! TypeError 'bytes' object cannot be interpreted as an integer
date(year=1) ! TypeError function missing required argument 'month' (pos 2)
time('x') ! TypeError 'str' object cannot be interpreted as an integer
timezone() ! TypeError timezone() missing required argument 'offset' (pos 1)
timezone(5) ! TypeError timezone() argument 1 must be datetime.timedelta, not int
timedelta(x=1) ! TypeError __new__() got an unexpected keyword argument 'x'
datetime(1,1,1,tzinfo=5) ! TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
datetime(1,1,1,fold=2) ! ValueError fold must be either 0 or 1, not 2
date(1.0,1,1) ! TypeError 'float' object cannot be interpreted as an integer
date(2020, 13, 1) ! ValueError month must be in 1..12, not 13
date(0,1,1) ! ValueError year must be in 1..9999, not 0
time(1,60) ! ValueError minute must be in 0..59, not 60
datetime(2020,1,1,1,1,1,10**6) ! ValueError microsecond must be in 0..999999, not 1000000
timezone(timedelta(hours=25)) ! ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1, seconds=3600)
timedelta(days=10**10) ! OverflowError Python int too large to convert to C int
date.today().replace(x=1) ! TypeError replace() got an unexpected keyword argument 'x'
date.fromordinal(0) ! ValueError ordinal must be >= 1
date.fromtimestamp(1e20) ! OverflowError timestamp out of range for platform time_t
datetime.utcfromtimestamp(0) 1970-01-01 00:00:00
datetime.strptime(1,2) ! TypeError strptime() argument 1 must be str, not int
date(2020,1,1).strftime(1) ! TypeError strftime() argument 1 must be str, not int
\N{LATIN SMALL LETTER A} ['a']
[\N{DIGIT ONE}-\N{DIGIT FIVE}]+ ['1234']
\N ! missing { at position 2
\N{ ! missing character name at position 3
\N{} ! missing character name at position 3
\N{foo ! missing }, unterminated name at position 3
\Nx ! missing { at position 2
x\N{nope} ! undefined character name 'nope' at position 1
[\N{nope}] ! undefined character name 'nope' at position 1
bad escape \N at position 0
<module 'x'>
<module 'x' (<class '__main__.L'>)>
<module 'x'>
<module 'x' (<class '__main__.L'>)>
<module 'x' (here)>
<module 'x' from 'here'>
<module 'x' from 'here'>
<module 'x' from 'ff'>
<module 'x' from 5>
<module 5 from 5>
