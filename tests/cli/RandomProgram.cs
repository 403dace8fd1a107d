using System.Text;

namespace Pyl.Cli.Tests;

/// <summary>
/// A small program from a seed: functions over ints, floats and lists, in loops that are long enough to become warm, with
/// values that overflow, divide by zero, change their type and leave their range now and then.
/// </summary>
internal sealed class RandomProgram
{
    private static readonly string[] s_operators = ["+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "/"];
    private static readonly string[] s_comparisons = ["<", "<=", "==", "!=", ">", ">="];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private int _functions;

    private RandomProgram(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The program of a seed.</summary>
    public static string Of(int seed)
    {
        var program = new RandomProgram(seed);
        program.Write();
        return program._text.ToString();
    }

    private void Write()
    {
        _text.Append("class Box:\n    def __init__(self, n):\n        self.n = n\n        self.f = n * 0.5\n    def add(self, k):\n        self.n += k\n        return self.n\n\n");
        _text.Append("limit = 7\n\n");
        int count = _random.Next(2, 5);
        for (int i = 0; i < count; i++)
        {
            Function(i);
        }

        for (int i = 0; i < count; i++)
        {
            _text.Append($"for start in (0, 3, -5, 2.5, True, 2 ** 62, 'x'):\n    try:\n        print(f{i}(start, {_random.Next(1, 9)}))\n    except Exception as e:\n        print(type(e).__name__, e)\n");
        }
    }

    private void Function(int index)
    {
        _functions = index;
        _text.Append($"def f{index}(a, b):\n    x = a\n    y = {_random.Next(-9, 99)}\n    z = 1.5\n    v = [{Numbers()}]\n    box = Box(b)\n    n = 0\n");
        bool isWhile = _random.Next(3) == 0;
        int rounds = _random.Next(20, 120);
        _text.Append(isWhile ? $"    while n < {rounds}:\n        n += 1\n        i = n\n" : $"    for i in range({_random.Next(-3, 3)}, {rounds}):\n");
        int statements = _random.Next(3, 8);
        for (int i = 0; i < statements; i++)
        {
            Statement("        ", 2);
        }

        _text.Append("    return x, y, z, v, box.n, box.f, n\n\n");
    }

    private string Numbers() => string.Join(", ", Enumerable.Range(0, 6).Select(_ => _random.Next(5) == 0 ? "0.5" : _random.Next(-50, 50).ToString()));

    private void Statement(string indent, int depth)
    {
        string target = Pick("x", "y", "z", "v[i % 6]", "box.n", "box.f", "v[b % 6 - 6]");
        switch (_random.Next(depth == 0 ? 5 : 10))
        {
            case 0:
                _text.Append($"{indent}{target} = {Bounded(Expression(2))}\n");
                break;
            case 1:
                _text.Append($"{indent}{Pick("x", "y", "box.n")} {Pick("+", "-", "*")}= {Operand()}\n{indent}{Bound("x")}\n{indent}{Bound("y")}\n{indent}{Bound("box.n")}\n");
                break;
            case 2:
                _text.Append($"{indent}x, y = y, {Operand()}\n");
                break;
            case 3 when _functions > 0:
                _text.Append($"{indent}if i == {_random.Next(3, 15)}:\n{indent}    y = f{_random.Next(_functions)}({Operand()}, 2)[{_random.Next(3)}]\n");
                break;
            case 4:
                _text.Append($"{indent}y = box.add({_random.Next(-3, 9)})\n");
                break;
            case 5 or 6:
                _text.Append($"{indent}if {Operand()} {s_comparisons[_random.Next(6)]} {Operand()}:\n");
                Statement(indent + "    ", depth - 1);
                if (_random.Next(2) == 0)
                {
                    _text.Append($"{indent}else:\n");
                    Statement(indent + "    ", depth - 1);
                }

                break;
            case 7:
                _text.Append($"{indent}for w in {Pick("v", "(1, 2.5, 3)", "range(4)", "[k * 2 for k in v]", "enumerate(v)")}:\n{indent}    z = w\n");
                Statement(indent + "    ", 0);
                break;
            case 8:
                _text.Append($"{indent}try:\n");
                Statement(indent + "    ", 0);
                _text.Append($"{indent}except (ZeroDivisionError, ValueError, TypeError, IndexError, OverflowError) as e:\n{indent}    n += 1\n");
                break;
            default:
                _text.Append($"{indent}z = {Pick("len(v)", "sum(v)", "limit", "-x", "not y", "x is y", "v[-1]", "(x, y)[i & 1]", "abs(y)", "min(x, y)")}\n");
                break;
        }
    }

    private string Expression(int depth)
    {
        if (depth == 0 || _random.Next(4) == 0)
        {
            return Operand();
        }

        string operation = s_operators[_random.Next(s_operators.Length)];
        string right = operation is "<<" or ">>" ? $"({Operand()} & 7)" : Expression(depth - 1);
        return $"({Expression(depth - 1)} {operation} {right})";
    }

    private string Operand() => _random.Next(9) switch
    {
        0 => _random.Next(-20, 20).ToString(),
        1 => Pick("1.5", "0.25", "-3.0", "limit", "9223372036854775807", "4611686018427387904"),
        2 or 3 => "x",
        4 => "y",
        5 => Pick("z", "a", "box.f"),
        6 => Pick("v[i % 6]", "v[2]", "len(v)"),
        7 => Pick("box.n", "b"),
        _ => "i",
    };

    /// <summary>Big ints are wanted, but not endless ones.</summary>
    private static string Bounded(string expression) => $"{expression} if not isinstance(x, int) or -2 ** 70 < x < 2 ** 70 else i";

    private static string Bound(string name) => $"if isinstance({name}, int) and not -2 ** 70 < {name} < 2 ** 70: {name} = i";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
