import time as _t, sys as _s; _T=[_t.perf_counter(),_t.thread_time()]
def _m(l):
    a=_t.perf_counter();b=_t.thread_time();_s.stderr.write("@%d %.0f %.0f\n"%(l,(a-_T[0])*1000,(b-_T[1])*1000));_T[0]=_t.perf_counter();_T[1]=_t.thread_time()

"""Sorting: numbers, strings, tuples, keys, reverse, objects with __lt__, and a merge by hand."""
_m(1)


class Version:
    __slots__ = ("major", "minor")

    def __init__(self, major, minor):
        self.major = major
        self.minor = minor

    def __lt__(self, other):
        if self.major != other.major:
            return self.major < other.major
        return self.minor < other.minor


def numbers(n):
    seed = 99
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed)
    return out


def merge_sort(a):
    if len(a) <= 1:
        return a
    middle = len(a) // 2
    left, right = merge_sort(a[:middle]), merge_sort(a[middle:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    out.extend(left[i:])
    out.extend(right[j:])
    return out


data = numbers(240_000)
_m(45)
check = 0
_m(46)
check += sorted(data)[1000]
_m(47)
check += sorted(data, reverse=True)[1000]
_m(48)
check += sorted([x / 7 for x in data])[500] // 1
_m(49)
words = [f"{x:x}" for x in data]
_m(50)
check += len("".join(sorted(words)[::1000]))
_m(51)
pairs = [(x % 100, x) for x in data]
_m(52)
check += sorted(pairs)[5000][1]
_m(53)
check += sorted(pairs, key=lambda p: p[1])[5000][1]
_m(54)
check += sorted(words, key=len)[0].count("a")
_m(55)
check += sorted(pairs, key=lambda p: (p[0] % 10, -p[1]))[777][1]
_m(56)
versions = sorted(Version(x % 50, x % 1000) for x in data[:20_000])
_m(57)
check += versions[10_000].major * 1000 + versions[10_000].minor
_m(58)
nearly = sorted(data)
_m(59)
nearly[100], nearly[-100] = nearly[-100], nearly[100]
_m(60)
nearly.sort()
_m(61)
check += merge_sort(data[:60_000])[30_000]
_m(62)
print(check, nearly == sorted(data))
_m(63)
