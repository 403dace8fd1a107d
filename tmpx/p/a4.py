import decimal, fractions, statistics, datetime, zoneinfo, math, random, calendar, time
from decimal import *
from datetime import *
getcontext().prec = 28
print(Decimal("1.10") + Decimal("2.205"), Decimal(1)/3, Decimal("1e400")*10, Decimal("NaN"), Decimal("-0"), Decimal("1.000").normalize(), Decimal("123.456").quantize(Decimal(".01"), ROUND_HALF_EVEN))
for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP): print(r, [str(Decimal(x).quantize(Decimal("1"), r)) for x in ("2.5", "-2.5", "1.1", "-1.9", "0.5")])
print(Decimal("NaN") == Decimal("NaN"), Decimal("NaN") != 1)
for op in ("<", "<=", ">", ">="):
    try: print(eval(f"Decimal('NaN') {op} 1"))
    except InvalidOperation as e: print(op, repr(e), e)
try: print(Decimal("NaN") == Decimal("sNaN"))
except InvalidOperation as e: print(repr(e))
for e in ("Decimal(1)/0", "Decimal(0)/0", "Decimal('x')", "Decimal('Inf')-Decimal('Inf')", "Decimal(1).sqrt()", "Decimal(-1).sqrt()", "Decimal(2)**Decimal('0.5')", "Decimal(10)**-3", "Decimal('1.5') % 1", "Decimal(-7)//2", "divmod(Decimal(7),2)", "Decimal(2).ln()", "Decimal(2).exp()", "Decimal(1000).log10()", "Decimal('3.14').as_tuple()", "Decimal(0.1)", "Decimal.from_float(.25)", "Decimal('1').compare(Decimal('2'))", "Decimal('12.3').as_integer_ratio()", "Decimal('1E+5')", "Decimal('1E+5').to_eng_string()", "round(Decimal('2.675'),2)", "round(Decimal('2.5'))", "int(Decimal('-2.9'))", "float(Decimal('.1'))", "hash(Decimal('1.0'))==hash(1)", "Decimal(1) + 1.5", "Decimal('1.5') == 1.5", "Decimal('1.1') < 1.2", "max(Decimal(1), Decimal(2))", "sum([Decimal('.1')]*10)", "Decimal('1').next_plus()", "Decimal('-1.5').copy_abs()", "Decimal('123').adjusted()", "Decimal('1234567.891').__format__(',.2f')", "f'{Decimal(\"0.00001\"):g}'", "f'{Decimal(\"12\"):>10.3e}'", "f'{Decimal(\"0.5\"):.0%}'", "Decimal('9.99').shift(1)", "Decimal('5').fma(2,3)", "Decimal('10').remainder_near(3)", "Decimal('1.20').same_quantum(Decimal('0.01'))", "Decimal('0b1')", "Decimal((0,(1,2,3),-2))", "Decimal('1_000.5')", "abs(Decimal('-3'))", "-Decimal('0')", "Decimal('Infinity')", "Decimal('1').scaleb(5)", "Decimal('7').logb()", "math.floor(Decimal('2.7'))", "math.ceil(Decimal('-2.7'))", "math.trunc(Decimal('2.7'))", "Decimal(3).is_signed()", "Decimal('1e-7')", "Decimal('0E-10')", "pow(Decimal(3), 4, 5)", "complex(Decimal('1.5'))"):
    try: print(e, "=", repr(eval(e)))
    except Exception as x: print(e, "!", type(x).__name__, x)
with localcontext(prec=5, rounding=ROUND_DOWN) as c: print(Decimal(2).sqrt(), c, c.flags[Inexact])
print(getcontext(), ExtendedContext, BasicContext.prec)
F = fractions.Fraction
print(F(3, 6), F("0.125"), F(0.1).limit_denominator(100), F("3/4") + 1, F(1,3)**2, F(1,3)**.5, F(7,2)//1, F(-7,2)%1, round(F(5,2)), round(F(22,7),3), f"{F(22,7):.4f}", f"{F(1,3):>10}", F(1,3) == 1/3, hash(F(1,2)) == hash(.5), F.from_decimal(Decimal("1.5")), math.floor(F(-1,2)), F(1,2).as_integer_ratio(), repr(F(1,2)))
try: F(1, 0)
except ZeroDivisionError as e: print(e)
print(statistics.mean([1,2,3,4]), statistics.median([3,1,2]), statistics.mode("aab"), statistics.stdev([1,2,3,4]), statistics.quantiles(range(11), n=4), statistics.fmean([1,2]), statistics.harmonic_mean([40,60]), statistics.geometric_mean([54,24,36]), statistics.multimode("aabb"), statistics.linear_regression([1,2,3],[2,4,6]), statistics.correlation([1,2,3],[1,2,4]), statistics.NormalDist(0,1).cdf(1), statistics.mean([F(1,2), F(1,3)]), statistics.mean([Decimal("1.5"), Decimal("2.5")]))
try: statistics.mean([])
except statistics.StatisticsError as e: print(e)
d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, repr(d), d.isoformat(), d.isoformat(" ", "minutes"), d.strftime("%A %d %B %Y %H:%M:%S.%f %j %U %W %w %p %I %y %%|%Z|%z|%G-W%V-%u %c %x %X"), d.replace(year=2023, day=28), d.date(), d.time(), d.timetuple(), d.toordinal(), d.isocalendar(), d.weekday(), d.ctime())
print(d + timedelta(days=1, hours=25), d - datetime(2023,1,1), timedelta(days=-1, seconds=5), repr(timedelta(weeks=1, milliseconds=3)), timedelta(hours=5)/2, timedelta(hours=5)//timedelta(hours=2), timedelta(hours=5)%timedelta(hours=2), divmod(timedelta(days=3), timedelta(hours=7)), timedelta(1).total_seconds(), abs(timedelta(-1)), timedelta.max, str(timedelta(days=2, microseconds=1)))
for z in ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"):
    t = datetime(2024, 3, 31, 1, 30, tzinfo=timezone.utc).astimezone(zoneinfo.ZoneInfo(z)); print(t, t.tzname(), t.utcoffset(), t.dst(), repr(t.tzinfo), t.fold)
print(datetime(2024,11,3,1,30,tzinfo=zoneinfo.ZoneInfo("America/New_York"),fold=1).utcoffset(), timezone(timedelta(hours=5, minutes=30), "IST"), repr(timezone(timedelta(hours=-3))), timezone.utc)
for s, f in (("2024-01-02", "%Y-%m-%d"), ("12:30 PM", "%I:%M %p"), ("Mon Jan  5 2015", "%a %b %d %Y"), ("2020-01-01T00:00:00+0530", "%Y-%m-%dT%H:%M:%S%z"), ("x", "%Y"), ("2020 366", "%Y %j"), ("2021-02-30", "%Y-%m-%d"), ("1/2/03 extra", "%d/%m/%y"), ("2020-W05-3", "%G-W%V-%u"), ("10:11:12.123", "%H:%M:%S.%f")):
    try: print(datetime.strptime(s, f))
    except ValueError as e: print("!", e)
for s in ("2024-01-02", "2024-01-02T03:04", "2024-01-02 03:04:05.678+01:00", "20240102T030405Z", "2024-W01-2", "bad", "2024-13-01", "2024-01-02T25:00"):
    try: print(repr(datetime.fromisoformat(s)))
    except ValueError as e: print("!", e)
for e in ("date(2024,2,30)", "datetime(2024,1,1) < date(2024,1,1)", "datetime(2024,1,1) - datetime(2024,1,1,tzinfo=timezone.utc)", "datetime(2024,1,1) == datetime(2024,1,1,tzinfo=timezone.utc)", "date.max + timedelta(1)", "time(25)", "date(2024,1,1) + 1", "time(1,2,3) < time(2)", "time.fromisoformat('04:05:06.1')", "date.fromisocalendar(2024, 9, 3)", "datetime.fromtimestamp(0, timezone.utc)", "datetime.combine(date(2020,1,1), time(3))", "calendar.monthrange(2024,2)", "calendar.month(2024,2)", "calendar.isleap(1900)", "calendar.TextCalendar(6).formatmonth(2024,3)", "datetime(2024,1,1).timestamp is not None", "f'{date(2024,5,6):%d/%m/%y}'", "datetime.min", "list(calendar.Calendar().itermonthdates(2024,2))[0]", "calendar.timegm((2024,1,1,0,0,0))", "timedelta('x')", "datetime('x')", "hash(timedelta(1)) == hash(timedelta(hours=24))", "datetime.strptime('2024','%Q')"):
    try: print(e, "=", eval(e))
    except Exception as x: print(e, "!", type(x).__name__, x)
random.seed(42); print(random.random(), random.randint(1,100), random.choice("abc"), random.sample(range(100),5), random.shuffle(l:=list(range(8))), l, random.gauss(0,1), random.choices([1,2,3], weights=[1,2,3], k=5), random.uniform(1,2), random.getrandbits(70), random.triangular(), random.betavariate(1,2), random.expovariate(1), random.randrange(0,100,7), random.randbytes(4), random.binomialvariate(10,.3))
