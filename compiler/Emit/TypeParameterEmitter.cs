using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>Type parameters and type aliases (PEP 695, 696).</summary>
internal sealed class TypeParameterEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    /// <summary>Makes and binds type parameters; their tuple is in the next temporary.</summary>
    public int Define(ImmutableArray<TypeParameter> parameters, Span position)
    {
        var first = Code.Top;
        foreach (var parameter in parameters)
        {
            var made = Make(parameter);
            Code.Position = parameter.Span;
            var copy = Code.Push();
            Code.Emit(Opcode.Copy, copy, made);
            unit.Names.Store(AnnotationScopes.NameOf(parameter), copy);
            Code.PopTo(copy);
        }

        Code.Position = position;
        Code.Emit(Opcode.BuildTuple, first, first, parameters.Length);
        Code.ResetTop(first + 1);
        return first;
    }

    /// <summary><c>type X = ...</c>.</summary>
    public void Alias(TypeAlias alias)
    {
        Code.Position = alias.Span;
        int result;
        if (alias.TypeParams.IsEmpty)
        {
            result = MakeAlias(alias, -1);
        }
        else
        {
            var scope = unit.Scopes[alias, ScopeKind.TypeParameters];
            var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
            result = unit.Functions.Make(inner.TypeParameters.CompileAlias(alias), scope, alias.Span);
            Code.Emit(Opcode.Call, result, 0);
        }

        Code.Position = alias.Name.Span;
        unit.Names.Store(alias.Name.Id, result);
        Code.PopTo(result);
    }

    private int Make(TypeParameter parameter)
    {
        var (kind, bound, defaultValue) = parameter switch
        {
            TypeVar { Bound: Ast.Tuple constraints } variable => (Intrinsic.TypeVarWithConstraints, constraints, variable.DefaultValue),
            TypeVar { Bound: { } upper } variable => (Intrinsic.TypeVarWithBound, upper, variable.DefaultValue),
            TypeVar variable => (Intrinsic.TypeVar, null, variable.DefaultValue),
            ParamSpec variable => (Intrinsic.ParamSpec, null, variable.DefaultValue),
            TypeVarTuple variable => (Intrinsic.TypeVarTuple, (Expression?)null, variable.DefaultValue),
            _ => throw new InvalidOperationException($"no emitter for {parameter.GetType().Name}"),
        };
        Code.Position = parameter.Span;
        var made = unit.Expressions.Constant(AnnotationScopes.NameOf(parameter), Destination.Push);
        if (bound is not null)
            Lazy(bound, ScopeKind.TypeVariable, parameter.Span);
        Code.Position = parameter.Span;
        Code.Emit(Opcode.CallIntrinsic, made, made, (int)kind);
        Code.PopTo(made + 1);
        if (defaultValue is null)
            return made;
        Lazy(defaultValue, ScopeKind.TypeVariable, parameter.Span);
        Code.Position = parameter.Span;
        Code.Emit(Opcode.CallIntrinsic, made, made, (int)Intrinsic.SetTypeParameterDefault);
        Code.PopTo(made + 1);
        return made;
    }

    private void Lazy(Expression expression, ScopeKind kind, Span position)
    {
        var scope = unit.Scopes[expression, kind];
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        unit.Functions.MakeLazy(inner.Annotations.CompileLazy(expression), scope, position);
    }

    private CodeObject CompileAlias(TypeAlias alias)
    {
        Code.Position = alias.Span;
        unit.EmitCells();
        var parameters = Define(alias.TypeParams, alias.Span);
        var result = MakeAlias(alias, parameters);
        Code.EmitEnd(Opcode.Return, result);
        return unit.Finish(alias.Span.StartLine, FunctionEmitter.FlagsOf(unit.Frame, isGenerator: false));
    }

    /// <summary>Makes the alias in the next temporary; <paramref name="parameters"/> is the tuple of its type parameters or -1.</summary>
    private int MakeAlias(TypeAlias alias, int parameters)
    {
        var result = unit.Expressions.Constant(alias.Name.Id, Destination.Push);
        if (parameters < 0)
            unit.Expressions.Constant(null, Destination.Push);
        else
            Code.Emit(Opcode.Move, Code.Push(), parameters);
        Lazy(alias.Value, ScopeKind.TypeAlias, alias.Span);
        Code.Position = alias.Span;
        Code.Emit(Opcode.CallIntrinsic, result, result, (int)Intrinsic.TypeAlias);
        Code.PopTo(result + 1);
        return result;
    }
}
