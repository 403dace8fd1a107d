"""Escape times of the Mandelbrot set with plain floats."""


def escape(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            return n
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
    return limit


def picture(width, height, limit):
    total = 0
    rows = []
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        row = []
        for x in range(width):
            n = escape(3.0 * x / width - 2.1, ci, limit)
            total += n
            row.append(n)
        rows.append(row)
    return total, rows


total, rows = picture(600, 400, 320)
print(total)
print(sum(1 for row in rows for n in row if n == 320))
print("".join(" .:-=+*#%@"[min(n // 4, 9)] for n in rows[200][::10]))
