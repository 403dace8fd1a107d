def ident(source):
    for x in source:
        yield x
def loops(n):
    l=["a"]*1000
    for i in range(n):
        for x in ident(ident(ident(ident(l)))): pass
loops(10000)
