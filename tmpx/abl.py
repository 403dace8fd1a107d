import time,sys
src=open('/work/wt/tier/bench/programs/argument_passing.py').read().split('print(main')[0]
lines=src.split('\n')
first=next(i for i,l in enumerate(lines) if l.startswith('        total += plain'))
idx=[i for i in range(first,len(lines)) if lines[i].startswith('        total +=')]
def timeit(src):
    ns={}
    exec(compile(src,'x','exec'),ns)
    m=ns['main']; m(60000)
    time.sleep(.3); m(60000); time.sleep(0.3)
    b=9e9
    for k in range(3):
        t=time.thread_time(); m(150000); b=min(b,time.thread_time()-t)
    return b/150000*1e9
full=timeit(src)
print('full',round(full))
for i in idx:
    s='\n'.join(l for j,l in enumerate(lines) if j!=i)
    print(round(full-timeit(s)),lines[i].strip())
