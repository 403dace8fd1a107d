using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;
using Pyl.Compiler.Unparsing;

namespace Pyl.Compiler.Emit;

/// <summary>Annotations (PEP 649): they are evaluated by an annotate function when somebody asks for them.</summary>
internal sealed class AnnotationEmitter(UnitEmitter unit)
{
    // annotationlib.Format.VALUE_WITH_FAKE_GLOBALS, the highest format that an annotate function answers.
    private const int LastKnownFormat = 2;

    private const string Conditional = "__conditional_annotations__";

    private CodeBuilder Code => unit.Code;

    /// <summary>Makes the annotate function of a definition in the next temporary; false when there are no annotations.</summary>
    public bool MakeAnnotate(FunctionParts parts)
    {
        if (unit.Scopes.Find(parts.Arguments, ScopeKind.Annotation) is not { } scope)
            return false;
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit)
        {
            QualifiedName = $"{QualifiedNames.Of(unit, parts.Name, ScopeKind.Function)}.{scope.Name}",
        };
        inner.Annotations.Signature(parts);
        var code = inner.Finish(parts.Node.Span.StartLine, FunctionEmitter.FlagsOf(scope, isGenerator: false), 1, 1);
        unit.Functions.Make(code, scope, parts.Node.Span);
        return true;
    }

    /// <summary>Emits <c>target: annotation = value</c>.</summary>
    public void Variable(AnnAssign statement)
    {
        if (statement.Value is not null)
            unit.Assignments.AssignTo(statement.Target, statement.Value);
        else if (statement.Target is Ast.Attribute attribute)
            unit.Expressions.Discard(attribute.Value);
        else if (statement.Target is Subscript subscript)
            Evaluate(subscript);

        if (!statement.Simple || unit.Frame.Kind.IsFunctionLike())
            return;
        if (unit.Compilation.StringAnnotations)
            StoreText(statement);
        else
            NoteExecuted(statement);
    }

    /// <summary>At the beginning of a module or class: what its annotations need.</summary>
    public void Prepare()
    {
        if (unit.Frame.HasAnnotations && unit.Compilation.StringAnnotations)
        {
            var none = Code.Push();
            Code.Emit(Opcode.CallIntrinsic, none, 0, (int)Intrinsic.SetupAnnotations);
            Code.Emit(Opcode.Release, none);
            Code.PopTo(none);
        }

        if (!unit.Frame.HasConditionalAnnotations)
            return;
        var executed = Code.Push();
        Code.Emit(Opcode.BuildSet, executed, executed, 0);
        if (unit.Frame.ConditionalAnnotationsCell is { } cell)
            Code.Emit(Opcode.StoreCell, cell.Register, executed);
        else
            unit.Names.Store(Conditional, executed);
        Code.PopTo(executed);
    }

    /// <summary>Stores the annotate function of a module or class, if it has annotations.</summary>
    public void StoreAnnotate(string name)
    {
        if (unit.Frame.AnnotationScope is not { } scope || unit.Frame.DeferredAnnotations.Count == 0)
            return;
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        var position = unit.Frame.DeferredAnnotations[0].Node.Span;
        var line = unit.Frame.Kind == ScopeKind.Class ? unit.Frame.Node.Span.StartLine : position.StartLine;
        inner.Annotations.Deferred(unit.Frame);
        var code = inner.Finish(line, FunctionEmitter.FlagsOf(scope, isGenerator: false), 1, 1);
        var function = unit.Functions.Make(code, scope, position);
        unit.Names.Store(name, function);
        Code.PopTo(function);
    }

    /// <summary>The code of an expression that is evaluated on demand. Called on the emitter of the expression's scope.</summary>
    public CodeObject CompileLazy(Expression expression)
    {
        Code.Position = expression.Span;
        Begin();
        var value = Evaluated(expression);
        Code.Position = expression.Span;
        Code.EmitEnd(Opcode.Return, value);
        return unit.Finish(expression.Span.StartLine, FunctionEmitter.FlagsOf(unit.Frame, isGenerator: false), 1, 1);
    }

    private void Evaluate(Subscript subscript)
    {
        unit.Expressions.Discard(subscript.Value);
        unit.Expressions.Discard(subscript.Slice);
    }

    private void Signature(FunctionParts parts)
    {
        Code.Position = parts.Node.Span;
        Begin();
        var map = Code.Push();
        Code.Emit(Opcode.BuildMap, map, map, 0);
        foreach (var parameter in AnnotationScopes.ParametersOf(parts.Arguments))
        {
            if (parameter.Annotation is not null)
                Add(map, parameter.Name, parameter.Annotation);
        }

        if (parts.Returns is not null)
            Add(map, "return", parts.Returns);
        Code.EmitEnd(Opcode.Return, map);
    }

    private void Deferred(Scope owner)
    {
        Begin();
        var map = Code.Push();
        Code.Emit(Opcode.BuildMap, map, map, 0);
        foreach (var (node, index) in owner.DeferredAnnotations)
        {
            var skip = new Label();
            if (index >= 0)
            {
                Code.Position = node.Span;
                var number = unit.Expressions.Constant((long)index, Destination.Push);
                var executed = unit.Names.Load(Conditional, Destination.Push);
                Code.Emit(Opcode.In, number, number, executed);
                Code.PopTo(number);
                Code.Branch(Opcode.JumpIfFalse, number, 0, skip);
            }

            Add(map, ((Name)node.Target).Id, node.Annotation);
            Code.Bind(skip);
        }

        Code.EmitEnd(Opcode.Return, map);
    }

    private void Begin()
    {
        unit.EmitCells();
        var known = new Label();
        var format = unit.Frame.Symbols.First(symbol => symbol.Name == ".format");
        var register = unit.Names.Load(format.Name, Destination.Any);
        Code.PopTo(Code.LocalCount);
        Code.Branch(Opcode.JumpGreaterInt, register, LastKnownFormat, known, false);
        var exception = Code.Push();
        Code.Emit(Opcode.CallIntrinsic, exception, 0, (int)Intrinsic.NotImplementedError);
        Code.EmitEnd(Opcode.Raise, exception, 1);
        Code.PopTo(exception);
        Code.Bind(known);
    }

    private void Add(int map, string name, Expression annotation)
    {
        Code.Position = annotation.Span;
        var key = unit.Expressions.Constant(unit.Scope.Mangle(name), Destination.Push);
        var value = unit.Compilation.StringAnnotations
            ? unit.Expressions.Constant(Unparser.TextOf(unit.Compilation, annotation), Destination.Push)
            : Evaluated(annotation);
        Code.Position = annotation.Span;
        Code.Emit(Opcode.MapAdd, map, key, value);
        Code.PopTo(key);
    }

    /// <summary>The value of an annotation; <c>*args: *Ts</c> gives the one item of what is unpacked.</summary>
    private int Evaluated(Expression expression)
    {
        if (expression is not Starred starred)
            return unit.Expressions.Emit(expression);
        var top = Code.Top;
        var value = unit.Expressions.Emit(starred.Value);
        Code.ResetTop(top + 1);
        Code.Position = starred.Span;
        Code.Emit(Opcode.UnpackSequence, value, top, 1);
        return top;
    }

    private void StoreText(AnnAssign statement)
    {
        var name = ((Name)statement.Target).Id;
        Code.Position = statement.Span;
        var text = unit.Expressions.Constant(Unparser.TextOf(unit.Compilation, statement.Annotation), Destination.Push);
        var annotations = unit.Names.Load("__annotations__", Destination.Push);
        var key = unit.Expressions.Constant(unit.Scope.Mangle(name), Destination.Push);
        Code.Emit(Opcode.SetItem, annotations, key, text);
        Code.PopTo(text);
    }

    private void NoteExecuted(AnnAssign statement)
    {
        var index = unit.Frame.DeferredAnnotations.Find(each => ReferenceEquals(each.Node, statement)).Index;
        if (index < 0)
            return;
        Code.Position = statement.Span;
        int executed;
        if (unit.Frame.ConditionalAnnotationsCell is { } cell)
            Code.Emit(Opcode.LoadCell, executed = Code.Push(), cell.Register);
        else
            executed = unit.Names.Load(Conditional, Destination.Push);
        var number = unit.Expressions.Constant((long)index, Destination.Push);
        Code.Emit(Opcode.SetAdd, executed, number);
        Code.Emit(Opcode.Release, executed);
        Code.PopTo(executed);
    }
}
