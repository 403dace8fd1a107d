"""A tree of tasks, as in pyperformance's async_tree: every node gathers its children, the leaves sleep or compute."""
import asyncio
import sys

DEPTH = int(sys.argv[1]) if len(sys.argv) > 1 else 5
WIDTH = 6


async def leaf(n):
    await asyncio.sleep(0)
    return sum(range(n))


async def node(depth):
    if depth == 0:
        return await leaf(20)
    return sum(await asyncio.gather(*(node(depth - 1) for _ in range(WIDTH))))


async def grouped(depth):
    if depth == 0:
        return await leaf(20)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(grouped(depth - 1)) for _ in range(WIDTH)]
    return sum(task.result() for task in tasks)


async def main():
    print(await node(DEPTH))
    print(await grouped(DEPTH))
    queue = asyncio.Queue(10)

    async def produce():
        for i in range(20000):
            await queue.put(i)
        await queue.put(None)

    async def consume():
        total = 0
        while (item := await queue.get()) is not None:
            total += item
        return total

    print((await asyncio.gather(produce(), consume()))[1])


asyncio.run(main())
