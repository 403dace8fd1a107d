"""Gravity among five bodies, leapfrog integration; floats in attributes of objects."""


class Body:
    def __init__(self, mass, x, y, z, vx, vy, vz):
        self.mass = mass
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz


def system():
    bodies = [Body(1000.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)]
    for i in range(1, 5):
        distance = 10.0 * i + 3.0
        speed = (1000.0 / distance) ** 0.5
        bodies.append(Body(0.5 * i, distance, 0.1 * i, -0.2 * i, 0.01 * i, speed, 0.02 * i))
    return bodies


def advance(bodies, dt, steps):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(steps):
        for a, b in pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz
            f = dt / (d2 * d2 ** 0.5)
            fa = f * b.mass
            fb = f * a.mass
            a.vx -= dx * fa
            a.vy -= dy * fa
            a.vz -= dz * fa
            b.vx += dx * fb
            b.vy += dy * fb
            b.vz += dz * fb
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2)
        for b in bodies[i + 1:]:
            total -= a.mass * b.mass / ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
    return total


bodies = system()
print(f"{energy(bodies):.9f}")
advance(bodies, 0.001, 420_000)
print(f"{energy(bodies):.6f}")
