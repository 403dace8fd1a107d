"""Indexing lists, reading and writing dicts, tuples, unpacking, len, in, and appending."""
from common import measure


def list_index(n):
    items = [1, 2, 3, 4]
    for _ in range(n):
        items[2]


def list_store(n):
    items = [1, 2, 3, 4]
    for i in range(n):
        items[2] = i


def list_of_objects_index(n):
    items = ["a", "b", "c", "d"]
    for _ in range(n):
        items[2]


def list_append(n):
    items = []
    add = items.append
    for i in range(n):
        add(i)


def dict_read_str(n):
    table = {"alpha": 1, "beta": 2, "gamma": 3}
    for _ in range(n):
        table["beta"]


def dict_read_int(n):
    table = {i: i for i in range(100)}
    for _ in range(n):
        table[42]


def dict_write(n):
    table = {"alpha": 1, "beta": 2}
    for i in range(n):
        table["beta"] = i


def dict_get(n):
    table = {"alpha": 1}
    for _ in range(n):
        table.get("beta")


def tuple_index(n):
    items = (1, 2, 3)
    for _ in range(n):
        items[1]


def tuple_pack_unpack(n):
    a, b = 1, 2
    for _ in range(n):
        pair = (a, b)
        b, a = pair


def length(n):
    items = [1, 2, 3]
    for _ in range(n):
        len(items)


def membership(n):
    items = {1, 2, 3}
    for _ in range(n):
        2 in items


def slice_list(n):
    items = list(range(20))
    for _ in range(n):
        items[5:10]


def build_list(n):
    for i in range(n):
        [i, i, i]


def build_dict(n):
    for i in range(n):
        {"a": i, "b": i}


def list_iteration(n):
    items = [1] * 1000
    for _ in range(n // 1000):
        for _ in items:
            pass


measure("list index", list_index)
measure("list store", list_store)
measure("list of str index", list_of_objects_index)
measure("list append", list_append)
measure("dict read, str key", dict_read_str)
measure("dict read, int key", dict_read_int)
measure("dict write", dict_write)
measure("dict.get, missing", dict_get)
measure("tuple index", tuple_index)
measure("tuple pack and unpack", tuple_pack_unpack)
measure("len", length)
measure("in set", membership)
measure("list slice of 5", slice_list)
measure("build list of 3", build_list)
measure("build dict of 2", build_dict)
measure("list iteration step", list_iteration)
