using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>How many shared locals of a type a hot body uses.</summary>
internal sealed record PooledLocals(string Type, bool IsRef, int Count)
{
    /// <summary>The name of a shared local.</summary>
    public string Name(int index) =>
        $"_{(IsRef ? "ref" : "")}{new string(Type.Replace("[]", "Array").Replace("?", "OrNull").Where(char.IsLetterOrDigit).ToArray())}{index}";
}

/// <summary>
/// Gives the local variables of a hot body names that all bodies share. RyuJIT stops inlining into a method that has 512
/// locals, those of inlined callees included, and tracks 1,024 at most: with a local for every declaration in 60 pasted
/// bodies, accessors of one instruction were calls in the second half of the loop.
/// </summary>
/// <remarks>
/// Left alone: operands, which were spilled to the stack on fast paths when all bodies shared them; variables whose
/// address is taken, because one of them would keep its namesakes in all bodies out of registers; Values, whose members
/// take the address when they are not inlined; var, patterns and loop variables.
/// </remarks>
internal sealed class LocalPool
{
    private readonly Stack<Dictionary<string, string>> _scopes = new();
    private readonly Dictionary<(string Type, bool IsRef), int> _counts = [];
    private readonly HashSet<string> _excluded = [];

    public EquatableArray<PooledLocals> Used =>
        _counts.Select(c => new PooledLocals(c.Key.Type, c.Key.IsRef, c.Value)).OrderBy(l => l.Name(0), StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Finds the variables of a body whose address is taken.</summary>
    public void Exclude(BlockSyntax body)
    {
        foreach (IdentifierNameSyntax identifier in body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            bool addressed = identifier.Parent switch
            {
                ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
                RefExpressionSyntax => true,
                PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
                _ => false,
            };
            if (addressed)
            {
                _excluded.Add(identifier.Identifier.Text);
            }
        }
    }

    public void EnterScope() => _scopes.Push([]);

    public void LeaveScope() => _scopes.Pop();

    /// <summary>The shared name of a variable that is declared here, or null when it must keep its own.</summary>
    public string? TryTake(LocalDeclarationStatementSyntax statement)
    {
        TypeSyntax type = statement.Declaration.Type;
        bool isRef = type is RefTypeSyntax;
        if (type is RefTypeSyntax refType)
        {
            if (!refType.ReadOnlyKeyword.IsKind(SyntaxKind.None))
            {
                return null;
            }

            type = refType.Type;
        }

        string name = statement.Declaration.Variables[0].Identifier.Text;
        string typeText = type.WithoutTrivia().ToString();
        if (statement.Declaration.Variables.Count != 1
            || statement.IsConst
            || !statement.UsingKeyword.IsKind(SyntaxKind.None)
            || type.IsVar
            || (!isRef && (typeText == "Value" || _excluded.Contains(name))))
        {
            return null;
        }

        (string, bool) key = (typeText, isRef);
        _counts.TryGetValue(key, out int index);
        _counts[key] = index + 1;
        string shared = new PooledLocals(typeText, isRef, 0).Name(index);
        _scopes.Peek()[name] = shared;
        return shared;
    }

    /// <summary>The shared name of a variable in scope, or null.</summary>
    public string? Find(string name)
    {
        foreach (Dictionary<string, string> scope in _scopes)
        {
            if (scope.TryGetValue(name, out string? shared))
            {
                return shared;
            }
        }

        return null;
    }
}
