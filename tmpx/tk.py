"""Tracebacks of exceptions that outlive the frames that caught them, several in one frame, and in hot code."""
import sys
import weakref


def lines(e):
    start = lines.__code__.co_firstlineno
    found = []
    entry = e.__traceback__
    while entry is not None:
        found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno - start))
        entry = entry.tb_next
    return found


def fail(x):
    local = x * 2
    raise ValueError(x)


def keep(x):
    name = "kept"
    try:
        fail(x)
    except ValueError as e:
        return e


def keep_two():
    first = second = None
    try:
        fail(1)
    except ValueError as e:
        first = e
    try:
        {}["missing"]
    except KeyError as e:
        second = e
    third = "after"
    return first, second


def looked_at_late():
    kept = []
    for i in range(3):
        try:
            if i == 1:
                raise KeyError(i)
            fail(i)
        except LookupError as e:
            kept.append(e)
        except ValueError as e:
            kept.append(e)
    return kept


e = keep(7)
print(lines(e), e.__traceback__.tb_frame.f_locals, e.__traceback__.tb_next.tb_frame.f_locals)
print(e.__traceback__.tb_next.tb_frame.f_back is e.__traceback__.tb_frame)
print(e.__traceback__.tb_frame.f_back is sys._getframe())
first, second = keep_two()
print(lines(first), lines(second))
print(first.__traceback__.tb_frame is second.__traceback__.tb_frame, sorted(first.__traceback__.tb_frame.f_locals))
for e in looked_at_late():
    print(type(e).__name__, lines(e))


def again(e):
    try:
        raise e
    except ValueError as same:
        return same is e


print(again(first), lines(first))
print(again(first), lines(first))


def same_frame_again():
    e = ValueError()
    for i in range(3):
        try:
            raise e
        except ValueError:
            pass
    return e


print(lines(same_frame_again()))


def dropped():
    try:
        fail(1)
    except ValueError as e:
        e.__traceback__ = None
        kept = e
    try:
        fail(2)
    except ValueError as e:
        other = e.with_traceback(None)
    return kept, other


print([lines(e) for e in dropped()])


def nested():
    try:
        try:
            fail(1)
        except ValueError as inner:
            raise KeyError("outer") from inner
    except KeyError as e:
        return e


e = nested()
print(lines(e), lines(e.__cause__), e.__cause__ is e.__context__)


def bare_in_callee():
    raise


def reraised():
    try:
        try:
            fail(3)
        except ValueError:
            bare_in_callee()
    except ValueError as e:
        return e


print(lines(reraised()))


def gives():
    try:
        fail(4)
    except ValueError as e:
        yield e
        yield lines(e)


g = gives()
e = next(g)
print(lines(e), next(g))
del g
print(lines(e), sys.exception())


class Watched:
    pass


def dies():
    w = Watched()
    ref = weakref.ref(w, lambda _: print("released"))
    raise ValueError


def order():
    try:
        dies()
    except ValueError:
        print("handled")
    print("after")


order()


def hot(x):
    if x % 3 == 0:
        raise ValueError(x)
    return x


def run(n):
    kept = None
    total = 0
    for i in range(n):
        try:
            total += hot(i)
        except ValueError as e:
            total -= 1
            if i % 999 == 0:
                kept = e
        finally:
            total += 1
    return total, kept


total, e = run(6000)
print(total, lines(e), e.args)
print(sorted(e.__traceback__.tb_next.tb_frame.f_locals.items()), e.__traceback__.tb_frame.f_locals["total"] == total)


def through(n):
    if n == 0:
        raise IndexError(n)
    through(n - 1)


def deep(rounds):
    seen = set()
    for i in range(rounds):
        try:
            through(5)
        except LookupError as e:
            if i % 500 == 0:
                seen.add(str(lines(e)))
            assert sys.exception() is e
        assert sys.exception() is None
    return seen


print(deep(2500))


def swallowed(n):
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, kind, value, traceback):
            self.line = traceback.tb_lineno - lines.__code__.co_firstlineno
            return True

    found = set()
    for i in range(n):
        with Manager() as m:
            fail(i)
        found.add(m.line)
    return found


print(swallowed(1500))


def inner_alone():
    """The entry of the innermost frame outlives those before it."""
    def one(n):
        mark = f"one{n}"
        two(n)

    def two(n):
        mark = f"two{n}"
        raise ValueError(n)

    try:
        one(5)
    except ValueError as e:
        return e.__traceback__.tb_next.tb_next


entry = inner_alone()
frame = entry.tb_frame
print(frame.f_code.co_name, frame.f_locals, frame.f_back.f_code.co_name, frame.f_back.f_locals["mark"], frame.f_back.f_back.f_code.co_name)


def cut():
    try:
        through(3)
    except IndexError as e:
        last = e.__traceback__.tb_next.tb_next
        e.__traceback__.tb_next = None
        return last, e


last, e = cut()
print(lines(e), last.tb_frame.f_locals, last.tb_frame.f_back.f_locals, last.tb_frame.f_back.f_back.f_code.co_name)


def shared_tail():
    try:
        through(1)
    except IndexError as e:
        first = e
    try:
        raise KeyError("new").with_traceback(first.__traceback__.tb_next)
    except KeyError as e:
        second = e
    return first, second


first, second = shared_tail()
print(lines(first), lines(second))
print(first.__traceback__.tb_next.tb_frame.f_back.f_code.co_name)


class Held:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def holds(n):
    held = Held(f"level {n}")
    if n == 0:
        raise ValueError
    holds(n - 1)


def drops():
    try:
        holds(2)
    except ValueError:
        print("caught")
    print("left")


drops()
