"""100 connections to an echo server in one event loop, each sending lines and waiting for their echo."""
import asyncio
import sys

CONNECTIONS = 100
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def client(address, n):
    reader, writer = await asyncio.open_connection(*address)
    total = 0
    for i in range(ROUNDS):
        writer.write(b'%d %d\n' % (n, i))
        await writer.drain()
        total += len(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return total


async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    address = server.sockets[0].getsockname()
    totals = await asyncio.gather(*(client(address, n) for n in range(CONNECTIONS)))
    print(sum(totals))
    server.close()
    await server.wait_closed()


asyncio.run(main())
