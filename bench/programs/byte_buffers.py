"""bytes, bytearray and bit operations: checksums, a byte-wise compressor, base 64 and a small block cipher."""


def crc_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


def crc(data, table):
    value = 0xFFFFFFFF
    for byte in data:
        value = table[(value ^ byte) & 255] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65_521
        b = (b + a) % 65_521
    return (b << 16) | a


ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def base64(data):
    out = bytearray()
    for i in range(0, len(data) - 2, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out.append(ALPHABET[n >> 18])
        out.append(ALPHABET[n >> 12 & 63])
        out.append(ALPHABET[n >> 6 & 63])
        out.append(ALPHABET[n & 63])
    return bytes(out)


def compress(data):
    codes = {bytes([i]): i for i in range(256)}
    out = []
    current = b""
    for byte in data:
        longer = current + bytes([byte])
        if longer in codes:
            current = longer
        else:
            out.append(codes[current])
            codes[longer] = len(codes)
            current = longer[-1:]
    out.append(codes[current])
    return out


def cipher(block, key, rounds):
    a, b = block
    total = 0
    for _ in range(rounds):
        total = (total + 0x9E3779B9) & 0xFFFFFFFF
        a = (a + ((b << 4) + key[0] ^ b + total ^ (b >> 5) + key[1])) & 0xFFFFFFFF
        b = (b + ((a << 4) + key[2] ^ a + total ^ (a >> 5) + key[3])) & 0xFFFFFFFF
    return a, b


data = bytes((i * i >> 3) & 127 for i in range(1_800_000))
table = crc_table()
print(f"{crc(data, table):08x} {adler(data):08x}")
text = base64(data)
print(len(text), text[:16], text.count(b"A"))
codes = compress(data[:600_000])
print(len(codes), max(codes))
block = (1, 2)
for _ in range(20_000):
    block = cipher(block, (11, 22, 33, 44), 32)
print(block)
buffer = bytearray(data[:800_000])
for i in range(0, len(buffer) - 1, 2):
    buffer[i], buffer[i + 1] = buffer[i + 1], buffer[i] ^ 1
print(sum(buffer), buffer.find(b"\x01\x01"))
