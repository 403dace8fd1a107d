using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>typing.ParamSpec (PEP 612).</summary>
public sealed class ParamSpecObject : TypeParameterObject
{
    internal LazyValue Bound;

    internal ParamSpecObject(ThreadState thread, StrObject name)
        : base(thread, BuiltinTypes.ParamSpec, name)
    {
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        base.ReleaseReferences(thread);
        Bound.Release(thread);
    }
}

/// <summary>P.args and P.kwargs.</summary>
public sealed class ParamSpecPartObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal ParamSpecPartObject(ThreadState thread, TypeObject type, Value origin)
        : base(thread, type)
    {
        Origin = origin;
    }

    internal Value Origin { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Origin);
}

[PyType("paramspec", typeof(ParamSpecObject), Field = nameof(BuiltinTypes.ParamSpec))]
internal static class ParamSpecMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(
        ThreadState thread,
        TypeObject type,
        [Keyword] StrObject name,
        [KeywordOnly][Optional] Value bound,
        [Optional] Value @default,
        bool covariant = false,
        bool contravariant = false,
        bool inferVariance = false)
    {
        if (!Variance.Check(thread, covariant, contravariant, inferVariance))
        {
            return Value.Error;
        }

        var made = new ParamSpecObject(thread, name) { IsCovariant = covariant, IsContravariant = contravariant, InfersVariance = inferVariance };
        if (!bound.IsUnbound && !bound.IsNone)
        {
            made.Bound = LazyValue.Known(thread, bound);
        }

        return TypeParameters.Finish(thread, made, @default);
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, ParamSpecObject self) => self.Display;

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, other, self);

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, ParamSpecObject self, Value bases) => thread.TypeError("Cannot subclass an instance of ParamSpec");

    [PyMethod("__typing_subst__")]
    public static Value Substitute(ThreadState thread, ParamSpecObject self, Value arg) => TypingHooks.Call(thread, "_paramspec_subst", Value.Of(self), arg);

    [PyMethod("__typing_prepare_subst__")]
    public static Value Prepare(ThreadState thread, ParamSpecObject self, Value alias, Value args) => TypingHooks.Call(thread, "_paramspec_prepare_subst", Value.Of(self), alias, args);

    [PyMethod("has_default")]
    public static bool HasDefault(ThreadState thread, ParamSpecObject self) => !self.Default.IsEmpty;

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ParamSpecObject self) => Value.Of(self.Name);

    [PyGetter("args")]
    public static Value Args(ThreadState thread, ParamSpecObject self) => Value.Of(new ParamSpecPartObject(thread, BuiltinTypes.ParamSpecArgs, thread.Retain(Value.Of(self))));

    [PyGetter("kwargs")]
    public static Value KeywordArgs(ThreadState thread, ParamSpecObject self) => Value.Of(new ParamSpecPartObject(thread, BuiltinTypes.ParamSpecKwargs, thread.Retain(Value.Of(self))));

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, ParamSpecObject self) => Value.Of(self.Name);

    [PyGetter("__covariant__")]
    public static bool Covariant(ThreadState thread, ParamSpecObject self) => self.IsCovariant;

    [PyGetter("__contravariant__")]
    public static bool Contravariant(ThreadState thread, ParamSpecObject self) => self.IsContravariant;

    [PyGetter("__infer_variance__")]
    public static bool Infer(ThreadState thread, ParamSpecObject self) => self.InfersVariance;

    [PyGetter("__bound__")]
    public static Value Bound(ThreadState thread, ParamSpecObject self) => LazyValue.Get(thread, ref self.Bound, Value.None);

    [PyGetter("__default__")]
    public static Value Default(ThreadState thread, ParamSpecObject self) => LazyValue.Get(thread, ref self.Default, Value.Of(NoDefaultObject.Instance));

    [PyGetter("evaluate_default")]
    public static Value EvaluateDefault(ThreadState thread, ParamSpecObject self) => self.Default.Evaluator(thread);
}

[PyType("ParamSpecArgs", typeof(ParamSpecPartObject), Field = nameof(BuiltinTypes.ParamSpecArgs))]
internal static class ParamSpecArgsMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword] Value origin) => Value.Of(new ParamSpecPartObject(thread, BuiltinTypes.ParamSpecArgs, thread.Retain(origin)));

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, ParamSpecPartObject self) => ParamSpecParts.Repr(thread, self, "args");

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, ParamSpecPartObject self, Value other) => ParamSpecParts.Equal(thread, self, other);

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, ParamSpecPartObject self, Value bases) => thread.TypeError("Cannot subclass an instance of ParamSpecArgs");

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ParamSpecPartObject self) => ParamSpecParts.Reduce(thread, self);

    [PyGetter("__origin__")]
    public static Value Origin(ThreadState thread, ParamSpecPartObject self) => thread.Retain(self.Origin);
}

[PyType("ParamSpecKwargs", typeof(ParamSpecPartObject), Field = nameof(BuiltinTypes.ParamSpecKwargs))]
internal static class ParamSpecKwargsMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword] Value origin) => Value.Of(new ParamSpecPartObject(thread, BuiltinTypes.ParamSpecKwargs, thread.Retain(origin)));

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, ParamSpecPartObject self) => ParamSpecParts.Repr(thread, self, "kwargs");

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, ParamSpecPartObject self, Value other) => ParamSpecParts.Equal(thread, self, other);

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, ParamSpecPartObject self, Value bases) => thread.TypeError("Cannot subclass an instance of ParamSpecKwargs");

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ParamSpecPartObject self) => ParamSpecParts.Reduce(thread, self);

    [PyGetter("__origin__")]
    public static Value Origin(ThreadState thread, ParamSpecPartObject self) => thread.Retain(self.Origin);
}

/// <summary>What P.args and P.kwargs share.</summary>
internal static class ParamSpecParts
{
    public static Value Reduce(ThreadState thread, ParamSpecPartObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Of(thread, [self.Origin]))]));

    public static string? Repr(ThreadState thread, ParamSpecPartObject self, string part) =>
        self.Origin.Ref is ParamSpecObject spec ? $"{spec.Name}.{part}"
        : Operators.ReprText(thread, self.Origin) is { } text ? $"{text}.{part}" : null;

    public static Value Equal(ThreadState thread, ParamSpecPartObject self, Value other)
    {
        if (other.Ref is not ParamSpecPartObject part || !ReferenceEquals(part.Type, self.Type))
        {
            return Value.NotImplemented;
        }

        int equal = Comparison.Equal(thread, self.Origin, part.Origin);
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }
}
