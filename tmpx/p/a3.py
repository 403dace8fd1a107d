import logging, logging.config, logging.handlers, sys, io, os, warnings, tempfile, queue
cfg = {"version": 1, "disable_existing_loggers": False,
 "formatters": {"b": {"format": "%(levelname)-8s|%(name)s|%(message)s"}, "s": {"format": "{levelname}:{name}:{funcName}:{lineno}:{message}", "style": "{"}, "d": {"()": "logging.Formatter", "fmt": "$levelname $message", "style": "$"}},
 "filters": {"nof": {"()": "__main__.NoFoo", "word": "foo"}},
 "handlers": {"c": {"class": "logging.StreamHandler", "level": "DEBUG", "formatter": "b", "stream": "ext://sys.stdout", "filters": ["nof"]}, "c2": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "s", "stream": "ext://sys.stdout"},
   "mem": {"class": "logging.handlers.MemoryHandler", "capacity": 3, "target": "c", "flushLevel": "ERROR"}},
 "loggers": {"app": {"level": "DEBUG", "handlers": ["c"], "propagate": False}, "app.db": {"level": "INFO", "handlers": ["c2"]}, "buf": {"level": "DEBUG", "handlers": ["mem"], "propagate": False}},
 "root": {"level": "WARNING", "handlers": ["c2"]}}
class NoFoo(logging.Filter):
    def __init__(self, word): super().__init__(); self.word = word
    def filter(self, r): return self.word not in r.getMessage()
logging.config.dictConfig(cfg)
log = logging.getLogger("app"); db = logging.getLogger("app.db")
log.debug("hello %s %d", "w", 3); log.info("foo dropped"); db.debug("no"); db.warning("db warn %(a)s", {"a": 1}); logging.warning("root %r", "x")
def f():
    try: 1/0
    except ZeroDivisionError: log.exception("failed in %s", "f")
f()
log.error("stack", stack_info=False, exc_info=ValueError("v"), extra={"zz": 1})
b = logging.getLogger("buf"); b.info("1"); b.info("2"); print("--"); b.error("3")
print(log, db, logging.getLogger(), log.handlers, db.getEffectiveLevel(), log.isEnabledFor(10), logging.getLevelName(25), logging.getLevelName("INFO"))
logging.addLevelName(25, "NOTICE"); log.log(25, "notice")
ad = logging.LoggerAdapter(log, {"user": "bob"}); ad.info("adapted")
class CtxAd(logging.LoggerAdapter):
    def process(self, msg, kw): return f"[{self.extra['user']}] {msg}", kw
CtxAd(log, {"user": "al"}).warning("x")
s = io.StringIO(); h = logging.StreamHandler(s); h.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y")); log.addHandler(h); log.info("t"); print(len(s.getvalue()), s.getvalue()[4:])
log.removeHandler(h)
q = queue.Queue(); qh = logging.handlers.QueueHandler(q); log.addHandler(qh); log.info("queued %s", 1); r = q.get(); print(r.msg, r.args, r.levelname)
ql = logging.handlers.QueueListener(q, logging.StreamHandler(sys.stdout)); ql.start(); log.info("via listener"); ql.stop()
log.removeHandler(qh)
d = tempfile.mkdtemp(); rf = logging.handlers.RotatingFileHandler(os.path.join(d, "x.log"), maxBytes=50, backupCount=2); log.addHandler(rf)
for i in range(6): log.info("line number %d", i)
log.removeHandler(rf); rf.close()
for n in sorted(os.listdir(d)): print(n, open(os.path.join(d, n)).read())
tf = logging.handlers.TimedRotatingFileHandler(os.path.join(d, "t.log"), when="midnight", backupCount=3, utc=True); print(tf.suffix, tf.interval); tf.close()
print(logging.makeLogRecord({"msg": "a %s", "args": ("b",), "levelno": 30}).getMessage())
logging.captureWarnings(True); warnings.warn("cap"); logging.captureWarnings(False)
logging.getLogger("zz").warning("bad format %d", "x")
print(logging.getLogger("a.b.c").parent, logging.getLogger("a.b"), logging.getLogger("a.b.c").parent)
print(logging.getLogger("app").getChildren() == {db}, log.hasHandlers(), logging.getHandlerNames(), logging.lastResort)
try: logging.config.dictConfig({"version": 1, "handlers": {"x": {"class": "no.such"}}})
except ValueError as e: print(e, "|", repr(e.__cause__))
try: log.setLevel("BOGUS")
except ValueError as e: print(e)
class JsonF(logging.Formatter):
    def format(self, r):
        import json; return json.dumps({"l": r.levelname, "m": r.getMessage(), "e": self.formatException(r.exc_info) if r.exc_info else None})
hh = logging.StreamHandler(sys.stdout); hh.setFormatter(JsonF()); log.handlers[:] = [hh]
try: {}["k"]
except KeyError: log.critical("crit", exc_info=True)
log.warning("with stack", stack_info=True)
logging.disable(logging.ERROR); log.error("no"); logging.disable(logging.NOTSET)
import configparser
ini = """[loggers]
keys=root
[handlers]
keys=h
[formatters]
keys=f
[logger_root]
level=INFO
handlers=h
[handler_h]
class=StreamHandler
args=(sys.stdout,)
formatter=f
[formatter_f]
format=INI %(message)s
"""
logging.config.fileConfig(io.StringIO(ini)); logging.getLogger().info("from ini")
logging.shutdown()
