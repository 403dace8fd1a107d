import configparser, io
for d in ('=',':'),(' ',),('=',' '),('-->',):
    c=configparser.ConfigParser(delimiters=d, strict=False)
    try:
        c.read_string('[s]\nfoo = bar=baz\nfoo bar baz\nx=1\ny --> z\n')
        print(d, dict(c['s']))
    except configparser.Error as e: print(d, type(e), e)
c=configparser.ConfigParser()
c['a']={'x':'one\r\ntwo\rthree'}
o=io.StringIO(); c.write(o); print(repr(o.getvalue()))
