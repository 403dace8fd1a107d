using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>Reads, binds and unbinds names.</summary>
internal sealed class NameEmitter(UnitEmitter unit)
{
    private enum PlaceKind
    {
        Register,
        Cell,
        Free,
        ClassFree,
        MappingOrFree,
        MappingOrGlobal,
        Global,
        Namespace,
    }

    private CodeBuilder Code => unit.Code;

    /// <summary>The register of a name that is a plain local here, or -1.</summary>
    public int RegisterOf(string identifier)
    {
        var place = Find(identifier);
        return place.Kind == PlaceKind.Register ? place.Index : -1;
    }

    /// <summary>The register of an expression that is the name of a plain local, or -1.</summary>
    public int RegisterOf(Expression expression) =>
        expression is Name { Id: not "__debug__" } name ? RegisterOf(name.Id) : -1;

    /// <summary>Whether an assignment expression somewhere binds the name, so that it can change in the middle of an expression.</summary>
    public bool CanChangeWithinExpression(string identifier) =>
        unit.Scope.TryGet(unit.Scope.Mangle(identifier), out var symbol)
        && (symbol.Has(SymbolFlags.NamedExpression) || (symbol.Owner?.Has(SymbolFlags.NamedExpression) ?? false));

    /// <summary>Reads a name. The position is set by the caller.</summary>
    public int Load(string identifier, int destination)
    {
        var place = Find(identifier);
        if (place.Kind == PlaceKind.Register)
        {
            RequireBound(place.Index);
            if (destination == Destination.Any || destination == place.Index)
                return place.Index;
            var copy = unit.Expressions.Place(destination);
            Code.Emit(Opcode.Copy, copy, place.Index);
            return copy;
        }

        if (place.Kind is PlaceKind.MappingOrFree or PlaceKind.MappingOrGlobal)
        {
            var mapping = Load("__classdict__", Destination.Push);
            Code.PopTo(mapping);
            var result = unit.Expressions.Place(destination);
            if (place.Kind == PlaceKind.MappingOrFree)
                Code.Emit(Opcode.LoadMappingOrFree, result, mapping, place.Index);
            else
                Code.Emit(Opcode.LoadMappingOrGlobal, result, mapping, Code.Name(place.Name));
            return result;
        }

        var register = unit.Expressions.Place(destination);
        switch (place.Kind)
        {
            case PlaceKind.Cell:
                Code.Emit(Opcode.LoadCell, register, place.Index);
                break;
            case PlaceKind.Free:
                Code.Emit(Opcode.LoadFree, register, place.Index);
                break;
            case PlaceKind.ClassFree:
                Code.Emit(Opcode.LoadClassFree, register, place.Index);
                break;
            case PlaceKind.Global:
                Code.Emit(Opcode.LoadGlobal, register, Code.Name(place.Name));
                break;
            default:
                Code.Emit(Opcode.LoadName, register, Code.Name(place.Name));
                break;
        }

        return register;
    }

    /// <summary>Checks a plain local before it is read, unless it is known to be bound.</summary>
    public void RequireBound(int register)
    {
        if (!Code.IsReachable || Code.Bound.Contains(register))
            return;
        Code.Emit(Opcode.CheckLocal, register);
        Code.Bound.Add(register);
    }

    /// <summary>Binds a name to the value in a register; a temporary is consumed, but not given back.</summary>
    public void Store(string identifier, int value)
    {
        var place = Find(identifier);
        switch (place.Kind)
        {
            case PlaceKind.Register:
                if (Code.IsTemporary(value))
                    Code.Emit(Opcode.Move, place.Index, value);
                else if (value != place.Index)
                    Code.Emit(Opcode.Copy, place.Index, value);
                Code.Bound.Add(place.Index);
                break;
            case PlaceKind.Cell:
                Code.Emit(Opcode.StoreCell, place.Index, value);
                break;
            case PlaceKind.Free or PlaceKind.ClassFree or PlaceKind.MappingOrFree:
                Code.Emit(Opcode.StoreFree, place.Index, value);
                break;
            case PlaceKind.Global or PlaceKind.MappingOrGlobal:
                Code.Emit(Opcode.StoreGlobal, Code.Name(place.Name), value);
                break;
            default:
                Code.Emit(Opcode.StoreName, Code.Name(place.Name), value);
                break;
        }
    }

    /// <summary>Evaluates an expression and binds a name to it, without a detour when the name is a plain local.</summary>
    public void Assign(string identifier, Span position, Expression value)
    {
        var top = Code.Top;
        var register = RegisterOf(identifier);
        var result = unit.Expressions.Emit(value, register >= 0 ? register : Destination.Any);
        if (register >= 0 && result == register)
        {
            Code.Bound.Add(register);
            return;
        }

        Code.Position = position;
        Store(identifier, result);
        Code.PopTo(top);
    }

    /// <summary><c>del name</c>.</summary>
    public void Delete(string identifier)
    {
        var place = Find(identifier);
        switch (place.Kind)
        {
            case PlaceKind.Register:
                Code.Emit(Code.Bound.Contains(place.Index) ? Opcode.ClearLocal : Opcode.DeleteLocal, place.Index);
                Code.Bound.Remove(place.Index);
                break;
            case PlaceKind.Cell:
                Code.Emit(Opcode.DeleteCell, place.Index);
                break;
            case PlaceKind.Free or PlaceKind.ClassFree or PlaceKind.MappingOrFree:
                Code.Emit(Opcode.DeleteFree, place.Index);
                break;
            case PlaceKind.Global or PlaceKind.MappingOrGlobal:
                Code.Emit(Opcode.DeleteGlobal, Code.Name(place.Name));
                break;
            default:
                Code.Emit(Opcode.DeleteName, Code.Name(place.Name));
                break;
        }
    }

    /// <summary>Unbinds the name of an <c>except</c> clause, which the clause's body may have unbound already.</summary>
    public void Clear(string identifier)
    {
        var register = RegisterOf(identifier);
        if (register >= 0)
        {
            Code.Emit(Opcode.ClearLocal, register);
            Code.Bound.Remove(register);
            return;
        }

        var none = Code.Push();
        Code.Emit(Opcode.LoadNone, none);
        Store(identifier, none);
        Code.PopTo(none);
        Delete(identifier);
    }

    private Place Find(string identifier)
    {
        var scope = unit.Scope;
        var mangled = scope.Mangle(identifier);
        if (!scope.TryGet(mangled, out var symbol))
            return new Place(IsNamespace(scope) ? PlaceKind.Namespace : PlaceKind.Global, 0, mangled);

        switch (symbol.Resolution)
        {
            case Resolution.Local when scope.Kind.IsFunctionLike():
                return Own(symbol);
            case Resolution.Enclosing:
                var owner = symbol.Owner!;
                if (unit.IsOwn(owner))
                    return Own(owner);
                var kind = scope.Kind == ScopeKind.Class ? PlaceKind.ClassFree
                    : scope.CanSeeClassScope && mangled != "__classdict__" && mangled != "__conditional_annotations__" ? PlaceKind.MappingOrFree
                    : PlaceKind.Free;
                return new Place(kind, unit.FreeIndex(owner), mangled);
            case Resolution.GlobalImplicit when scope.CanSeeClassScope:
                return new Place(PlaceKind.MappingOrGlobal, 0, mangled);
            case Resolution.GlobalExplicit:
                return new Place(PlaceKind.Global, 0, mangled);
            default:
                return new Place(IsNamespace(scope) ? PlaceKind.Namespace : PlaceKind.Global, 0, mangled);
        }
    }

    /// <summary>Whether names that are not resolved to variables live in the namespace that the code runs in.</summary>
    private bool IsNamespace(Scope scope) => scope.Kind switch
    {
        ScopeKind.Class => true,
        ScopeKind.Module => !unit.Compilation.Options.NamesAreGlobals,
        // Comprehensions in a module's code see what the module sees, those in a class do not see the class.
        _ => scope.IsInlined && scope.Frame.Kind == ScopeKind.Module && !unit.Compilation.Options.NamesAreGlobals,
    };

    private static Place Own(Symbol owner) =>
        new(owner.IsCell ? PlaceKind.Cell : PlaceKind.Register, owner.Register, owner.Name);

    private readonly record struct Place(PlaceKind Kind, int Index, string Name);
}
