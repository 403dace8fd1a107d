using System.Text;

namespace Pyl.Cli.Tests;

/// <summary>
/// A small program of classes from a seed: attributes on instances and on classes, properties, operators, items, finalisers, inheritance, at places where
/// several classes come, with a class that changes on the way. What fails is counted by its message.
/// </summary>
internal sealed class RandomClasses
{
    private static readonly string[] s_attributes = ["a", "b", "c"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();

    private RandomClasses(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The program of a seed.</summary>
    public static string Of(int seed)
    {
        var program = new RandomClasses(seed);
        program.Write();
        return program._text.ToString();
    }

    private void Write()
    {
        _text.Append("D = {'k': 1, 1: 2, 2: 5}\nT = ['a', 'zz', ['q', 'w']]\nlog = []\n\n");
        int count = _random.Next(3, 7);
        for (int i = 0; i < count; i++)
        {
            Class(i);
        }

        string changed = $"C{_random.Next(count)}.{Any("a", "p", "m", "f")} = {Any("property(lambda self: 4)", "7", "lambda self, *a: 3")}";
        _text.Append($"""
            def work(things, n):
                total = 0
                errors = {"{}"}
                for i in range(n):
                    t = things[i % len(things)]
                    try:
                        v = t.f(i % {_random.Next(2, 6)}, i % 3)
                        {Any("w = (t + t).a", "w = t[i % 2]", "w = t.p", "w = t.m(i)", "w = t.m")}
                        total += v if isinstance(v, (int, float)) and abs(v) < 1e9 else 1
                        total += w if isinstance(w, (int, float)) and abs(w) < 1e9 else 2
                    except Exception as e:
                        k = type(e).__name__ + str(e)[:60]
                        errors[k] = errors.get(k, 0) + 1
                    if i == {_random.Next(100, 400)}:
                        {changed}
                return total, errors


            """);
        IEnumerable<string> things = Enumerable.Range(0, _random.Next(1, 7)).Select(_ => $"C{_random.Next(count)}({_random.Next(6)}, {_random.Next(5)}, z={_random.Next(4)})");
        _text.Append($"things = [{string.Join(", ", things)}]\nprint(work(things, 600))\nprint(work(things[:1], 300))\nprint(len(log), len(D))\nthings.clear()\nprint(len(log))\n");
    }

    private void Class(int index)
    {
        string parent = index > 0 && Chance(50) ? $"C{_random.Next(index)}" : "";
        _text.Append($"class C{index}({parent}):\n");
        Member(Chance(50), $"{Any(s_attributes)} = {_random.Next(10)}");
        _text.Append($"    def __init__(self, x, y={_random.Next(5)}, *, z={_random.Next(5)}):\n        pass\n");
        Member(parent.Length != 0 && Chance(60), "    super().__init__(x, y)");
        foreach (string attribute in s_attributes)
        {
            Member(parent.Length == 0 || Chance(75), $"    self.{attribute} = {Any("x", "y", "z", "x + y", "1.5")}");
        }

        bool isFirst = parent.Length == 0;
        Member(isFirst || Chance(80), Any(
            $"@property\n    def p(self):\n        x = i = 1\n        return {Any("self.a", "self.a + self.b", "self.b * 2", "self.c")}",
            $"p = {_random.Next(1, 6)}",
            $"p = property(lambda self: self.{Any(s_attributes)})"));
        Member(isFirst || Chance(80), $"def m(self, x, i=1):\n        return {Any("x", "self.a", "self.b + x", "self.c * 2 + x")}");
        Member(
            isFirst || Chance(70),
            $"def __add__(self, o):\n        if isinstance(o, float):\n            return NotImplemented\n        return C{_random.Next(index + 1)}(self.a + (o if isinstance(o, int) else o.b), z=1)");
        Member(Chance(50), "def __radd__(self, o):\n        return C0(9)");
        Member(isFirst || Chance(70), $"def __getitem__(self, k):\n        return self.{Any(s_attributes)} + k");
        Member(Chance(40), $"def __bool__(self):\n        return self.a != {_random.Next(4)}");
        Member(Chance(60), "def __del__(self):\n        s = sum([len(log), 1, 2])\n        log.append(s)");
        Member(Chance(30), "def __getattr__(self, n):\n        if n.startswith('_'):\n            raise AttributeError(n)\n        return len(n)");
        Member(true, $"def f(self, x, i):\n        {Any("q, w = T[2]", "D[x] = i", "self.a = self.a", "q = [x]; q.append(i)")}\n        return {Expression(0)}\n");
    }

    private void Member(bool isThere, string text)
    {
        if (isThere)
        {
            _text.Append("    ").Append(text).Append('\n');
        }
    }

    private string Expression(int depth)
    {
        int kind = depth > 2 ? 0 : _random.Next(14);
        return kind switch
        {
            < 3 => Any("self.a", "self.b", "x", "i", "2", "self.c", "-1", "1.5"),
            3 => $"({Expression(depth + 1)} + {Expression(depth + 1)})",
            4 => $"({Expression(depth + 1)} * {Any("2", "x", "self.b")})",
            5 => "self.p",
            6 => "self.m(x)",
            7 => $"(self + {Any("1", "self", "x")}).a",
            8 => $"self[{Any("0", "1", "x", "i")}]",
            9 => $"D.get({Expression(depth + 1)}, 3)",
            10 => "(D['k'] if 'k' in D else 0)",
            11 => $"({Expression(depth + 1)} if {Any("x", "self.a", "self", "D", "not self.b")} else {Expression(depth + 1)})",
            12 => $"({Expression(depth + 1)} if T[{Any("0", "1", "-1")}] == {Any("chr(97)", "'a'", "'zz'")} else {Expression(depth + 1)})",
            _ => $"(lambda y, z={_random.Next(4)}: y + z)({Expression(depth + 1)})",
        };
    }

    private string Any(params string[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;
}
