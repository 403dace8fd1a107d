using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>The scopes of one source text, found by the node that opens them.</summary>
public sealed class ScopeTable
{
    /// <summary>By kind. Nodes are records whose equality walks the tree: only their identity counts here.</summary>
    private readonly Dictionary<Node, Scope>?[] scopes = new Dictionary<Node, Scope>[ScopeKinds.Count];

    /// <summary>The scope of the whole text.</summary>
    public required Scope Module { get; init; }

    /// <summary>The scope of a kind that a node opens.</summary>
    public Scope this[Node node, ScopeKind kind] => scopes[(int)kind]![node];

    /// <summary>The scope of a kind that a node opens, or null.</summary>
    public Scope? Find(Node node, ScopeKind kind) => scopes[(int)kind]?.GetValueOrDefault(node);

    /// <summary>Enters a scope under its node.</summary>
    public void Add(Scope scope) =>
        (scopes[(int)scope.Kind] ??= new Dictionary<Node, Scope>(ReferenceEqualityComparer.Instance))[scope.Node] = scope;
}
