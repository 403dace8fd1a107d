import ast, struct, sys, os, warnings
warnings.simplefilter('ignore')
SKIP={'ctx','type_comment','type_ignores'}
def flt(x): return 'd%016x' % struct.unpack('<Q', struct.pack('<d', x))[0]
def s16(s):
    out=['"']
    for ch in s:
        o=ord(ch)
        if 32<=o<127 and ch not in '"\\': out.append(ch)
        elif o<0x10000: out.append('\\u%04x'%o)
        else:
            o-=0x10000; out.append('\\u%04x\\u%04x'%(0xd800+(o>>10),0xdc00+(o&0x3ff)))
    out.append('"'); return ''.join(out)
def dump(tree, src):
    lines=src.replace('\r\n','\n').replace('\r','\n').split('\n')
    asc=src.isascii()
    enc={}
    def col(l,c):
        if asc: return c
        t=lines[l-1]
        if t.isascii(): return c
        return len(t.encode('utf8','surrogatepass')[:c].decode('utf8','surrogatepass'))
    out=[]
    def w(v):
        if v is None: out.append('~')
        elif isinstance(v, ast.AST): node(v)
        elif isinstance(v,str): out.append(s16(v))
        elif v is True or v is False: out.append(str(v))
        elif isinstance(v,bytes): out.append("b'"+v.hex()+"'")
        elif isinstance(v,int): out.append(str(v))
        elif isinstance(v,float): out.append(flt(v))
        elif isinstance(v,complex): out.append('j'+flt(v.imag))
        elif isinstance(v,list):
            out.append('[')
            for i,x in enumerate(v):
                if i: out.append(', ')
                w(x)
            out.append(']')
        elif v is ...: out.append('Ellipsis')
        else: raise Exception(v)
    def node(n):
        t=type(n).__name__
        if isinstance(n,(ast.operator,ast.boolop,ast.unaryop,ast.cmpop)): out.append(t); return
        T=t
        names={'comprehension':'Comprehension','arguments':'Arguments','arg':'Arg','keyword':'Keyword','alias':'Alias','withitem':'WithItem','match_case':'MatchCase'}
        out.append(names.get(t,t))
        if hasattr(n,'lineno'): out.append('@%d:%d-%d:%d'%(n.lineno,col(n.lineno,n.col_offset),n.end_lineno,col(n.end_lineno,n.end_col_offset)))
        out.append('(')
        fs=[]
        for f in n._fields:
            if f in SKIP: continue
            v=getattr(n,f,None)
            g=f.replace('_','')
            if t=='arg' and f=='arg': g='name'
            if t=='comprehension' and f=='is_async': v=bool(v)
            if t=='AnnAssign' and f=='simple': v=bool(v)
            if t=='Constant' and f=='value' and v is None: v='\0NONE'
            if t=='MatchSingleton' and f=='value' and v is None: v='\0NONE'
            fs.append((g,v))
        fs.sort(key=lambda x:x[0].lower())
        for i,(g,v) in enumerate(fs):
            if i: out.append(', ')
            out.append(g+'=')
            if v=='\0NONE' and isinstance(v,str): out.append('None')
            else: w(v)
        out.append(')')
    w(tree)
    return ''.join(out)
if __name__=='__main__':
    import json
    root=sys.argv[1]; outp=sys.argv[2]
    sys.setrecursionlimit(100000); sys.set_int_max_str_digits(0)
    n=0
    with open(outp,'w') as o:
        for d,_,fs in sorted(os.walk(root)):
            for f in sorted(fs):
                if not f.endswith('.py'): continue
                p=os.path.join(d,f)
                b=open(p,'rb').read()
                try:
                    t=ast.parse(b,p)
                except (SyntaxError,ValueError) as e:
                    o.write(p+'\t!'+type(e).__name__+' '+str(e.args[0])+'\n'); continue
                import tokenize,io
                enc=tokenize.detect_encoding(io.BytesIO(b).readline)[0]
                src=b.decode(enc)
                o.write(p+'\t'+dump(t,src)+'\n'); n+=1
    print(n)
