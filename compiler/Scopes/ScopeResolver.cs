namespace Pyl.Compiler.Scopes;

/// <summary>
/// The second pass over the scopes: decides for every name where it lives, which variables need cells and which cells each
/// code object must be given.
/// </summary>
public sealed class ScopeResolver(Compilation compilation)
{
    /// <summary>Resolves a scope and those inside it.</summary>
    /// <exception cref="Parsing.PylSyntaxException">A <c>nonlocal</c> name that no enclosing function binds.</exception>
    public void Resolve(Scope scope)
    {
        compilation.CheckStack();
        for (var i = 0; i < scope.Symbols.Count; i++)
            Resolve(scope, scope.Symbols[i]);
        foreach (var child in scope.Children)
            Resolve(child);
    }

    private void Resolve(Scope scope, Symbol symbol)
    {
        if (symbol.Has(SymbolFlags.Global))
        {
            if (symbol.Has(SymbolFlags.Nonlocal))
                throw compilation.Error(scope.DirectiveOf(symbol.Name), $"name '{symbol.Name}' is nonlocal and global");
            symbol.Resolution = Resolution.GlobalExplicit;
        }
        else if (symbol.Has(SymbolFlags.Nonlocal))
        {
            var owner = FindOwner(scope, symbol.Name);
            if (owner is null)
                throw compilation.Error(scope.DirectiveOf(symbol.Name), $"no binding for nonlocal '{symbol.Name}' found");
            if (owner.Has(SymbolFlags.TypeParameter))
            {
                throw compilation.Error(scope.DirectiveOf(symbol.Name),
                    $"nonlocal binding not allowed for type parameter '{symbol.Name}'");
            }

            Refer(scope, symbol, owner);
            owner.Flags |= symbol.Flags & (SymbolFlags.Unbound | SymbolFlags.NamedExpression);
        }
        else if (symbol.Has(SymbolFlags.Bound))
        {
            symbol.Resolution = Resolution.Local;
            symbol.Owner = symbol;
        }
        else if (FindInClass(scope, symbol.Name) is { } resolution)
        {
            symbol.Resolution = resolution;
        }
        else if (FindOwner(scope, symbol.Name) is { } owner)
        {
            Refer(scope, symbol, owner);
        }
        else
        {
            symbol.Resolution = Resolution.GlobalImplicit;
        }
    }

    /// <summary>
    /// What an annotation's or type parameter's name means that the class around binds: the class's, then a global, never a variable of
    /// the function around the class (CPython symtable.c, analyze_name). Null elsewhere.
    /// </summary>
    private static Resolution? FindInClass(Scope scope, string name)
    {
        // The compiler's own cells are found as variables of the class, whatever its body does with their names.
        if (!scope.CanSeeClassScope || name is "__classdict__" or "__conditional_annotations__")
            return null;
        var outer = scope.Parent;
        while (outer is { Kind: not ScopeKind.Class, CanSeeClassScope: true })
        {
            if (outer.TryGet(name, out var nearer) && nearer.Has(SymbolFlags.Bound))
                return null;
            outer = outer.Parent;
        }

        if (outer is not { Kind: ScopeKind.Class } || !outer.TryGet(name, out var symbol))
            return null;
        return symbol.Has(SymbolFlags.Global) ? Resolution.GlobalExplicit
            : symbol.Has(SymbolFlags.Bound) && !symbol.Has(SymbolFlags.Nonlocal) ? Resolution.GlobalImplicit
            : null;
    }

    /// <summary>The variable that a name means which its own scope does not bind; null when it is a global.</summary>
    private static Symbol? FindOwner(Scope scope, string name)
    {
        for (var outer = scope.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Kind == ScopeKind.Class)
            {
                if (outer.ImplicitCell(name) is { } cell)
                    return cell;
            }
            else if (outer.Kind != ScopeKind.Module && outer.TryGet(name, out var symbol))
            {
                if (symbol.Has(SymbolFlags.Global))
                    return null;
                if (symbol.Has(SymbolFlags.Bound) && !symbol.Has(SymbolFlags.Nonlocal))
                    return symbol;
            }
        }

        return null;
    }

    private static void Refer(Scope scope, Symbol symbol, Symbol owner)
    {
        symbol.Resolution = Resolution.Enclosing;
        symbol.Owner = owner;
        var home = owner.Scope.Frame;
        for (var frame = scope.Frame; !ReferenceEquals(frame, home); frame = frame.Parent!.Frame)
        {
            owner.IsCell = true;
            frame.AddFree(owner);
        }
    }
}
