import argparse, sys, io, contextlib, textwrap
def build():
    p = argparse.ArgumentParser(prog="tool", description="A tool that does many things, and this description is quite long so that it has to be wrapped over more than one line of output.", epilog="See docs.", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--version", action="version", version="%(prog)s 1.2")
    p.add_argument("-v", "--verbose", action="count", default=0, help="more output")
    p.add_argument("--level", choices=["low", "mid", "high"], default="mid", help="the level")
    g = p.add_mutually_exclusive_group()
    g.add_argument("--json", action="store_true"); g.add_argument("--xml", action="store_true", help="xml %% out")
    sub = p.add_subparsers(dest="cmd", required=True, metavar="COMMAND", title="commands", description="what to do")
    a = sub.add_parser("add", help="add things", aliases=["a"])
    a.add_argument("names", nargs="+", metavar="NAME"); a.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many")
    a.add_argument("--pair", nargs=2, type=float, metavar=("X", "Y"))
    r = sub.add_parser("rm", help="remove"); r.add_argument("path"); r.add_argument("--force", action=argparse.BooleanOptionalAction, default=False)
    r.add_argument("rest", nargs=argparse.REMAINDER)
    s = sub.add_parser("set"); s.add_argument("kv", nargs="*", type=lambda s: s.split("=", 1)); s.add_argument("-D", action="append", dest="defs"); s.add_argument("-E", action="extend", nargs="+"); s.add_argument("--const", action="store_const", const=42)
    return p
cases = [[], ["-h"], ["add", "-h"], ["add", "x", "y", "-n", "4"], ["a", "x", "-n4", "-vv"], ["-vv", "--level", "high", "rm", "p", "--force", "a", "-b"], ["--level", "bad", "rm", "p"], ["--json", "--xml", "rm", "p"],
  ["add"], ["add", "x", "-n", "q"], ["add", "x", "--pair", "1", "2"], ["add", "x", "--pair", "1"], ["set", "a=1", "b=2", "-D", "x", "-D", "y", "-E", "1", "2", "--const"], ["nope"], ["--version"], ["rm", "p", "--no-force"], ["--lev", "low", "rm", "p"], ["--unknown", "rm", "p"], ["add","x","--unk"], ["-x"], ["rm", "--help"], ["set", "-D"]]
for c in cases:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try: r = build().parse_args(c)
        except SystemExit as e: r = f"exit {e.code}"
    print(c, "->", r); print(textwrap.indent(out.getvalue(), "O ")); print(textwrap.indent(err.getvalue(), "E "))
class Act(argparse.Action):
    def __call__(self, parser, ns, values, option_string=None):
        print("act", values, option_string); setattr(ns, self.dest, values)
p = argparse.ArgumentParser(exit_on_error=False, fromfile_prefix_chars="@", allow_abbrev=False)
p.add_argument("--x", action=Act, type=int); p.add_argument("y", nargs="?", default="dd")
print(p.parse_args(["--x", "3"]), p.parse_known_args(["--x", "3", "k", "--zz", "t"]))
try: p.parse_args(["--x", "q"])
except argparse.ArgumentError as e: print(e, e.argument_name, e.message)
par = argparse.ArgumentParser(add_help=False); par.add_argument("--common", required=True, help=argparse.SUPPRESS)
c = argparse.ArgumentParser(parents=[par], usage="%(prog)s [x]", prog="c", formatter_class=argparse.RawTextHelpFormatter, description="a\n  b")
c.add_argument("f", type=argparse.FileType("r"), default=sys.stdin, nargs="?", help="one\ntwo")
c.print_help(); print(c.format_usage())
print(c.parse_args(["--common=3"]).common, argparse.Namespace(a=1, b="x"))
grp = c.add_argument_group("grp", "desc of group"); grp.add_argument("--long-option-name-that-is-long", type=int, metavar="VALUE", help="some help text which is long enough to be wrapped in the output of the help formatter for sure")
c.formatter_class = argparse.HelpFormatter
c.usage = None
print(argparse.ArgumentParser(prog="z", usage=None, prefix_chars="+").parse_args([]))
c.error("final error")
