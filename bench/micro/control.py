"""Generator steps, raising and catching, failed look-ups, try without error, with a lock, with an object."""
import threading

from common import measure


def generator(n):
    for i in range(n):
        yield i


def generator_step(n):
    for _ in generator(n):
        pass


def generator_send(n):
    def echo():
        value = None
        while True:
            value = yield value

    g = echo()
    next(g)
    send = g.send
    for i in range(n):
        send(i)


def generator_expression(n):
    for _ in (i for i in range(n)):
        pass


def raise_and_catch(n):
    for _ in range(n):
        try:
            raise ValueError
        except ValueError:
            pass


def raise_in_call(n):
    def fails():
        raise ValueError("x")

    for _ in range(n):
        try:
            fails()
        except ValueError:
            pass


def failed_dict_read(n):
    table = {}
    for i in range(n):
        try:
            table[i]
        except KeyError:
            pass


def failed_attribute(n):
    o = object()
    for _ in range(n):
        try:
            o.missing
        except AttributeError:
            pass


def exhausted(n):
    for _ in range(n):
        try:
            next(iter(()))
        except StopIteration:
            pass


def quiet_try(n):
    for _ in range(n):
        try:
            pass
        except ValueError:
            pass


def with_lock(n):
    lock = threading.Lock()
    for _ in range(n):
        with lock:
            pass


class Context:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


def with_object(n):
    c = Context()
    for _ in range(n):
        with c:
            pass


def comparison_chain(n):
    for i in range(n):
        0 < i < 5


def global_read(n):
    for _ in range(n):
        measure


def while_loop(n):
    i = 0
    while i < n:
        i += 1


def float_arithmetic(n):
    x = 0.5
    for _ in range(n):
        x = x * 1.0000001 + 0.1


def int_arithmetic(n):
    s = 0
    for i in range(n):
        s = s + i * i % 7


measure("while step", while_loop)
measure("s + i * i % 7", int_arithmetic)
measure("x * a + b", float_arithmetic)
measure("global read", global_read)
measure("comparison chain", comparison_chain)
measure("generator step", generator_step)
measure("generator send", generator_send)
measure("generator expression step", generator_expression)
measure("raise and catch", raise_and_catch)
measure("raise in a call, catch", raise_in_call)
measure("failed dict read in try", failed_dict_read)
measure("failed attribute in try", failed_attribute)
measure("StopIteration caught", exhausted)
measure("try without error", quiet_try)
measure("with lock", with_lock)
measure("with object", with_object)
