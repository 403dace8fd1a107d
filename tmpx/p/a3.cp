DEBUG   |app|hello w 3
WARNING:app.db:<module>:14:db warn 1
WARNING |app.db|db warn 1
WARNING:root:<module>:14:root 'x'
ERROR   |app|failed in f
Traceback (most recent call last):
  File "a3.py", line 16, in f
    try: 1/0
         ~^~
ZeroDivisionError: division by zero
ERROR   |app|stack
ValueError: v
--
INFO    |buf|1
INFO    |buf|2
ERROR   |buf|3
<Logger app (DEBUG)> <Logger app.db (INFO)> <RootLogger root (WARNING)> [<StreamHandler <stdout> (DEBUG)>] 20 True Level 25 20
NOTICE  |app|notice
INFO    |app|adapted
WARNING |app|[al] x
INFO    |app|t
7  t

INFO    |app|queued 1
queued 1 None INFO
INFO    |app|via listener
via listener
INFO    |app|line number 0
INFO    |app|line number 1
INFO    |app|line number 2
INFO    |app|line number 3
INFO    |app|line number 4
INFO    |app|line number 5
x.log line number 3
line number 4
line number 5

x.log.1 line number 0
line number 1
line number 2

%Y-%m-%d 86400
a b
WARNING:py.warnings:_showwarnmsg:230:a3.py:38: UserWarning: cap
  logging.captureWarnings(True); warnings.warn("cap"); logging.captureWarnings(False)

<RootLogger root (WARNING)> <Logger a.b (WARNING)> <Logger a.b (WARNING)>
True True frozenset({'mem', 'c2', 'c'}) <_StderrHandler <stderr> (WARNING)>
Unable to configure handler 'x' | ValueError("Cannot resolve 'no.such': No module named 'no'")
Unknown level: 'BOGUS'
{"l": "CRITICAL", "m": "crit", "e": "Traceback (most recent call last):\n  File \"a3.py\", line 50, in <module>\n    try: {}[\"k\"]\n         ~~^^^^^\nKeyError: 'k'"}
{"l": "WARNING", "m": "with stack", "e": null}
INI from ini
