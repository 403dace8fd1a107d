'x = f(1)  # note'
  File "<src>", line 1, in <module>
    x = f(1)  # note

'x = f(1); y = 2'
  File "<src>", line 1, in <module>
    x = f(1); y = 2

'x = f(1); # c'
  File "<src>", line 1, in <module>
    x = f(1); # c

'y = 2; x = f(1)'
  File "<src>", line 1, in <module>
    y = 2; x = f(1)
               ~^^^

'x = y = f(1)'
  File "<src>", line 1, in <module>
    x = y = f(1)
            ~^^^

'x: int = f(1)'
  File "<src>", line 1, in <module>
    x: int = f(1)
             ~^^^

'x = f(1) if 1 else 2'
  File "<src>", line 1, in <module>
    x = f(1) if 1 else 2
        ~^^^

'x = f(1)'
  File "<src>", line 1, in <module>
    x = f(1)

'x = g(f(1))'
  File "<src>", line 1, in <module>
    x = g(f(1))
          ~^^^

'x, y = f(1)'
  File "<src>", line 1, in <module>
    x, y = f(1)
           ~^^^

'x = f(1),'
  File "<src>", line 1, in <module>
    x = f(1),
        ~^^^

'x = (f(1))'
  File "<src>", line 1, in <module>
    x = (f(1))

'x += f(1)'
