using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>Functions and lambdas: their code objects and the instructions that make the function objects.</summary>
internal sealed class FunctionEmitter(UnitEmitter unit)
{
    // What follows the register of MakeFunction, in this order.
    private const int HasDefaults = 1;
    private const int HasKeywordDefaults = 2;
    private const int HasAnnotate = 4;
    private const int HasClosure = 8;

    private CodeBuilder Code => unit.Code;

    /// <summary><c>def</c> and <c>async def</c>, decorators and type parameters included.</summary>
    public void Define(FunctionParts parts)
    {
        var top = Code.Top;
        foreach (var decorator in parts.Decorators)
            unit.Expressions.Emit(decorator, Destination.Push);
        var function = parts.TypeParameters.IsEmpty ? MakeDefinition(parts) : MakeGeneric(parts);
        Decorate(parts.Decorators, function);
        Code.Position = parts.Node.Span;
        unit.Names.Store(parts.Name, top);
        Code.PopTo(top);
    }

    /// <summary>Applies decorators, which stand before the decorated object in their order.</summary>
    public void Decorate(ImmutableArray<Expression> decorators, int decorated)
    {
        for (var i = decorators.Length - 1; i >= 0; i--)
        {
            Code.Position = decorators[i].Span;
            Code.Emit(Opcode.Call, --decorated, 1);
            Code.PopTo(decorated + 1);
        }
    }

    public int Lambda(Lambda lambda, int destination)
    {
        var function = Code.Push();
        var flags = Defaults(lambda.Args, lambda.Span);
        var scope = unit.Scopes[lambda, ScopeKind.Lambda];
        var code = CompileLambda(lambda, scope);
        Complete(function, code, scope, flags, lambda.Span);
        return unit.Expressions.Deliver(function, destination);
    }

    /// <summary>Makes a function without defaults in the next temporary.</summary>
    public int Make(CodeObject code, Scope scope, Span position)
    {
        var function = Code.Push();
        Complete(function, code, scope, 0, position);
        return function;
    }

    /// <summary>Makes a function of an expression that is evaluated on demand; its format parameter has a default (PEP 695).</summary>
    public int MakeLazy(CodeObject code, Scope scope, Span position)
    {
        var function = Code.Push();
        Code.Position = position;
        unit.Expressions.Constant(new TupleConstant([1L]), Destination.Push);
        Complete(function, code, scope, HasDefaults, position);
        return function;
    }

    /// <summary>The flags of a function-like scope's code object.</summary>
    public static CodeFlags FlagsOf(Scope scope, bool isGenerator)
    {
        var flags = CodeFlags.Optimized | CodeFlags.NewLocals;
        if (scope.IsNested)
            flags |= CodeFlags.Nested;
        if (isGenerator)
            flags |= scope.IsCoroutine ? CodeFlags.AsyncGenerator : CodeFlags.Generator;
        else if (scope.IsCoroutine)
            flags |= CodeFlags.Coroutine;
        return flags;
    }

    /// <summary>
    /// Begins the code of a function: cells and, for generators and coroutines, the instruction that returns the new object, and a
    /// region in which a StopIteration that leaves becomes a RuntimeError (PEP 479).
    /// </summary>
    public ProtectedRegion? Begin(bool isGeneratorLike)
    {
        ProtectedRegion? region = null;
        if (isGeneratorLike)
            Code.Emit(Opcode.ReturnGenerator);
        unit.EmitCells();
        if (isGeneratorLike)
            Code.Region = region = Code.NewRegion(Code.Top);
        return region;
    }

    /// <summary>Ends the code of a function whose body may fall off its end.</summary>
    public void End(ProtectedRegion? region)
    {
        Code.Position = default;
        if (Code.IsReachable)
            Code.EmitEnd(Opcode.ReturnNone);
        if (region is null)
            return;
        Code.Region = null;
        Code.BeginHandler(region);
        Code.Emit(Opcode.CallIntrinsic, region.Depth, region.Depth, (int)Intrinsic.StopIterationError);
        Code.EmitEnd(Opcode.Reraise, region.Depth);
        Code.EndHandler();
    }

    /// <summary>Makes the function of a definition behind the decorators; the result is the top temporary.</summary>
    private int MakeDefinition(FunctionParts parts)
    {
        var function = Code.Push();
        var flags = Defaults(parts.Arguments, parts.Node.Span);
        return Finish(parts, function, flags);
    }

    private int Finish(FunctionParts parts, int function, int flags)
    {
        if (unit.Annotations.MakeAnnotate(parts))
            flags |= HasAnnotate;
        var scope = unit.Scopes[parts.Node, ScopeKind.Function];
        Complete(function, CompileBody(parts, scope), scope, flags, parts.Node.Span);
        return function;
    }

    /// <summary>
    /// A generic function is made by a function of its own, in which the type parameters are variables; the defaults are evaluated
    /// outside and handed in.
    /// </summary>
    private int MakeGeneric(FunctionParts parts)
    {
        var scope = unit.Scopes[parts.Node, ScopeKind.TypeParameters];
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        var maker = Code.Push();
        var arguments = Code.Top;
        var flags = Defaults(parts.Arguments, parts.Node.Span);
        var count = Code.Top - arguments;
        var code = inner.Functions.CompileGeneric(parts, flags, count);

        // The maker is called with the defaults, so it is made above them and moved below.
        var made = Make(code, scope, parts.Node.Span);
        Code.Emit(Opcode.Move, maker, made);
        Code.PopTo(made);
        Code.Emit(Opcode.Call, maker, count);
        Code.PopTo(maker + 1);
        return maker;
    }

    /// <summary>The code that makes a generic function. Called on the emitter of the type parameters' scope.</summary>
    private CodeObject CompileGeneric(FunctionParts parts, int flags, int parameterCount)
    {
        Code.Position = parts.Node.Span;
        Begin(isGeneratorLike: false);
        var function = Code.Push();
        var typeParameters = unit.TypeParameters.Define(parts.TypeParameters, parts.Node.Span);
        var made = Code.Push();
        for (var i = 0; i < parameterCount; i++)
            Code.Emit(Opcode.Copy, Code.Push(), i);
        Finish(parts, made, flags);
        Code.Emit(Opcode.Move, function, made);
        Code.PopTo(typeParameters + 1);
        Code.Position = parts.Node.Span;
        Code.Emit(Opcode.CallIntrinsic, function, function, (int)Intrinsic.SetFunctionTypeParameters);
        Code.PopTo(function + 1);
        Code.EmitEnd(Opcode.Return, function);
        return unit.Finish(parts.Node.Span.StartLine, FlagsOf(unit.Frame, isGenerator: false), parameterCount);
    }

    /// <summary>Defaults behind the register of the function at the position; the result says which there are.</summary>
    private int Defaults(Arguments arguments, Span position)
    {
        var flags = 0;
        if (!arguments.Defaults.IsEmpty)
        {
            flags |= HasDefaults;
            unit.Expressions.Emit(new Ast.Tuple(position, arguments.Defaults), Destination.Push);
        }

        var first = Code.Top;
        var count = 0;
        for (var i = 0; i < arguments.KwOnlyArgs.Length; i++)
        {
            if (arguments.KwDefaults[i] is not { } value)
                continue;
            Code.Position = arguments.KwOnlyArgs[i].Span;
            unit.Expressions.Constant(unit.Scope.Mangle(arguments.KwOnlyArgs[i].Name), Destination.Push);
            unit.Expressions.Emit(value, Destination.Push);
            count++;
        }

        if (count > 0)
        {
            flags |= HasKeywordDefaults;
            Code.Emit(Opcode.BuildMap, first, first, count);
            Code.PopTo(first + 1);
        }

        return flags;
    }

    /// <summary>Adds the closure to what stands behind the function's register, and makes the function.</summary>
    private void Complete(int function, CodeObject code, Scope scope, int flags, Span position)
    {
        Code.Position = position;
        if (scope.Free.Count > 0)
        {
            flags |= HasClosure;
            var first = Code.Top;
            foreach (var owner in scope.Free.Values)
            {
                if (unit.IsOwn(owner))
                    Code.Emit(Opcode.Copy, Code.Push(), owner.Register);
                else
                    Code.Emit(Opcode.LoadFreeCell, Code.Push(), unit.FreeIndex(owner));
            }

            Code.Emit(Opcode.BuildTuple, first, first, scope.Free.Count);
        }

        Code.Emit(Opcode.MakeFunction, function, Code.Constant(code), flags);
        Code.PopTo(function + 1);
    }

    private CodeObject CompileBody(FunctionParts parts, Scope scope)
    {
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        var code = inner.Code;
        var flags = FlagsOf(scope, scope.IsGenerator) | ParameterFlags(parts.Arguments);
        if (unit.Frame.Kind == ScopeKind.Class)
            flags |= CodeFlags.Method;
        var body = parts.Body;
        if (Docstrings.Take(ref body, unit.Compilation) is { } docstring)
        {
            flags |= CodeFlags.HasDocstring;
            code.Constant(docstring);
        }

        code.Position = parts.Node.Span;
        var start = inner.Functions.Begin(scope.IsGenerator || scope.IsCoroutine);
        inner.Statements.EmitAll(body);
        inner.Functions.End(start);
        return Finish(inner, parts.FirstLine, flags, parts.Arguments);
    }

    private CodeObject CompileLambda(Lambda lambda, Scope scope)
    {
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        inner.Code.Position = lambda.Span;
        var start = inner.Functions.Begin(scope.IsGenerator);
        var value = inner.Expressions.Emit(lambda.Body);
        inner.Code.Position = lambda.Body.Span;
        inner.Code.EmitEnd(Opcode.Return, value);
        inner.Functions.End(start);
        return Finish(inner, lambda.Span.StartLine, FlagsOf(scope, scope.IsGenerator) | ParameterFlags(lambda.Args), lambda.Args);
    }

    private static CodeObject Finish(UnitEmitter inner, int firstLine, CodeFlags flags, Arguments arguments) =>
        inner.Finish(firstLine, flags, arguments.PosOnlyArgs.Length + arguments.Args.Length, arguments.PosOnlyArgs.Length,
            arguments.KwOnlyArgs.Length);

    private static CodeFlags ParameterFlags(Arguments arguments)
    {
        var flags = CodeFlags.None;
        if (arguments.VarArg is not null)
            flags |= CodeFlags.VarArgs;
        if (arguments.KwArg is not null)
            flags |= CodeFlags.VarKeywords;
        return flags;
    }
}
