"""Writes nfkc.txt: what NFKC needs for identifiers, from CPython's unicodedata. Run with CPython 3.14.

Lines: `D cp parts` full compatibility decomposition (identifier characters only, Hangul syllables left to arithmetic),
`K cp class` combining class, `C first second composed` canonical composition.
"""
import os
import unicodedata as u

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "nfkc.txt"), "w", newline="\n") as out:
    for cp in range(0x80, 0x110000):
        c = chr(cp)
        if 0xAC00 <= cp < 0xD7A4 or not ("a" + c).isidentifier():
            continue
        parts = u.normalize("NFKD", c)
        if parts != c:
            out.write("D %X %s\n" % (cp, " ".join("%X" % ord(p) for p in parts)))
    for cp in range(0x80, 0x110000):
        if u.combining(chr(cp)):
            out.write("K %X %d\n" % (cp, u.combining(chr(cp))))
    for cp in range(0x80, 0x110000):
        d = u.decomposition(chr(cp)).split()
        if len(d) == 2 and not d[0].startswith("<") and u.normalize("NFC", chr(cp)) == chr(cp):
            out.write("C %s %s %X\n" % (d[0], d[1], cp))
