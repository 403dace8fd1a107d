using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Variance and default, which TypeVar and ParamSpec share.</summary>
public abstract class TypeParameterObject : PyObject
{
    internal LazyValue Default;

    private protected TypeParameterObject(ThreadState thread, TypeObject type, StrObject name)
        : base(thread, type)
    {
        Name = name;
    }

    internal StrObject Name { get; }

    internal bool IsCovariant { get; init; }

    internal bool IsContravariant { get; init; }

    internal bool InfersVariance { get; init; }

    /// <summary>The name as reprs show it: with the sign of its variance.</summary>
    internal string Display => (InfersVariance ? "" : IsCovariant ? "+" : IsContravariant ? "-" : "~") + Name;

    protected internal override void ReleaseReferences(ThreadState thread) => Default.Release(thread);
}

/// <summary>typing.TypeVar (PEP 484, 695, 696).</summary>
public sealed class TypeVarObject : TypeParameterObject
{
    internal LazyValue Bound;
    internal LazyValue Constraints;

    internal TypeVarObject(ThreadState thread, StrObject name)
        : base(thread, BuiltinTypes.TypeVar, name)
    {
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        base.ReleaseReferences(thread);
        Bound.Release(thread);
        Constraints.Release(thread);
    }
}

[PyType("typevar", typeof(TypeVarObject), Field = nameof(BuiltinTypes.TypeVar))]
internal static class TypeVarMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(
        ThreadState thread,
        TypeObject type,
        StrObject name,
        ReadOnlySpan<Value> constraints,
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

        Value checkedBound = Value.Unbound;
        if (!bound.IsUnbound && !bound.IsNone)
        {
            checkedBound = TypingHooks.Call(thread, "_type_check", bound, Value.Str("Bound must be a type."));
            if (checkedBound.IsError)
            {
                return checkedBound;
            }
        }

        if (constraints.Length != 0 && (constraints.Length == 1 || !checkedBound.IsUnbound))
        {
            thread.Release(checkedBound);
            return thread.TypeError(constraints.Length == 1 ? "A single constraint is not allowed" : "Constraints cannot be combined with bound=...");
        }

        var made = new TypeVarObject(thread, name) { IsCovariant = covariant, IsContravariant = contravariant, InfersVariance = inferVariance };
        if (!checkedBound.IsUnbound)
        {
            made.Bound = LazyValue.Known(thread, checkedBound);
            thread.Release(checkedBound);
        }

        if (constraints.Length != 0)
        {
            TupleObject tuple = TupleObject.Of(thread, constraints);
            made.Constraints = LazyValue.Known(thread, Value.Of(tuple));
            RefCount.Release(thread, tuple);
        }

        return TypeParameters.Finish(thread, made, @default);
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, TypeVarObject self) => self.Display;

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, other, self);

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, TypeVarObject self, Value bases) => thread.TypeError("Cannot subclass an instance of TypeVar");

    [PyMethod("__typing_subst__")]
    public static Value Substitute(ThreadState thread, TypeVarObject self, Value arg) => TypingHooks.Call(thread, "_typevar_subst", Value.Of(self), arg);

    [PyMethod("__typing_prepare_subst__")]
    public static Value Prepare(ThreadState thread, TypeVarObject self, Value alias, Value args) => TypeParameters.AppendDefault(thread, self, alias, args);

    [PyMethod("has_default")]
    public static bool HasDefault(ThreadState thread, TypeVarObject self) => !self.Default.IsEmpty;

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, TypeVarObject self) => Value.Of(self.Name);

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, TypeVarObject self) => Value.Of(self.Name);

    [PyGetter("__covariant__")]
    public static bool Covariant(ThreadState thread, TypeVarObject self) => self.IsCovariant;

    [PyGetter("__contravariant__")]
    public static bool Contravariant(ThreadState thread, TypeVarObject self) => self.IsContravariant;

    [PyGetter("__infer_variance__")]
    public static bool Infer(ThreadState thread, TypeVarObject self) => self.InfersVariance;

    [PyGetter("__bound__")]
    public static Value Bound(ThreadState thread, TypeVarObject self) => LazyValue.Get(thread, ref self.Bound, Value.None);

    [PyGetter("__constraints__")]
    public static Value Constraints(ThreadState thread, TypeVarObject self) => LazyValue.Get(thread, ref self.Constraints, Value.Of(TupleObject.Empty));

    [PyGetter("__default__")]
    public static Value Default(ThreadState thread, TypeVarObject self) => LazyValue.Get(thread, ref self.Default, Value.Of(NoDefaultObject.Instance));

    [PyGetter("evaluate_bound")]
    public static Value EvaluateBound(ThreadState thread, TypeVarObject self) => self.Bound.Evaluator(thread);

    [PyGetter("evaluate_constraints")]
    public static Value EvaluateConstraints(ThreadState thread, TypeVarObject self) => self.Constraints.Evaluator(thread);

    [PyGetter("evaluate_default")]
    public static Value EvaluateDefault(ThreadState thread, TypeVarObject self) => self.Default.Evaluator(thread);
}

/// <summary>The rules for variance arguments.</summary>
internal static class Variance
{
    public static bool Check(ThreadState thread, bool covariant, bool contravariant, bool infer)
    {
        if (covariant && contravariant)
        {
            thread.ValueError("Bivariant types are not supported.");
            return false;
        }

        if (infer && (covariant || contravariant))
        {
            thread.ValueError("Variance cannot be specified with infer_variance.");
            return false;
        }

        return true;
    }
}
