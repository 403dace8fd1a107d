using System.Runtime.CompilerServices;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>The scopes of one source text, found by the node that opens them.</summary>
public sealed class ScopeTable
{
    private readonly Dictionary<(Node Node, ScopeKind Kind), Scope> scopes = new(new KeyComparer());

    /// <summary>The scope of the whole text.</summary>
    public required Scope Module { get; init; }

    /// <summary>The scope of a kind that a node opens.</summary>
    public Scope this[Node node, ScopeKind kind] => scopes[(node, kind)];

    /// <summary>The scope of a kind that a node opens, or null.</summary>
    public Scope? Find(Node node, ScopeKind kind) => scopes.GetValueOrDefault((node, kind));

    /// <summary>Enters a scope under its node.</summary>
    public void Add(Scope scope) => scopes[(scope.Node, scope.Kind)] = scope;

    /// <summary>Nodes are records whose equality walks the tree: only their identity counts here.</summary>
    private sealed class KeyComparer : IEqualityComparer<(Node Node, ScopeKind Kind)>
    {
        public bool Equals((Node Node, ScopeKind Kind) x, (Node Node, ScopeKind Kind) y) =>
            ReferenceEquals(x.Node, y.Node) && x.Kind == y.Kind;

        public int GetHashCode((Node Node, ScopeKind Kind) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Node), key.Kind);
    }
}
