"""Ints beyond 64 bits: hashing, random numbers, masks, and the operators on 100 to 200 bits."""
import math

from common import measure

MASK = 0xFFFFFFFFFFFFFFFF


def fnv_hash(n):
    h = 0xCBF29CE484222325
    for i in range(n):
        h = ((h ^ (i & 255)) * 0x100000001B3) & MASK


def xor_shift(n):
    x = 88172645463325252
    for _ in range(n):
        x ^= (x << 13) & MASK
        x ^= x >> 7
        x ^= (x << 17) & MASK


def congruential(n):
    state = 1
    for _ in range(n):
        state = (6364136223846793005 * state + 1442695040888963407) % (1 << 64)


def add_100_bits(n):
    a = 1 << 100
    for _ in range(n):
        a = a + 3


def multiply_to_131_bits(n):
    a = (1 << 70) + 12345
    b = (1 << 60) + 77
    for _ in range(n):
        a * b


def remainder_of_120_bits(n):
    a = (1 << 120) + 12345
    b = (1 << 61) - 1
    for _ in range(n):
        a % b


def and_of_220_bits(n):
    a = (1 << 220) - 12345
    b = (1 << 128) - 1
    for _ in range(n):
        a & b


def shift_220_bits(n):
    a = (1 << 220) + 12345
    for _ in range(n):
        a >> 64


def text_of_100_bits(n):
    a = 1 << 100
    for _ in range(n):
        str(a)


def parse_100_bits(n):
    for _ in range(n):
        int("1267650600228229401496703205376")


def to_bytes(n):
    a = 1 << 100
    for _ in range(n):
        a.to_bytes(16, "little")


def from_bytes(n):
    data = b"0123456789abcdef"
    for _ in range(n):
        int.from_bytes(data, "little")


def look_up_100_bits(n):
    a = 1 << 100
    table = {a: 1}
    for _ in range(n):
        table[a]


def square_root(n):
    a = (1 << 120) + 5
    for _ in range(n):
        math.isqrt(a)


for operation in (fnv_hash, xor_shift, congruential, add_100_bits, multiply_to_131_bits, remainder_of_120_bits, and_of_220_bits, shift_220_bits, text_of_100_bits,
                  parse_100_bits, to_bytes, from_bytes, look_up_100_bits, square_root):
    measure(operation.__name__.replace("_", " "), operation)
