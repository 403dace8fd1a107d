using System.Collections;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Trees;

/// <summary>The compiler's nodes as the module ast shows them.</summary>
internal sealed class TreeWriter(string source)
{
    private static readonly SyntaxTree s_load = new("Load", [], null);
    private static readonly SyntaxTree s_store = new("Store", [], null);
    private static readonly SyntaxTree s_delete = new("Del", [], null);

    private readonly string[] lines = source.ReplaceLineEndings("\n").Split('\n');

    public SyntaxTree Write(Node node) => Write(node, s_load);

    private SyntaxTree Write(Node node, SyntaxTree context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var type = node.GetType();
        var kind = TreeShape.KindOf(type);
        var fields = new List<(string, object?)>();
        foreach (var parameter in TreeShape.ParametersOf(type))
        {
            if (parameter.Name == "Span")
                continue;
            var value = type.GetProperty(parameter.Name!)!.GetValue(node);
            fields.Add((TreeShape.FieldOf(type, parameter), Value(value, ContextOf(node, parameter.Name!, context))));
        }

        if (node is Name or Ast.Attribute or Subscript or Starred or List or Ast.Tuple)
            fields.Add(("ctx", context));
        return new SyntaxTree(kind, [.. fields], TreeShape.HasPlace(kind) ? Place(node.Span) : null);
    }

    /// <summary>Whether what stands in a field is read, bound or deleted.</summary>
    private static SyntaxTree ContextOf(Node node, string field, SyntaxTree context) => (node, field) switch
    {
        (Assign or AnnAssign or AugAssign or For or AsyncFor or Comprehension or NamedExpr, "Target" or "Targets") => s_store,
        (WithItem, "OptionalVars") or (TypeAlias, "Name") => s_store,
        (Delete, "Targets") => s_delete,
        (Ast.Tuple or List, "Elts") or (Starred, "Value") => context,
        _ => s_load,
    };

    private object? Value(object? value, SyntaxTree context) => value switch
    {
        Node node => Write(node, context),
        Enum operation => new SyntaxTree(operation.ToString(), [], null),
        ConstantNone or null => null,
        ConstantEllipsis => EllipsisConstant.Instance,
        bool or string or byte[] => value,
        int number => (long)number,
        IEnumerable items => items.Cast<object?>().Select(item => Value(item, context)).ToArray(),
        _ => value,
    };

    private int[] Place(Span span) =>
        [span.StartLine, Bytes(span.StartLine, span.StartColumn), span.EndLine, Bytes(span.EndLine, span.EndColumn)];

    /// <summary>A column in bytes of UTF-8.</summary>
    private int Bytes(int line, int column)
    {
        if (line < 1 || line > lines.Length)
            return column;
        var text = lines[line - 1];
        if (System.Text.Ascii.IsValid(text))
            return column;
        var bytes = 0;
        for (var i = 0; i < text.Length && column > 0; i++, column--)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                bytes += 4;
                i++;
            }
            else
            {
                bytes += text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : 3;
            }
        }

        return bytes + column;
    }
}
