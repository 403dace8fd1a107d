using System.Text;

namespace Pyl.Compiler.Tests;

/// <summary>
/// Makes programs at random that are mostly right: every form of statement and expression, nested in each other. What is wrong with
/// them (a <c>return</c> at the wrong place, a name both global and local) is what the compiler must find.
/// </summary>
internal sealed class RandomProgram(Random random)
{
    private static readonly string[] Names = ["a", "b", "c", "x", "self", "__p", "__class__", "_", "match", "case", "type", "é"];
    private static readonly string[] Literals =
        ["0", "1", "-1", "2**70", "1.5", "1e400", "2j", "'s'", "b'b'", "None", "True", "...", "'\\N{DIGIT ONE}'", "10_000", "0xff", "''", "r'\\'", "__debug__"];
    private static readonly string[] Binary = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"];
    private static readonly string[] Comparisons = ["<", ">", "==", "!=", "<=", ">=", "in", "not in", "is", "is not"];

    private readonly StringBuilder text = new();
    private int budget = 60;

    /// <summary>The source of a module.</summary>
    public string Module()
    {
        Block(0, random.Next(1, 8));
        return text.ToString();
    }

    private void Block(int depth, int count = 0)
    {
        for (var n = count > 0 ? count : random.Next(1, 4); n > 0; n--)
            Statement(depth);
    }

    private void Line(int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');

    private void Compound(int depth, string head)
    {
        Line(depth, head + ":");
        Block(depth + 1);
    }

    private void Statement(int depth)
    {
        var kind = --budget < 0 || depth > 6 ? random.Next(16) : random.Next(34);
        switch (kind)
        {
            case 0: Line(depth, "pass"); break;
            case 1: Line(depth, Pick("break", "continue", "return", "raise", "yield")); break;
            case 2: Line(depth, $"return {Expression(2)}"); break;
            case 3: Line(depth, $"{Target(2)} = {Expression(3)}"); break;
            case 4: Line(depth, $"{Target(1)} = {Target(1)} = {StarList(2)}"); break;
            case 5: Line(depth, $"{Place(2)} {Pick(Binary)}= {Expression(2)}"); break;
            case 6: Line(depth, $"{Place(1)}: {Expression(1)}{(Chance(2) ? " = " + Expression(1) : "")}"); break;
            case 7: Line(depth, $"del {Place(2)}{(Chance(2) ? ", " + Place(1) : "")}"); break;
            case 8: Line(depth, $"{Pick("global", "nonlocal")} {Name()}"); break;
            case 9: Line(depth, $"assert {Expression(2)}{(Chance(2) ? ", " + Expression(1) : "")}"); break;
            case 10: Line(depth, $"raise {Expression(1)}{(Chance(2) ? " from " + Expression(1) : "")}"); break;
            case 11: Line(depth, Pick("import a.b.c", "import a as b, c", "from . import x", "from ..a import (b as c, x,)", "from a import *", "from __future__ import annotations")); break;
            case 12: Line(depth, $"type {Name()}{TypeParameters()} = {Expression(2)}"); break;
            case 13: Line(depth, $"{Expression(2)}; {Expression(2)}"); break;
            case 14 or 15: Line(depth, Expression(4)); break;
            case 16 or 17:
                Compound(depth, $"if {Expression(2)}");
                if (Chance(2))
                    Compound(depth, $"elif {Expression(1)}");
                if (Chance(2))
                    Compound(depth, "else");
                break;
            case 18:
                Compound(depth, $"while {Expression(2)}");
                if (Chance(3))
                    Compound(depth, "else");
                break;
            case 19 or 20:
                Compound(depth, $"{Async()}for {Target(2)} in {StarList(2)}");
                if (Chance(3))
                    Compound(depth, "else");
                break;
            case 21 or 22 or 23: Try(depth); break;
            case 24 or 25:
                Compound(depth, Chance(2)
                    ? $"{Async()}with {Expression(2)}{(Chance(2) ? " as " + Target(1) : "")}"
                    : $"{Async()}with ({Expression(1)} as {Target(1)}, {Expression(2)},)");
                break;
            case 26 or 27 or 28 or 29:
                if (Chance(4))
                    Line(depth, "@" + Expression(1));
                Compound(depth, $"{Async()}def {Name()}{TypeParameters()}({Parameters(true)}){(Chance(4) ? " -> " + Expression(1) : "")}");
                break;
            case 30 or 31:
                Compound(depth, $"class {Name()}{TypeParameters()}{(Chance(2) ? $"({Arguments()})" : "")}");
                break;
            default: Match(depth); break;
        }
    }

    private void Try(int depth)
    {
        Compound(depth, "try");
        var star = Chance(4) ? "*" : "";
        var handlers = random.Next(3);
        for (var n = handlers; n > 0; n--)
        {
            Compound(depth, random.Next(4) switch
            {
                0 => $"except{star} {Name()}, {Name()}",
                1 => $"except{star} {Expression(1)} as {Name()}",
                2 when n == 1 && star.Length == 0 => "except",
                _ => $"except{star} {Expression(1)}",
            });
        }

        if (handlers > 0 && Chance(3))
            Compound(depth, "else");
        if (handlers == 0 || Chance(2))
            Compound(depth, "finally");
    }

    private void Match(int depth)
    {
        Line(depth, $"match {StarList(2)}:");
        for (var n = random.Next(1, 4); n > 0; n--)
            Compound(depth + 1, $"case {Pattern(3)}{(Chance(3) ? " if " + Expression(2) : "")}");
    }

    private string Pattern(int depth) => (depth <= 0 ? random.Next(4) : random.Next(10)) switch
    {
        0 => "_",
        1 => Name(),
        2 => Pick("1", "-1.5", "'s' 't'", "None", "1 + 2j", "b'x'"),
        3 => "a.b",
        4 => $"[{Pattern(depth - 1)}, *{Name()}]",
        5 => $"({Pattern(depth - 1)}, {Pattern(depth - 1)})",
        6 => $"{{'k': {Pattern(depth - 1)}, **{Name()}}}",
        7 => $"{Name()}({Pattern(depth - 1)}, {Name()}={Pattern(depth - 1)})",
        8 => $"({Pattern(depth - 1)} | {Pattern(depth - 1)})",
        _ => $"{Pattern(depth - 1)} as {Name()}",
    };

    private string Expression(int depth)
    {
        if (depth <= 0 || --budget < -40)
            return Chance(2) ? Name() : Pick(Literals);
        string Sub() => Expression(depth - 1);
        switch (random.Next(30))
        {
            case 0: return $"({Sub()} {Pick(Binary)} {Sub()})";
            case 1: return $"{Sub()} {Pick(Binary)} {Sub()}";
            case 2: return $"{Pick("-", "+", "~", "not ")}{Sub()}";
            case 3: return $"{Sub()} {Pick("and", "or")} {Sub()}";
            case 4: return $"({Sub()} {Pick(Comparisons)} {Sub()} {Pick(Comparisons)} {Sub()})";
            case 5: return $"({Sub()} if {Sub()} else {Sub()})";
            case 6: return $"(lambda {Parameters(false)}: {Sub()})";
            case 7: return $"[{StarList(depth - 1)}]";
            case 8: return $"{{{StarList(depth - 1)}}}";
            case 9: return $"{{{Sub()}: {Sub()}, **{Name()}}}";
            case 10: return $"({StarList(depth - 1)},)";
            case 11: return $"[{Sub()} {Clauses(depth)}]";
            case 12: return $"{{{Sub()} {Clauses(depth)}}}";
            case 13: return $"{{{Sub()}: {Sub()} {Clauses(depth)}}}";
            case 14: return $"({Sub()} {Clauses(depth)})";
            case 15: return $"({Name()} := {Sub()})";
            case 16: return $"(yield {Sub()})";
            case 17: return $"(yield from {Sub()})";
            case 18: return $"(await {Sub()})";
            case 19: return $"f'{{{Name()}!r:>{{{Name()}}}}}x{{{Name()} = }}{{({Sub().Replace('\'', '"')})}}'";
            case 20: return $"t\"{{{Name()}}}\"";
            case 21: return $"{Name()}[{Slice(depth)}]";
            case 22: return $"{Name()}[{Slice(depth)}, {Slice(depth)}]";
            case 23: return $"{Name()}.{Name()}";
            case 24: return $"({Sub()}).{Name()}({Arguments()})";
            case 25: return "super().x";
            case 26: return $"{Name()}({Arguments()})";
            case 27: return $"{Sub()} in {{1, 'a', ()}}";
            default: return Name();
        }
    }

    private string Clauses(int depth)
    {
        var clauses = new StringBuilder();
        for (var n = random.Next(1, 3); n > 0; n--)
        {
            clauses.Append($"{Async()}for {Target(1)} in {Expression(depth - 2)} ");
            if (Chance(3))
                clauses.Append($"if {Expression(depth - 2)} ");
        }

        return clauses.ToString();
    }

    private string Slice(int depth) => random.Next(4) switch
    {
        0 => ":",
        1 => $"{Expression(depth - 2)}:",
        2 => $"{Expression(depth - 2)}:{Expression(depth - 2)}:{Expression(depth - 2)}",
        _ => (Chance(5) ? "*" : "") + Expression(depth - 2),
    };

    private string StarList(int depth) =>
        string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => (Chance(6) ? "*" : "") + Expression(depth)));

    private string Arguments() => random.Next(7) switch
    {
        0 => "",
        1 => Expression(1),
        2 => $"{Expression(1)}, {Name()}={Expression(1)}",
        3 => $"*{Name()}, {Expression(1)}, **{Name()}",
        4 => $"{Name()}={Name()}, *{Name()}",
        5 => $"{Expression(1)} for {Target(0)} in {Name()}",
        _ => $"{Expression(1)}, {Expression(1)}",
    };

    private string Parameters(bool annotated)
    {
        string Note() => annotated && Chance(3) ? ": " + Expression(1) : "";
        return random.Next(7) switch
        {
            0 or 1 => "",
            2 => $"a{Note()}",
            3 => $"a, b{Note()}=1, /, c={Expression(1)}",
            4 => $"self, *a{Note()}, b, **c",
            5 => $"x, *, __p{Note()}={Name()}",
            _ => $"{Name()}, {Name()}={Expression(1)}",
        };
    }

    private string TypeParameters() =>
        Chance(6) ? Pick("[T]", "[T: int, *Ts, **P]", "[T: (int, str) = int]", "[T, T]", "[a: (yield)]") : "";

    private string Target(int depth) => (depth <= 0 ? 0 : random.Next(6)) switch
    {
        3 => $"({Target(depth - 1)}, {Target(depth - 1)})",
        4 => $"[{Target(depth - 1)}, *{Target(depth - 1)}]",
        _ => Place(depth),
    };

    private string Place(int depth) => (depth <= 0 ? 0 : random.Next(5)) switch
    {
        3 => $"{Name()}.{Name()}",
        4 => $"{Name()}[{Slice(depth)}]",
        _ => Name(),
    };

    private string Async() => Chance(5) ? "async " : "";

    private string Name() => Pick(Names);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
