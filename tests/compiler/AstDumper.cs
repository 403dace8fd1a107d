using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Tests;

/// <summary>
/// Writes a tree as one line: <c>Name@1:0-1:1(id="x")</c>. <c>dump.py</c> beside the expectations writes CPython's trees the
/// same way: field names in lower case without underscores, no contexts, columns in characters.
/// </summary>
public static class AstDumper
{
    private static readonly Dictionary<Type, PropertyInfo[]> Fields = [];

    /// <summary>The line for a tree.</summary>
    public static string Dump(Node node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('~');
                break;
            case Node node:
                WriteNode(text, node);
                break;
            case string s:
                WriteString(text, s);
                break;
            case bool b:
                text.Append(b ? "True" : "False");
                break;
            case byte[] bytes:
                text.Append("b'").Append(Convert.ToHexStringLower(bytes)).Append('\'');
                break;
            case double d:
                WriteDouble(text, d);
                break;
            case Complex c:
                text.Append('j');
                WriteDouble(text, c.Imaginary);
                break;
            case long or int or BigInteger:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case Enum:
                text.Append(value.ToString());
                break;
            case IEnumerable list:
                text.Append('[');
                var first = true;
                foreach (var item in list)
                {
                    if (!first)
                        text.Append(", ");
                    first = false;
                    Write(text, item);
                }

                text.Append(']');
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void WriteNode(StringBuilder text, Node node)
    {
        var type = node.GetType();
        text.Append(node switch
        {
            ExprStatement => "Expr",
            ExpressionRoot => "Expression",
            _ => type.Name,
        });
        if (node is not (Root or Comprehension or Arguments or WithItem or MatchCase))
        {
            var s = node.Span;
            text.Append(CultureInfo.InvariantCulture, $"@{s.StartLine}:{s.StartColumn}-{s.EndLine}:{s.EndColumn}");
        }

        text.Append('(');
        var first = true;
        foreach (var field in FieldsOf(type))
        {
            if (!first)
                text.Append(", ");
            first = false;
            text.Append(field.Name.ToLowerInvariant()).Append('=');
            Write(text, field.GetValue(node));
        }

        text.Append(')');
    }

    private static PropertyInfo[] FieldsOf(Type type)
    {
        if (!Fields.TryGetValue(type, out var fields))
        {
            fields = [.. type.GetProperties().Where(p => p.Name is not ("Span" or "EqualityContract"))
                .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
            Fields[type] = fields;
        }

        return fields;
    }

    private static void WriteDouble(StringBuilder text, double value) =>
        text.Append('d').Append(BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture));

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is >= ' ' and < '\x7f' and not '"' and not '\\')
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        text.Append('"');
    }
}
