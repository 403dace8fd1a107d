3.305 0.3333333333333333333333333333 1.0E+401 NaN -0 1 123.46
ROUND_UP ['3', '-3', '2', '-2', '1']
ROUND_DOWN ['2', '-2', '1', '-1', '0']
ROUND_CEILING ['3', '-2', '2', '-1', '1']
ROUND_FLOOR ['2', '-3', '1', '-2', '0']
ROUND_HALF_UP ['3', '-3', '1', '-2', '1']
ROUND_HALF_DOWN ['2', '-2', '1', '-2', '0']
ROUND_HALF_EVEN ['2', '-2', '1', '-2', '0']
ROUND_05UP ['2', '-2', '1', '-1', '1']
False True
< InvalidOperation([<class 'decimal.InvalidOperation'>]) [<class 'decimal.InvalidOperation'>]
<= InvalidOperation([<class 'decimal.InvalidOperation'>]) [<class 'decimal.InvalidOperation'>]
> InvalidOperation([<class 'decimal.InvalidOperation'>]) [<class 'decimal.InvalidOperation'>]
>= InvalidOperation([<class 'decimal.InvalidOperation'>]) [<class 'decimal.InvalidOperation'>]
InvalidOperation([<class 'decimal.InvalidOperation'>])
Decimal(1)/0 ! DivisionByZero [<class 'decimal.DivisionByZero'>]
Decimal(0)/0 ! InvalidOperation [<class 'decimal.DivisionUndefined'>]
Decimal('x') ! InvalidOperation [<class 'decimal.ConversionSyntax'>]
Decimal('Inf')-Decimal('Inf') ! InvalidOperation [<class 'decimal.InvalidOperation'>]
Decimal(1).sqrt() = Decimal('1')
Decimal(-1).sqrt() ! InvalidOperation [<class 'decimal.InvalidOperation'>]
Decimal(2)**Decimal('0.5') = Decimal('1.414213562373095048801688724')
Decimal(10)**-3 = Decimal('0.001')
Decimal('1.5') % 1 = Decimal('0.5')
Decimal(-7)//2 = Decimal('-3')
divmod(Decimal(7),2) = (Decimal('3'), Decimal('1'))
Decimal(2).ln() = Decimal('0.6931471805599453094172321215')
Decimal(2).exp() = Decimal('7.389056098930650227230427461')
Decimal(1000).log10() = Decimal('3')
Decimal('3.14').as_tuple() = DecimalTuple(sign=0, digits=(3, 1, 4), exponent=-2)
Decimal(0.1) = Decimal('0.1000000000000000055511151231257827021181583404541015625')
Decimal.from_float(.25) = Decimal('0.25')
Decimal('1').compare(Decimal('2')) = Decimal('-1')
Decimal('12.3').as_integer_ratio() = (123, 10)
Decimal('1E+5') = Decimal('1E+5')
Decimal('1E+5').to_eng_string() = '100E+3'
round(Decimal('2.675'),2) = Decimal('2.68')
round(Decimal('2.5')) = 2
int(Decimal('-2.9')) = -2
float(Decimal('.1')) = 0.1
hash(Decimal('1.0'))==hash(1) = True
Decimal(1) + 1.5 ! TypeError unsupported operand type(s) for +: 'decimal.Decimal' and 'float'
Decimal('1.5') == 1.5 = True
Decimal('1.1') < 1.2 = True
max(Decimal(1), Decimal(2)) = Decimal('2')
sum([Decimal('.1')]*10) = Decimal('1.0')
Decimal('1').next_plus() = Decimal('1.000000000000000000000000001')
Decimal('-1.5').copy_abs() = Decimal('1.5')
Decimal('123').adjusted() = 2
Decimal('1234567.891').__format__(',.2f') = '1,234,567.89'
f'{Decimal("0.00001"):g}' = '0.00001'
f'{Decimal("12"):>10.3e}' = '  1.200e+1'
f'{Decimal("0.5"):.0%}' = '50%'
Decimal('9.99').shift(1) = Decimal('99.90')
Decimal('5').fma(2,3) = Decimal('13')
Decimal('10').remainder_near(3) = Decimal('1')
Decimal('1.20').same_quantum(Decimal('0.01')) = True
Decimal('0b1') ! InvalidOperation [<class 'decimal.ConversionSyntax'>]
Decimal((0,(1,2,3),-2)) = Decimal('1.23')
Decimal('1_000.5') = Decimal('1000.5')
abs(Decimal('-3')) = Decimal('3')
-Decimal('0') = Decimal('0')
Decimal('Infinity') = Decimal('Infinity')
Decimal('1').scaleb(5) = Decimal('1E+5')
Decimal('7').logb() = Decimal('0')
math.floor(Decimal('2.7')) = 2
math.ceil(Decimal('-2.7')) = -2
math.trunc(Decimal('2.7')) = 2
Decimal(3).is_signed() = False
Decimal('1e-7') = Decimal('1E-7')
Decimal('0E-10') = Decimal('0E-10')
pow(Decimal(3), 4, 5) = Decimal('1')
complex(Decimal('1.5')) = (1.5+0j)
1.4142 Context(prec=5, rounding=ROUND_DOWN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[InvalidOperation, DivisionByZero, Inexact, FloatOperation, Rounded], traps=[InvalidOperation, DivisionByZero, Overflow]) True
Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[InvalidOperation, DivisionByZero, Inexact, FloatOperation, Rounded], traps=[InvalidOperation, DivisionByZero, Overflow]) Context(prec=9, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[]) 9
1/2 1/8 1/10 7/4 1/9 0.5773502691896257 3 1/2 2 3143/1000 3.1429        1/3 False True 3/2 -1 (1, 2) Fraction(1, 2)
Fraction(1, 0)
2.5 2 a 1.2909944487358056 [2.0, 5.0, 8.0] 1.5 48.0 36.000000000000014 ['a', 'b'] LinearRegression(slope=2.0, intercept=0.0) 0.9819805060619656 0.8413447460685429 5/12 2
mean requires at least one data point
2024-02-29 13:05:09.123456 datetime.datetime(2024, 2, 29, 13, 5, 9, 123456) 2024-02-29T13:05:09.123456 2024-02-29 13:05 Thursday 29 February 2024 13:05:09.123456 060 08 09 4 PM 01 24 %|||2024-W09-4 Thu Feb 29 13:05:09 2024 02/29/24 13:05:09 2023-02-28 13:05:09.123456 2024-02-29 13:05:09.123456 time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=13, tm_min=5, tm_sec=9, tm_wday=3, tm_yday=60, tm_isdst=-1) 738945 datetime.IsoCalendarDate(year=2024, week=9, weekday=4) 3 Thu Feb 29 13:05:09 2024
2024-03-02 14:05:09.123456 424 days, 13:05:09.123456 -1 day, 0:00:05 datetime.timedelta(days=7, microseconds=3000) 2:30:00 2 1:00:00 (10, datetime.timedelta(seconds=7200)) 86400.0 1 day, 0:00:00 999999999 days, 23:59:59.999999 2 days, 0:00:00.000001
2024-03-31 01:30:00+00:00 UTC 0:00:00 0:00:00 zoneinfo.ZoneInfo(key='UTC') 0
2024-03-30 21:30:00-04:00 EDT -1 day, 20:00:00 1:00:00 zoneinfo.ZoneInfo(key='America/New_York') 0
2024-03-31 03:30:00+02:00 CEST 2:00:00 1:00:00 zoneinfo.ZoneInfo(key='Europe/Berlin') 0
2024-03-31 07:00:00+05:30 IST 5:30:00 0:00:00 zoneinfo.ZoneInfo(key='Asia/Kolkata') 0
-1 day, 19:00:00 IST datetime.timezone(datetime.timedelta(days=-1, seconds=75600)) UTC
2024-01-02 00:00:00
1900-01-01 12:30:00
2015-01-05 00:00:00
2020-01-01 00:00:00+05:30
! time data 'x' does not match format '%Y'
2020-12-31 00:00:00
! day 30 must be in range 1..28 for month 2 in year 2021
! unconverted data remains:  extra
2020-01-29 00:00:00
1900-01-01 10:11:12.123000
datetime.datetime(2024, 1, 2, 0, 0)
datetime.datetime(2024, 1, 2, 3, 4)
datetime.datetime(2024, 1, 2, 3, 4, 5, 678000, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
datetime.datetime(2024, 1, 2, 0, 0)
! Invalid isoformat string: 'bad'
! month must be in 1..12, not 13
! hour must be in 0..23, not 25
date(2024,2,30) ! ValueError day 30 must be in range 1..29 for month 2 in year 2024
datetime(2024,1,1) < date(2024,1,1) ! TypeError '<' not supported between instances of 'datetime.datetime' and 'datetime.date'
datetime(2024,1,1) - datetime(2024,1,1,tzinfo=timezone.utc) ! TypeError can't subtract offset-naive and offset-aware datetimes
datetime(2024,1,1) == datetime(2024,1,1,tzinfo=timezone.utc) = False
date.max + timedelta(1) ! OverflowError date value out of range
time(25) ! ValueError hour must be in 0..23, not 25
date(2024,1,1) + 1 ! TypeError unsupported operand type(s) for +: 'datetime.date' and 'int'
time(1,2,3) < time(2) = True
time.fromisoformat('04:05:06.1') = 04:05:06.100000
date.fromisocalendar(2024, 9, 3) = 2024-02-28
datetime.fromtimestamp(0, timezone.utc) = 1970-01-01 00:00:00+00:00
datetime.combine(date(2020,1,1), time(3)) = 2020-01-01 03:00:00
calendar.monthrange(2024,2) = (calendar.THURSDAY, 29)
calendar.month(2024,2) =    February 2024
Mo Tu We Th Fr Sa Su
          1  2  3  4
 5  6  7  8  9 10 11
12 13 14 15 16 17 18
19 20 21 22 23 24 25
26 27 28 29

calendar.isleap(1900) = False
calendar.TextCalendar(6).formatmonth(2024,3) =      March 2024
Su Mo Tu We Th Fr Sa
                1  2
 3  4  5  6  7  8  9
10 11 12 13 14 15 16
17 18 19 20 21 22 23
24 25 26 27 28 29 30
31

datetime(2024,1,1).timestamp is not None = True
f'{date(2024,5,6):%d/%m/%y}' = 06/05/24
datetime.min = 0001-01-01 00:00:00
list(calendar.Calendar().itermonthdates(2024,2))[0] = 2024-01-29
calendar.timegm((2024,1,1,0,0,0)) = 1704067200
timedelta('x') ! TypeError unsupported type for timedelta days component: str
datetime('x') ! TypeError 'str' object cannot be interpreted as an integer
hash(timedelta(1)) == hash(timedelta(hours=24)) = True
datetime.strptime('2024','%Q') ! ValueError 'Q' is a bad directive in format '%Q'
0.6394267984578837 4 c [35, 31, 28, 17, 94] None [3, 7, 2, 0, 4, 6, 5, 1] 0.4347603342594289 [2, 3, 3, 3, 3] 1.4195198209616589 324464682530175409450 0.6913176848909438 0.0014314387157061354 0.4158950864985809 14 b'{\xcd\x1e7' 2
