'o.y = f(1)'
  File "<src>", line 1, in <module>
    o.y = f(1)
          ~^^^

'x, = f(1)'
  File "<src>", line 1, in <module>
    x, = f(1)
         ~^^^

'*x, = f(1)'
  File "<src>", line 1, in <module>
    *x, = f(1)
          ~^^^

'x, y = f(1)'
  File "<src>", line 1, in <module>
    x, y = f(1)
           ~^^^

'[x] = f(1)'
  File "<src>", line 1, in <module>
    [x] = f(1)
          ~^^^

'(x) = f(1)'
  File "<src>", line 1, in <module>
    (x) = f(1)

'o.y = f(1) # c'
  File "<src>", line 1, in <module>
    o.y = f(1) # c
          ~^^^

'd[0] = f(1)'
  File "<src>", line 1, in <module>
    d[0] = f(1)
           ~^^^

'x = o.f(1)'
  File "<src>", line 1, in <module>
    x = o.f(1)

'x = f (1)'
  File "<src>", line 1, in <module>
    x = f (1)

'x = f(1)   '
  File "<src>", line 1, in <module>
    x = f(1)

'x = f("#") # c'
  File "<src>", line 1, in <module>
    x = f("#") # c

'x = d[0](1)'
  File "<src>", line 1, in <module>
    x = d[0](1)

'return_ = f(1)'
  File "<src>", line 1, in <module>
    return_ = f(1)

