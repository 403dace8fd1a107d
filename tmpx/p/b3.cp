[0, 1, 4, 9, 16]
aenter
aexit <class 'ValueError'>
agen closed
agen closed
[0, 2] {0: 0}
agen closed
unhandled errors in a TaskGroup (2 sub-exceptions) (ValueError('fail1'), ValueError('fail1'))
[ValueError('fail1'), 'ok']
timeout TimeoutError()
timeout2 TimeoutError()
cancelled ('why',) True sleeper
1 2 [True, True]
a
b
True
b'HI\nTHERE\n'
b'cba\n' 3
(b'y\n', None) 2
['w1', 1] <asyncio.locks.Lock object at 0xX [unlocked]> <asyncio.locks.Semaphore object at 0xX [unlocked, value:2]>
soon
5 <Future finished result=5> True
handler Exception in callback main.<locals>.boom() at b3.py:52 KeyError('cb')
True ValueError('fail0')
sh
2 1
[1, 2, 3]
QueueEmpty()
T (ExceptionGroup('h', [TypeError(2)]),)
VO g (2 sub-exceptions)
done
fail0
1 False
[0, 2, 4, 6, 8, 10, 12, 14, 16, 18] False
w0 <_MainThread(MainThread, started 140452234666496)> 1
Empty()
got [1]
barrier
False
hook ZeroDivisionError division by zero bad
[0, 1, 4, 9, 16] 8
ZeroDivisionError('division by zero')
[0, 1, 2]
set()
P_
cannot schedule new futures after shutdown
timer
False <threading.Event at 0xX: unset> <threading.Semaphore at 0xX: value=2> RLock
False True
cannot release un-acquired lock
release unlocked lock
threads can only be started once
4 out
 err

Command '['PY', '-c', "import sys; print('out'); print('err', file=sys.stderr); sys.exit(4)"]' returned non-zero exit status 4. 4
a
b
c
 0 ['sort']
Command '['sleep', '5']' timed out after 0.05 seconds
[Errno 2] No such file or directory: '/no/such' 2 /no/such
b'hi\ne\n' q CompletedProcess(args='exit 3', returncode=3) b'zz' 1
-15 -15 <Popen: returncode: -15 args: ['sleep', '9']>
b'xxx'
b''
sig SIGUSR1 <module>
alarm alarm
