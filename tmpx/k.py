def k1(a,*,scale=1): return a*scale
def k2(a,*,scale=1,offset=0): return a*scale+offset
def k3(a,scale=1,offset=0): return a*scale+offset
def t1(n):
    for i in range(n): k1(i,scale=2)
def t2(n):
    for i in range(n): k2(i,scale=2)
def t3(n):
    for i in range(n): k3(i,scale=2)
def t4(n):
    for i in range(n): k2(i)
def t5(n):
    for i in range(n): k2(i, scale=2, offset=3)
for t in (t1,t2,t3,t4,t5): t(2000000)
