import asyncio, threading, queue, time, concurrent.futures as cf, contextvars, subprocess, sys, os, signal, socket, contextlib, collections
async def producer(q, n):
    for i in range(n): await q.put(i); await asyncio.sleep(0)
    await q.put(None)
async def consumer(q, out):
    while (x := await q.get()) is not None: out.append(x * x)
async def pipe():
    q = asyncio.Queue(2); out = []
    async with asyncio.TaskGroup() as tg: tg.create_task(producer(q, 5)); tg.create_task(consumer(q, out))
    return out
print(asyncio.run(pipe()))
class ACM:
    async def __aenter__(self): print("aenter"); return self
    async def __aexit__(self, *e): print("aexit", e[0]); return e[0] is ValueError
async def agen(n):
    try:
        for i in range(n): yield i; await asyncio.sleep(0)
    finally: print("agen closed")
async def fails(n): await asyncio.sleep(.01*n); raise ValueError(f"fail{n}")
async def main():
    async with ACM(): raise ValueError
    print([x async for x in agen(3) if x % 2 == 0], {x: x async for x in agen(1)})
    async for x in agen(5):
        if x == 1: break
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(fails(1)); tg.create_task(fails(1)); tg.create_task(asyncio.sleep(10))
    except* ValueError as eg: print(eg, eg.exceptions)
    print(await asyncio.gather(fails(1), asyncio.sleep(0, "ok"), return_exceptions=True))
    try: await asyncio.wait_for(asyncio.sleep(5), .01)
    except TimeoutError as e: print("timeout", repr(e))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(5)
    except TimeoutError as e: print("timeout2", repr(e))
    t = asyncio.create_task(asyncio.sleep(5), name="sleeper"); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print("cancelled", e.args, t.cancelled(), t.get_name())
    done, pend = await asyncio.wait([asyncio.create_task(asyncio.sleep(i/50, i)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED); print(len(done), len(pend), [p.cancel() for p in pend])
    for c in asyncio.as_completed([asyncio.sleep(.02, "b"), asyncio.sleep(.01, "a")]): print(await c)
    print(await asyncio.to_thread(lambda: threading.current_thread() is not threading.main_thread()))
    async def handle(r, w):
        while l := await r.readline(): w.write(l.upper()); await w.drain()
        w.close()
    s = await asyncio.start_server(handle, "127.0.0.1", 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b"hi\nthere\n"); w.write_eof(); print(await r.read()); w.close(); await w.wait_closed(); s.close(); await s.wait_closed()
    p = await asyncio.create_subprocess_exec(sys.executable, "-c", "import sys; print(sys.stdin.read()[::-1]); sys.exit(3)", stdin=subprocess.PIPE, stdout=subprocess.PIPE); out, _ = await p.communicate(b"abc"); print(out, p.returncode)
    p = await asyncio.create_subprocess_shell("echo $X; exit 2", env={"X": "y", "PATH": os.environ["PATH"]}, stdout=-1); print(await p.communicate(), p.returncode)
    lock = asyncio.Lock(); sem = asyncio.Semaphore(2); ev = asyncio.Event(); cond = asyncio.Condition(); bar = asyncio.Barrier(2)
    async def w1():
        async with sem, lock: pass
        await ev.wait(); await bar.wait(); return "w1"
    t1 = asyncio.create_task(w1()); ev.set(); print(await asyncio.gather(t1, bar.wait()) , lock, sem)
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_later(.01, f.set_result, 5); loop.call_soon(print, "soon"); print(await f, f, loop.is_running())
    def boom(): raise KeyError("cb")
    loop.set_exception_handler(lambda l, c: print("handler", c["message"], repr(c["exception"]))); loop.call_soon(boom); await asyncio.sleep(0.01)
    t = asyncio.create_task(fails(0)); await asyncio.sleep(.01); print(t.done(), repr(t.exception()))
    sh = asyncio.shield(asyncio.sleep(.01, "sh")); print(await sh)
    v = contextvars.ContextVar("v", default=1)
    async def setv(): v.set(2); return v.get()
    print(await asyncio.create_task(setv()), v.get())
    pq = asyncio.PriorityQueue(); [pq.put_nowait(x) for x in (3,1,2)]; print([pq.get_nowait() for _ in range(3)])
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), OSError(3)])])
    except* TypeError as e: print("T", e.exceptions)
    except* (ValueError, OSError) as e: print("VO", e)
    return "done"
print(asyncio.run(main(), debug=False))
try: asyncio.run(fails(0))
except ValueError as e: print(e)
async def never(): pass
try: asyncio.run(never())
except ValueError as e: print(e)
with asyncio.Runner() as r: print(r.run(asyncio.sleep(0, 1)), r.get_loop().is_closed())
q = queue.Queue(3); res = []; lock = threading.Lock()
def work():
    while True:
        x = q.get()
        if x is None: q.task_done(); break
        with lock: res.append(x * 2)
        q.task_done()
ths = [threading.Thread(target=work, name=f"w{i}", daemon=True) for i in range(3)]; [t.start() for t in ths]
for i in range(10): q.put(i)
for _ in ths: q.put(None)
q.join(); [t.join() for t in ths]; print(sorted(res), ths[0].is_alive())
print(ths[0].name, threading.current_thread(), threading.active_count())
try: q.get(timeout=.01)
except queue.Empty as e: print(repr(e))
cond = threading.Condition(); data = []
def c():
    with cond: cond.wait_for(lambda: data, 2); print("got", data)
t = threading.Thread(target=c); t.start()
with cond: data.append(1); cond.notify_all()
t.join()
b = threading.Barrier(2, action=lambda: print("barrier")); t = threading.Thread(target=b.wait); t.start(); b.wait(); t.join()
tl = threading.local(); tl.x = 1
def chk(): print(hasattr(tl, "x"))
t = threading.Thread(target=chk); t.start(); t.join()
threading.excepthook = lambda a: print("hook", a.exc_type.__name__, a.exc_value, a.thread.name)
t = threading.Thread(target=lambda: 1/0, name="bad"); t.start(); t.join()
threading.excepthook = threading.__excepthook__
with cf.ThreadPoolExecutor(2, thread_name_prefix="P") as ex:
    print(list(ex.map(lambda x: x**2, range(5))), ex.submit(pow, 2, 3).result()); f = ex.submit(lambda: 1/0); print(repr(f.exception()))
    fs = {ex.submit(time.sleep, .01*i): i for i in range(3)}; print(sorted(fs[f] for f in cf.as_completed(fs))); print(cf.wait(fs).not_done)
    print(ex.submit(lambda: threading.current_thread().name).result()[:2])
try: ex.submit(print)
except RuntimeError as e: print(e)
tm = threading.Timer(.01, lambda: print("timer")); tm.start(); tm.join()
e = threading.Event(); print(e.wait(.01), e, threading.Semaphore(2), threading.RLock().__class__.__name__)
l = threading.Lock(); l.acquire(); print(l.acquire(timeout=.01), l.locked())
try: threading.RLock().release()
except RuntimeError as x: print(x)
try: threading.Lock().release()
except RuntimeError as x: print(x)
try: t.start()
except RuntimeError as x: print(x)
r = subprocess.run([sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(4)"], capture_output=True, text=True); print(r.returncode, r.stdout, r.stderr)
try: r.check_returncode()
except subprocess.CalledProcessError as x: print(str(x).replace(sys.executable, "PY"), x.returncode)
p1 = subprocess.Popen(["printf", "b\na\nc\n"], stdout=subprocess.PIPE); p2 = subprocess.Popen(["sort"], stdin=p1.stdout, stdout=subprocess.PIPE, text=True); p1.stdout.close(); print(p2.communicate()[0], p1.wait(), p2.args)
try: subprocess.run(["sleep", "5"], timeout=.05)
except subprocess.TimeoutExpired as x: print(x)
try: subprocess.run(["/no/such"])
except FileNotFoundError as x: print(x, x.errno, x.filename)
print(subprocess.check_output("echo hi; echo e >&2", shell=True, stderr=subprocess.STDOUT), subprocess.getoutput("echo q"), subprocess.run("exit 3", shell=True), subprocess.run(["cat"], input=b"zz", stdout=-1).stdout, subprocess.call(["false"]))
p = subprocess.Popen(["sleep", "9"]); p.terminate(); print(p.wait(), p.poll(), repr(p))
a, bb = socket.socketpair(); a.sendall(b"x"*3); print(bb.recv(10)); a.close(); print(bb.recv(1)); bb.close()
signal.signal(signal.SIGUSR1, lambda s, f: print("sig", signal.Signals(s).name, f.f_code.co_name)); os.kill(os.getpid(), signal.SIGUSR1); time.sleep(.01)
signal.signal(signal.SIGALRM, lambda *a: (_ for _ in ()).throw(TimeoutError("alarm"))); signal.setitimer(signal.ITIMER_REAL, .02)
try: time.sleep(2)
except TimeoutError as x: print("alarm", x)
async def cr(): pass
cr()
def thr_fail(): raise RuntimeError("in thread")
t = threading.Thread(target=thr_fail, name="T-x"); t.start(); t.join()
asyncio.run(main2()) if "main2" in globals() else sys.exit("bye")
