using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>typing.TypeVarTuple (PEP 646).</summary>
public sealed class TypeVarTupleObject : TypeParameterObject
{
    internal TypeVarTupleObject(ThreadState thread, StrObject name)
        : base(thread, BuiltinTypes.TypeVarTuple, name)
    {
    }
}

[PyType("typevartuple", typeof(TypeVarTupleObject), Field = nameof(BuiltinTypes.TypeVarTuple))]
internal static class TypeVarTupleMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword] StrObject name, [KeywordOnly][Optional] Value @default) =>
        TypeParameters.Finish(thread, new TypeVarTupleObject(thread, name), @default);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, TypeVarTupleObject self) => self.Name.ToString();

    /// <summary>*Ts: an iterator over Unpack[Ts].</summary>
    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, TypeVarTupleObject self)
    {
        Value unpacked = TypeParameters.Unpack(thread, Value.Of(self));
        if (unpacked.IsError)
        {
            return unpacked;
        }

        TupleObject tuple = TupleObject.Steal(thread, [unpacked]);
        Value iterator = Items.Iterator(thread, Value.Of(tuple));
        thread.Release(Value.Of(tuple));
        return iterator;
    }

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, TypeVarTupleObject self, Value bases) => thread.TypeError("Cannot subclass an instance of TypeVarTuple");

    [PyMethod("__typing_subst__")]
    public static Value Substitute(ThreadState thread, TypeVarTupleObject self, Value arg) => thread.TypeError("Substitution of bare TypeVarTuple is not supported");

    [PyMethod("__typing_prepare_subst__")]
    public static Value Prepare(ThreadState thread, TypeVarTupleObject self, Value alias, Value args) => TypingHooks.Call(thread, "_typevartuple_prepare_subst", Value.Of(self), alias, args);

    [PyMethod("has_default")]
    public static bool HasDefault(ThreadState thread, TypeVarTupleObject self) => !self.Default.IsEmpty;

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, TypeVarTupleObject self) => Value.Of(self.Name);

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, TypeVarTupleObject self) => Value.Of(self.Name);

    [PyGetter("__default__")]
    public static Value Default(ThreadState thread, TypeVarTupleObject self) => LazyValue.Get(thread, ref self.Default, Value.Of(NoDefaultObject.Instance));

    [PyGetter("evaluate_default")]
    public static Value EvaluateDefault(ThreadState thread, TypeVarTupleObject self) => self.Default.Evaluator(thread);
}
