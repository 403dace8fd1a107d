using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>Classes: the body's code object and the call of <c>__build_class__</c>.</summary>
internal sealed class ClassEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Define(ClassDef definition)
    {
        var top = Code.Top;
        foreach (var decorator in definition.DecoratorList)
            unit.Expressions.Emit(decorator, Destination.Push);
        int made;
        if (definition.TypeParams.IsEmpty)
        {
            made = Build(definition, -1);
        }
        else
        {
            var scope = unit.Scopes[definition, ScopeKind.TypeParameters];
            var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
            made = unit.Functions.Make(inner.Classes.CompileGeneric(definition), scope, definition.Span);
            Code.Emit(Opcode.Call, made, 0);
        }

        unit.Functions.Decorate(definition.DecoratorList, made);
        Code.Position = definition.Span;
        unit.Names.Store(definition.Name, top);
        Code.PopTo(top);
    }

    /// <summary>Calls <c>__build_class__</c>; the class is in the next temporary.</summary>
    private int Build(ClassDef definition, int genericBase)
    {
        unit.Calls.CheckKeywords(definition.Keywords);
        Code.Position = definition.Span;
        var result = Code.Push();
        Code.Emit(Opcode.LoadBuildClass, result);
        var scope = unit.Scopes[definition, ScopeKind.Class];
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        unit.Functions.Make(inner.Classes.CompileBody(definition), scope, definition.Span);
        unit.Expressions.Constant(definition.Name, Destination.Push);
        unit.Calls.Finish(result, 2, definition.Bases, definition.Keywords, definition.Span, genericBase);
        return result;
    }

    /// <summary>
    /// The code that makes a generic class: type parameters are its variables, and Generic[...] is an implicit last base. Called on
    /// the emitter of the type parameters' scope.
    /// </summary>
    private CodeObject CompileGeneric(ClassDef definition)
    {
        Code.Position = definition.Span;
        unit.EmitCells();
        var parameters = unit.TypeParameters.Define(definition.TypeParams, definition.Span);
        unit.Names.Store(".type_params", parameters);
        Code.PopTo(parameters);
        var generic = unit.Names.Load(".type_params", Destination.Push);
        Code.Emit(Opcode.CallIntrinsic, generic, generic, (int)Intrinsic.SubscriptGeneric);
        unit.Names.Store(".generic_base", generic);
        Code.PopTo(generic);
        var result = Build(definition, unit.Names.RegisterOf(".generic_base"));
        Code.EmitEnd(Opcode.Return, result);
        return unit.Finish(definition.Span.StartLine, FunctionEmitter.FlagsOf(unit.Frame, isGenerator: false));
    }

    /// <summary>The code of the body. Called on the emitter of the class's scope.</summary>
    private CodeObject CompileBody(ClassDef definition)
    {
        var scope = unit.Frame;
        var firstLine = definition.DecoratorList.IsEmpty ? definition.Span.StartLine : definition.DecoratorList[0].Span.StartLine;
        Code.Position = new Span(firstLine, 0, firstLine, 0);
        unit.EmitCells();
        var module = unit.Names.Load("__name__", Destination.Push);
        Bind("__module__", module);
        Bind("__qualname__", unit.Expressions.Constant(unit.QualifiedName, Destination.Push));
        Bind("__firstlineno__", unit.Expressions.Constant((long)firstLine, Destination.Push));
        if (!definition.TypeParams.IsEmpty)
            Bind("__type_params__", unit.Names.Load(".type_params", Destination.Push));
        if (scope.ClassDictCell is { } classDict)
        {
            var namespaceRegister = Code.Push();
            Code.Emit(Opcode.LoadLocals, namespaceRegister);
            Code.Emit(Opcode.StoreCell, classDict.Register, namespaceRegister);
            Code.PopTo(namespaceRegister);
        }

        unit.Annotations.Prepare();
        var body = definition.Body;
        var first = body.IsEmpty ? default : body[0].Span;
        if (Docstrings.Take(ref body, unit.Compilation) is { } docstring)
        {
            Code.Position = first;
            Bind("__doc__", unit.Expressions.Constant(docstring, Destination.Push));
        }

        unit.Statements.EmitAll(body);
        Code.Position = new Span(firstLine, 0, firstLine, 0);
        unit.Annotations.StoreAnnotate("__annotate_func__");

        // The end of the body is no line of its own.
        Code.Position = default;
        IEnumerable<object?> attributes = scope.StaticAttributes ?? [];
        Bind("__static_attributes__", unit.Expressions.Constant(new TupleConstant([.. attributes]), Destination.Push));
        if (scope.ClassDictCell is not null)
            Bind("__classdictcell__", CellOf(scope.ClassDictCell));
        if (scope.ClassCell is null)
        {
            Code.EmitEnd(Opcode.ReturnNone);
        }
        else
        {
            // __build_class__ finds the cell here too and checks that the metaclass has filled it.
            Bind("__classcell__", CellOf(scope.ClassCell));
            Code.EmitEnd(Opcode.Return, CellOf(scope.ClassCell));
        }

        return unit.Finish(firstLine, CodeFlags.None);
    }

    private void Bind(string name, int value)
    {
        unit.Names.Store(name, value);
        Code.PopTo(value);
    }

    private int CellOf(Symbol cell)
    {
        var register = Code.Push();
        Code.Emit(Opcode.Copy, register, cell.Register);
        return register;
    }
}
