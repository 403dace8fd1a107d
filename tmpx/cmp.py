import subprocess,sys,re
exe=sys.argv[1].split(',');f=sys.argv[2];args=sys.argv[3:]
R=2
cols=[('cpy',['chroot','/root/.cache/pyl-peers','python3.14'])]+[(e,[e]) for e in exe]
res={}
for _ in range(R):
    for n,c in cols:
        o=subprocess.run(c+[f]+args,capture_output=True,text=True)
        if o.stderr: print(o.stderr)
        for l in o.stdout.splitlines():
            p=l.split()
            d=res.setdefault(p[0],{}); d[n]=min(d.get(n,9e9),float(p[1]))
for k,d in res.items(): print(f"{k:20}",*[f"{d[n]:8.1f}" for n,_ in cols], *[f"{d[n]/d['cpy']:5.2f}" for n,_ in cols[1:] if d['cpy']])
