using System.Diagnostics.CodeAnalysis;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>
/// A region of the source with names of its own. Most scopes become a code object; an inlined comprehension's variables are
/// registers of the code object around it (PEP 709), its <see cref="Frame"/>.
/// </summary>
public sealed class Scope(ScopeKind kind, string name, Node node, Scope? parent)
{
    private readonly Dictionary<string, Symbol> symbols = [];
    private readonly List<Symbol> ordered = [];
    private readonly List<Scope> children = [];
    private readonly SortedList<string, Symbol> free = new(StringComparer.Ordinal);
    private List<(string Name, Span Span)>? directives;

    /// <summary>What the scope belongs to.</summary>
    public ScopeKind Kind { get; } = kind;

    /// <summary>The code object's name: that of the function or class, or one in angle brackets.</summary>
    public string Name { get; } = name;

    /// <summary>The definition, comprehension or other node that opens the scope.</summary>
    public Node Node { get; } = node;

    /// <summary>The scope around this one; null for the module.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>The names in the order in which they first occur.</summary>
    public IReadOnlyList<Symbol> Symbols => ordered;

    /// <summary>The scopes directly inside this one.</summary>
    public IReadOnlyList<Scope> Children => children;

    /// <summary>The class whose private names are mangled here, or null (<see cref="NameMangling"/>).</summary>
    public string? PrivateClass { get; set; }

    /// <summary>In the type parameters of a class only these names are mangled with the class's own name; null elsewhere.</summary>
    public HashSet<string>? MangledNames { get; set; }

    /// <summary>Of a lazily evaluated scope: what it is, for errors ("a TypeVar bound").</summary>
    public string Description { get; set; } = "an annotation";

    /// <summary>Whether the comprehension's code stands in its parent's code object.</summary>
    public bool IsInlined { get; set; }

    /// <summary>Whether the scope has a <c>yield</c>.</summary>
    public bool IsGenerator { get; set; }

    /// <summary>Whether the scope is an <c>async def</c>, or a comprehension that awaits.</summary>
    public bool IsCoroutine { get; set; }

    /// <summary>Whether the scope is nested in a function-like one.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether names are looked up in the class around first, through the cell <c>__classdict__</c> (PEP 695).</summary>
    public bool CanSeeClassScope { get; set; }

    /// <summary>The expressions being visited are the iterables of comprehensions, which cannot have assignment expressions.</summary>
    public int IterableDepth { get; set; }

    /// <summary>Whether the names bound now are targets of a comprehension's <c>for</c>.</summary>
    public bool BindsComprehensionTarget { get; set; }

    /// <summary>Depth of statements that may not run: <c>if</c>, loops, <c>try</c>, <c>match</c> (conditional annotations, PEP 649).</summary>
    public int ConditionalDepth { get; set; }

    /// <summary>Whether an annotation stands where it may not be executed; always so in modules.</summary>
    public bool HasConditionalAnnotations { get; set; }

    /// <summary>The scope of the module's or class's annotations, made by the first of them.</summary>
    public Scope? AnnotationScope { get; set; }

    /// <summary>Of a module or class: whether a variable in it is annotated.</summary>
    public bool HasAnnotations { get; set; }

    /// <summary>
    /// Of a module or class: its annotated names, each with its number in <c>__conditional_annotations__</c>, or -1 when it is
    /// executed for certain.
    /// </summary>
    public List<(AnnAssign Node, int Index)> DeferredAnnotations { get; } = [];

    /// <summary>Of a class: the cell that holds the class, when a method refers to <c>__class__</c> or calls <c>super()</c>.</summary>
    public Symbol? ClassCell { get; private set; }

    /// <summary>Of a class: the cell that holds its namespace, when an annotation scope looks names up there.</summary>
    public Symbol? ClassDictCell { get; private set; }

    /// <summary>Of a class: the cell that holds the set of annotations that were executed.</summary>
    public Symbol? ConditionalAnnotationsCell { get; private set; }

    /// <summary>Of a class: the attributes that its methods assign through <c>self</c>.</summary>
    public SortedSet<string>? StaticAttributes { get; set; }

    /// <summary>The scope of the code object that holds this scope's code.</summary>
    public Scope Frame
    {
        get
        {
            var scope = this;
            while (scope.IsInlined)
                scope = scope.Parent!;
            return scope;
        }
    }

    /// <summary>The variables of enclosing code objects that this one needs, by name; the closure tuple's order.</summary>
    public IReadOnlyDictionary<string, Symbol> Free => free;

    /// <summary>Opens a scope in this one.</summary>
    public void Add(Scope child) => children.Add(child);

    /// <summary>The symbol of a mangled name.</summary>
    public bool TryGet(string mangled, [NotNullWhen(true)] out Symbol? symbol) => symbols.TryGetValue(mangled, out symbol);

    /// <summary>The symbol of a mangled name, made when it is new.</summary>
    public Symbol GetOrAdd(string mangled)
    {
        if (!symbols.TryGetValue(mangled, out var symbol))
        {
            symbol = new Symbol(mangled, this);
            symbols.Add(mangled, symbol);
            ordered.Add(symbol);
        }

        return symbol;
    }

    /// <summary>The name as it is known in this scope: private names of a class get the class's name in front.</summary>
    public string Mangle(string identifier)
    {
        if (MangledNames is not null && !MangledNames.Contains(identifier))
            return Parent!.Mangle(identifier);
        return NameMangling.Mangle(PrivateClass, identifier);
    }

    /// <summary>Notes where a <c>global</c> or <c>nonlocal</c> stands, for errors found when the scopes are resolved.</summary>
    public void AddDirective(string mangled, Span span) => (directives ??= []).Add((mangled, span));

    /// <summary>The first declaration of the name, or the node's own place.</summary>
    public Span DirectiveOf(string mangled)
    {
        if (directives is not null)
        {
            foreach (var directive in directives)
            {
                if (directive.Name == mangled)
                    return directive.Span;
            }
        }

        return Node.Span;
    }

    /// <summary>Notes that this code object needs a variable of an enclosing one.</summary>
    public void AddFree(Symbol owner) => free.TryAdd(owner.Name, owner);

    /// <summary>The position of a variable in the closure tuple, or -1.</summary>
    public int FreeIndex(Symbol owner)
    {
        var index = 0;
        foreach (var symbol in free.Values)
        {
            if (ReferenceEquals(symbol, owner))
                return index;
            index++;
        }

        return -1;
    }

    /// <summary>The implicit cell of a class body of this name, made when it is asked for first; null for other names.</summary>
    public Symbol? ImplicitCell(string mangled) => mangled switch
    {
        "__class__" => ClassCell ??= MakeImplicitCell(mangled),
        "__classdict__" => ClassDictCell ??= MakeImplicitCell(mangled),
        "__conditional_annotations__" when HasConditionalAnnotations => ConditionalAnnotationsCell ??= MakeImplicitCell(mangled),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";

    private Symbol MakeImplicitCell(string mangled)
    {
        var symbol = new Symbol(mangled, this) { Flags = SymbolFlags.Bound, IsCell = true };
        symbol.Owner = symbol;
        return symbol;
    }
}
