using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>
/// <c>from __future__ import</c> at the beginning of a text. All features but <c>annotations</c> and <c>barry_as_FLUFL</c> are the
/// rule by now.
/// </summary>
public static class FutureFeatures
{
    private static readonly HashSet<string> Known =
    [
        "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals",
        "barry_as_FLUFL", "generator_stop", "annotations",
    ];

    /// <summary>Applies the features that the text asks for, and notes the imports that stand where they may.</summary>
    /// <exception cref="Parsing.PylSyntaxException">An unknown feature.</exception>
    public static void Apply(Compilation compilation, ImmutableArray<Statement> body)
    {
        var first = body is [ExprStatement { Value: Constant { Value: string } }, ..] ? 1 : 0;
        for (var i = first; i < body.Length && body[i] is ImportFrom { Module: "__future__", Level: 0 } import; i++)
        {
            compilation.FutureImports.Add(import);
            foreach (var alias in import.Names)
            {
                if (alias.Name == "braces")
                    throw compilation.Error(alias.Span, "not a chance");
                if (!Known.Contains(alias.Name))
                    throw compilation.Error(alias.Span, $"future feature {alias.Name} is not defined");
                if (alias.Name == "annotations")
                    compilation.StringAnnotations = true;
            }
        }
    }
}
