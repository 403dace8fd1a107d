"""Reading and writing an attribute of an instance, with and without slots, of a class and of a module."""
import math

from common import measure


class Plain:
    shared = 1

    def __init__(self):
        self.x = 1

    @property
    def computed(self):
        return 1


class Slotted:
    __slots__ = ("x",)

    def __init__(self):
        self.x = 1


plain = Plain()
slotted = Slotted()


def empty_loop(n):
    for _ in range(n):
        pass


def read(n):
    o = plain
    for _ in range(n):
        o.x


def write(n):
    o = plain
    for i in range(n):
        o.x = i


def read_slot(n):
    o = slotted
    for _ in range(n):
        o.x


def write_slot(n):
    o = slotted
    for i in range(n):
        o.x = i


def read_class(n):
    o = plain
    for _ in range(n):
        o.shared


def read_property(n):
    o = plain
    for _ in range(n):
        o.computed


def read_module(n):
    for _ in range(n):
        math.pi


def add_in_place(n):
    o = plain
    o.x = 0
    for _ in range(n):
        o.x += 1


measure("empty loop", empty_loop)
measure("attribute read", read)
measure("attribute write", write)
measure("slot read", read_slot)
measure("slot write", write_slot)
measure("class attribute read", read_class)
measure("property read", read_property)
measure("module attribute read", read_module)
measure("attribute += 1", add_in_place)
