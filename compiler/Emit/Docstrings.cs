using System.Collections.Immutable;
using System.Text;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Docstrings: the string that is a body's first statement, its indentation removed as CPython does since 3.13.</summary>
internal static class Docstrings
{
    /// <summary>
    /// Takes the docstring off a body. Null when there is none, or when the optimisation level drops it.
    /// </summary>
    public static string? Take(ref ImmutableArray<Statement> body, Compilation compilation)
    {
        if (body is not [ExprStatement { Value: Constant { Value: string text } }, ..])
            return null;
        body = body.RemoveAt(0);
        return compilation.Options.OptimizationLevel >= 2 ? null : Clean(text);
    }

    /// <summary>
    /// Removes the margin that all lines but the first have in common, and blanks before the first line. Tabs count as eight
    /// columns; blank lines stay, emptied of the margin.
    /// </summary>
    public static string Clean(string text)
    {
        text = ExpandTabs(text);
        var lines = text.Split('\n');
        var margin = int.MaxValue;
        for (var i = 1; i < lines.Length; i++)
        {
            var indent = Indent(lines[i]);
            if (indent < lines[i].Length)
                margin = Math.Min(margin, indent);
        }

        if (margin == int.MaxValue)
            margin = 0;
        var result = new StringBuilder(lines[0].TrimStart(' '));
        for (var i = 1; i < lines.Length; i++)
            result.Append('\n').Append(lines[i].AsSpan(Math.Min(margin, Indent(lines[i]))));
        return result.ToString();
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static string ExpandTabs(string text)
    {
        if (!text.Contains('\t'))
            return text;
        var result = new StringBuilder();
        var column = 0;
        foreach (var rune in text)
        {
            switch (rune)
            {
                case '\t':
                    var spaces = 8 - (column % 8);
                    result.Append(' ', spaces);
                    column += spaces;
                    break;
                case '\n' or '\r':
                    result.Append(rune);
                    column = 0;
                    break;
                default:
                    result.Append(rune);
                    column++;
                    break;
            }
        }

        return result.ToString();
    }
}
